import { z } from 'zod';
import { paceOf, type Id, type SyncOptions } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { assignLeftOut } from '../imap';
import { wake, type AccountRow } from '../store/accounts/accounts';
import { isSynced, listFolderRows, type FolderRow } from '../store/folders/folders';
import { countByFolder, saveSyncOptions, type FolderChoice } from '../store/folders/syncOptions';
import { ownAccount } from './access';
import { change, read, type ActionTable } from './action';
import { fault, rowId } from './parameters';

/** More folders than any mailbox has; keeps a request small. */
const MOST = 10_000;
/** Whether a day is a valid start date: it exists and isn't in the future. */
function isFirstDay(day: unknown): boolean {
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const at = new Date(`${day}T00:00:00Z`);
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  // East of us, it may already be tomorrow.
  return real && day >= '1970-01-01' && at.getTime() <= Date.now() + 24 * 60 * 60_000;
}

const OPTIONS = z.object({
  accountId: rowId,
  folders: z
    .array(z.object({ id: rowId, leftOut: z.boolean() }))
    .max(MOST)
    .default([]),
  syncFrom: z.custom<string>(isFirstDay, fault({ context: 'day' })).nullish(),
});

/** Which folders are synced and since which day; messages that are dropped as a result stay on the server. */
export const syncOptionsActions: ActionTable = {
  'mailAccounts:getSyncOptions': read({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    http.body = await optionsOf(mail, await ownAccount(mail, http, filterByTk));
  }),

  'mailAccounts:setSyncOptions': change({ values: OPTIONS }, async (mail, http, { values }) => {
    const { accountId, folders, syncFrom } = values;
    const account = await ownAccount(mail, http, accountId);
    const rows = await listFolderRows(mail, account.id);
    const choices = choicesOf(rows, new Map(folders.map(({ id, leftOut }) => [String(id), leftOut])));
    await saveSyncOptions(mail, account.id, choices, syncFrom);
    await wake(mail, account.id);
    http.body = {};
  }),
};

async function optionsOf(mail: MailContext, account: AccountRow): Promise<SyncOptions> {
  const rows = await listFolderRows(mail, account.id);
  const rule = assignLeftOut(rows);
  const done = await doneOf(mail, account.id, rows);
  return {
    syncFrom: account.syncFrom,
    folders: rows.map((row) => ({
      ...{ id: row.id, accountId: row.accountId, path: row.path, name: row.name },
      ...{ parentPath: row.parentPath, delimiter: row.delimiter, role: row.role },
      ...{ selectable: row.selectable, leftOut: row.leftOut, total: row.total, unread: row.unread },
      leftOutByRule: rule.get(row.path)?.byRule ?? false,
      done: done(row),
    })),
    ...paceOf(account, Date.now()),
  };
}

/** For folders whose headers are complete, only messages still without text are counted, which are usually very few. */
async function doneOf(
  mail: MailContext,
  accountId: Id,
  rows: readonly FolderRow[],
): Promise<(row: FolderRow) => number> {
  const loading = rows.filter((row) => isSynced(row) && row.loadedFrom !== 1);
  const [pending, stored] = await Promise.all([
    countByFolder(mail, accountId, 'pending'),
    loading.length === 0
      ? new Map<string, number>()
      : countByFolder(mail, accountId, { folderIds: loading.map(({ id }) => id) }),
  ]);
  return (row) => {
    const id = String(row.id);
    if (!isSynced(row)) return 0;
    const done = row.loadedFrom === 1 ? row.total - (pending.get(id) ?? 0) : (stored.get(id) ?? 0);
    return Math.max(0, Math.min(done, row.total));
  };
}

/** A user's choice is stored only where it differs from the rule; folders that nobody chose follow the rule. */
function choicesOf(rows: readonly FolderRow[], wanted: ReadonlyMap<string, boolean>): FolderChoice[] {
  const known = new Set(rows.map(({ id }) => String(id)));
  if ([...wanted.keys()].some((id) => !known.has(id))) throw new MailError('not-found');
  const now = rows.map((row) => {
    const leftOut = wanted.get(String(row.id));
    if (leftOut && row.role === 'inbox')
      throw new MailError('invalid-input', { params: { field: 'folders', context: 'inbox' } });
    return { ...row, chosen: leftOut === undefined ? row.chosen : !leftOut };
  });
  const rule = assignLeftOut(now);
  const before = new Map(rows.map((row) => [row.path, row]));
  return now.flatMap(({ id, path, chosen }) => {
    const settled = rule.get(path);
    if (!settled) return [];
    const choice = { id, leftOut: settled.leftOut, chosen: chosen === !settled.byRule ? null : chosen };
    const was = before.get(path);
    return was?.leftOut === choice.leftOut && was.chosen === choice.chosen ? [] : [choice];
  });
}
