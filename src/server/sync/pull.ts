import type { MailContext } from '../context';
import { asMailError } from '../errors';
import { folderStatus, type Mailbox } from '../imap';
import type { AccountRow } from '../store/accounts';
import { purgeVanished } from '../store/applyChanges';
import { isSynced, listFolderRows, saveProgress, type FolderRow } from '../store/folders';
import { syncFromOf } from '../store/syncOptions';
import { syncFolders } from './folders';
import { loadHistory } from './history';
import { dropLeftOut } from './leaveOut';
import { loadBodies } from './loadBodies';
import { retrySetAside } from './retry';
import { assertGoing, sessionOf, type PullOptions, type PullSession } from './session';
import { visitFolder } from './visit';

export interface PullResult {
  /** All history is loaded; otherwise the next pull goes on. */
  complete: boolean;
  /** Mails stored and mails on the server. */
  done: number;
  total: number;
}

/** Texts that people look at first. */
const FIRST_BODIES = 50;

/** While history is still loading, a mail may turn up much later than its row vanished. */
const GRACE = 24 * 60 * 60_000;

/**
 * Brings what is stored of a mailbox up to the server's state: folders, then what changed in each, the Inbox
 * first, then as much history as the budget allows. Whatever it did before it fails or is aborted stays.
 */
export async function pull(
  ctx: MailContext,
  account: Pick<AccountRow, 'id' | 'userId'>,
  mailbox: Mailbox,
  options: PullOptions,
): Promise<PullResult> {
  const session = sessionOf(ctx, account, mailbox, options, await syncFromOf(ctx, account.id));
  try {
    return options.only === undefined
      ? await pullAll(session, options.budget)
      : await pullOne(session, options.only, options.budget);
  } finally {
    session.hints.flush();
  }
}

async function pullOne(session: PullSession, path: string, budget: number): Promise<PullResult> {
  const rows = await listFolderRows(session.ctx, session.account.id);
  const row = rows.find((folder) => folder.path === path);
  if (!row || !isSynced(row)) return finish(session, isLoaded(rows));
  const visited = await visitFolder(session, row);
  await loadBodies(session, { until: performance.now() + budget, folderId: row.id, most: FIRST_BODIES });
  return finish(session, visited && isLoaded(rows));
}

async function pullAll(session: PullSession, budget: number): Promise<PullResult> {
  const startedAt = new Date();
  const folders = await syncFolders(session);
  const rows = folders.filter(isSynced);
  let intact = true;
  let visited = true;
  for (const row of rows) {
    assertGoing(session);
    const visit = await visitIfChanged(session, row);
    if (visit === 'failed') intact = false;
    if (visit === 'unfinished') visited = false;
    if (row.role !== 'inbox') continue;
    // The first pages of many folders take a while; the Inbox need not wait for them.
    if (!isLoaded(rows)) await saveProgress(session.ctx, session.account.id, false);
    await loadBodies(session, { until: Infinity, folderId: row.id, most: FIRST_BODIES });
  }
  await retrySetAside(session);
  const until = performance.now() + budget;
  const dropped = await dropLeftOut(session, folders, until);
  const complete = (await loadHistory(session, rows, until)) && (await loadBodies(session, { until }));
  const loaded = complete && isLoaded(await listFolderRows(session.ctx, session.account.id));
  // Every folder was looked at since: what did not turn up is gone.
  const before = loaded && intact ? startedAt : new Date(startedAt.getTime() - GRACE);
  if ((await purgeVanished(session.ctx, session.lease, session.account.id, before)) > 0)
    session.hints.add(['messages']);
  return finish(session, complete && dropped && visited);
}

/** `failed`: the folder could not be looked at. One folder's trouble is not the others'. */
async function visitIfChanged(
  session: PullSession,
  row: FolderRow,
): Promise<'done' | 'unfinished' | 'failed'> {
  try {
    if (await isUnchanged(session, row)) return 'done';
    return (await visitFolder(session, row)) ? 'done' : 'unfinished';
  } catch (error) {
    const { code } = asMailError(error);
    if (code !== 'folder-gone' && code !== 'message-gone') {
      // Exchange lists folders that it then refuses to open; the Inbox is not one of them.
      if (code !== 'server-unavailable' || row.role === 'inbox' || !session.mailbox.usable) throw error;
    }
    session.ctx.log.warn(
      `mail: folder ${row.id} of account ${session.account.id} could not be synced: ${code}`,
    );
    return 'failed';
  }
}

const RECOMPARE = 5 * 60_000;

/** By STATUS, without opening it. It does not tell of flags other than \Seen: those wait for the next full look. */
async function isUnchanged(session: PullSession, row: FolderRow): Promise<boolean> {
  const comparedAt = session.memory.comparedAt.get(String(row.id));
  if (row.role === 'inbox' || row.uidValidity === null || comparedAt === undefined) return false;
  const now = await folderStatus(session.mailbox, row.path);
  if (now.modseq === null && performance.now() - comparedAt > RECOMPARE) return false;
  return (
    now.uidValidity === row.uidValidity &&
    now.uidNext === row.uidNext &&
    row.syncedFrom === session.syncFrom &&
    now.total === row.total + row.beyond &&
    now.unread === row.unread + row.beyondUnread &&
    now.modseq === row.modseq
  );
}

const isLoaded = (rows: readonly FolderRow[]): boolean =>
  rows.every((row) => !isSynced(row) || row.loadedFrom === 1);

async function finish(session: PullSession, complete: boolean): Promise<PullResult> {
  const { done, total } = await saveProgress(session.ctx, session.account.id, true);
  session.hints.add(['account']);
  return { complete, done, total };
}
