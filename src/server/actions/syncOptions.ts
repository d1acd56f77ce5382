import { paceOf, type Id, type SyncOptions } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { assignLeftOut } from '../imap';
import { wake, type AccountRow } from '../store/accounts';
import { isSynced, listFolderRows, type FolderRow } from '../store/folders';
import { countByFolder, saveSyncOptions, type FolderChoice } from '../store/syncOptions';
import { idOf, ownAccount } from './access';
import type { ActionTable } from './action';
import { invalid } from './listCursor';
import { objectOf } from './objectOf';

/** More folders than any mailbox has; keeps a request small. */
const MOST = 10_000;

/** Which folders are here and from which day on; what is dropped for it stays on the server. */
export const syncOptionsActions: ActionTable = {
  'mailAccounts:getSyncOptions': async (mail, http) => {
    const account = await ownAccount(mail, http, http.action.params.filterByTk);
    http.body = await optionsOf(mail, account);
  },

  'mailAccounts:setSyncOptions': async (mail, http) => {
    const { accountId, folders, syncFrom } = objectOf(http.action.params.values);
    const account = await ownAccount(mail, http, accountId);
    const rows = await listFolderRows(mail, account.id);
    const choices = choicesOf(rows, chosenFolders(folders));
    await saveSyncOptions(mail, account.id, choices, dayOf(syncFrom));
    await wake(mail, account.id);
    http.body = {};
  },
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

/** Of folders whose headers are all here only what still lacks its text is counted: next to nothing, mostly. */
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

function chosenFolders(folders: unknown): Map<string, boolean> {
  if (folders === undefined) return new Map();
  if (!Array.isArray(folders) || folders.length > MOST) return invalid('folders');
  return new Map(
    folders.map((folder: unknown) => {
      const { id, leftOut } = objectOf(folder);
      return typeof leftOut === 'boolean' ? [String(idOf(id)), leftOut] : invalid('folders');
    }),
  );
}

/** What a person says is kept where the rule says otherwise; folders that nobody named follow the rule. */
function choicesOf(rows: readonly FolderRow[], wanted: ReadonlyMap<string, boolean>): FolderChoice[] {
  const known = new Set(rows.map(({ id }) => String(id)));
  if ([...wanted.keys()].some((id) => !known.has(id))) throw new MailError('not-found');
  const now = rows.map((row) => {
    const leftOut = wanted.get(String(row.id));
    if (leftOut && row.role === 'inbox') throw refused('folders', 'inbox');
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

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as one may begin with: a real one, not in the future. */
function dayOf(day: unknown): string | null | undefined {
  if (day === undefined || day === null) return day;
  if (typeof day !== 'string' || !DAY.test(day)) throw refused('syncFrom', 'day');
  const at = new Date(`${day}T00:00:00Z`);
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  // East of us it is tomorrow already.
  if (!real || day < '1970-01-01' || at.getTime() > Date.now() + 24 * 60 * 60_000)
    throw refused('syncFrom', 'day');
  return day;
}

/** `context`: which sentence of the locale files says why. */
const refused = (field: string, context: string): MailError =>
  new MailError('invalid-input', { params: { field, context } });
