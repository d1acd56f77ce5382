import type { MailContext } from '../context';
import { MailError } from '../errors';
import { folderStatus, type Mailbox } from '../imap';
import type { AccountRow } from '../store/accounts/accounts';
import { presentDate } from '../store/db/clock';
import { isSynced, listFolderRows, saveProgress, type FolderRow } from '../store/folders/folders';
import { purgeFolders, purgeVanished } from '../store/folders/purge';
import { syncFromOf } from '../store/folders/syncOptions';
import { syncFolders } from './folders/folders';
import { loadHistory } from './headers/history';
import { dropLeftOut } from './folders/excludedFolders';
import { loadBodies } from './bodies/loadBodies';
import { isLeftAlone, settleTrouble, settleWell, whileOpening } from './folders/problems';
import { retrySetAside } from './bodies/retry';
import { assertGoing, sessionOf, type PullOptions, type PullSession } from './session';
import { syncFolder } from './headers/syncFolder';

export interface PullResult {
  /** All history is loaded; otherwise the next pull continues. */
  complete: boolean;
  /** Messages stored, and messages on the server. */
  done: number;
  total: number;
  /** Set if the server doesn't open the Inbox; the other folders aren't affected. */
  refused?: MailError;
}

/** Texts loaded first, since people look at these messages first. */
const FIRST_BODIES = 50;

/**
 * Milliseconds. While history is still loading, a message may turn up long after its row vanished. A vanished folder is
 * kept this long in any case, since a server's list may lack it by mistake, along with all its messages.
 */
const GRACE = 24 * 60 * 60_000;

/**
 * Brings a mailbox up to the server's state: folders, then the changes in each, Inbox first, then as much history as
 * the budget allows. Whatever was done before a failure or an abort is kept.
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
    session.arrivals.flush();
  }
}

async function pullOne(session: PullSession, path: string, budget: number): Promise<PullResult> {
  const rows = await listFolderRows(session.ctx, session.account.id);
  const row = rows.find((folder) => folder.path === path);
  if (!row || !isSynced(row)) return finish(session, isLoaded(rows));
  const visit = await visitIfChanged(session, row);
  if (isOpen(visit))
    await loadBodies(session, { until: performance.now() + budget, folderId: row.id, most: FIRST_BODIES });
  const result = await finish(session, visit !== 'unfinished' && isLoaded(rows));
  return { ...result, ...refusalOf(visit) };
}

async function pullAll(session: PullSession, budget: number): Promise<PullResult> {
  const startedAt = await presentDate(session.ctx);
  const folders = await syncFolders(session);
  const rows = folders.filter(isSynced);
  const failed = new Set<FolderRow>();
  let inbox: Visit = 'done';
  let visited = true;
  for (const row of rows) {
    assertGoing(session);
    const alone = await whileOpening(session, row, () => isLeftAlone(session, row, startedAt));
    const visit = alone ? 'refused' : await visitIfChanged(session, row);
    if (!isOpen(visit)) failed.add(row);
    if (visit === 'unfinished') visited = false;
    if (row.role === 'inbox') inbox = visit;
    if (row.role !== 'inbox' || !isOpen(visit)) continue;
    // The first pages of many folders take a while; the Inbox needn't wait for them.
    if (!isLoaded(rows)) await saveProgress(session.ctx, session.account.id, false);
    await loadBodies(session, { until: Infinity, folderId: row.id, most: FIRST_BODIES });
  }
  await retrySetAside(session);
  const until = performance.now() + budget;
  const dropped = await dropLeftOut(session, folders, until);
  const open = rows.filter((row) => !failed.has(row));
  const complete = (await loadHistory(session, open, until)) && (await loadBodies(session, { until }));
  const loaded = complete && isLoaded(await listFolderRows(session.ctx, session.account.id));
  await purge(session, startedAt, loaded && failed.size === 0);
  return { ...(await finish(session, complete && dropped && visited)), ...refusalOf(inbox) };
}

/**
 * Deletes what has vanished. `whole`: every folder was visited since the start, so anything that didn't turn up is
 * gone.
 */
async function purge(
  { ctx, lease, account, hints }: PullSession,
  startedAt: Date,
  whole: boolean,
): Promise<void> {
  const dayBefore = new Date(startedAt.getTime() - GRACE);
  const folders = await purgeFolders(ctx, lease, account.id, dayBefore);
  const messages = await purgeVanished(ctx, lease, account.id, whole ? startedAt : dayBefore);
  if (folders + messages > 0) hints.add(['messages']);
}

/** `failed`: the folder couldn't be synced this time; `refused`: the server doesn't open it. */
type Visit = 'done' | 'unfinished' | 'failed' | 'refused';

const isOpen = (visit: Visit): boolean => visit === 'done' || visit === 'unfinished';

/** Turns a refused visit to the Inbox into part of the result. */
const refusalOf = (visit: Visit): Pick<PullResult, 'refused'> =>
  visit === 'refused' ? { refused: new MailError('inbox-refused') } : {};

/** Visits a folder. Its problems don't affect other folders. */
async function visitIfChanged(session: PullSession, row: FolderRow): Promise<Visit> {
  try {
    const same = await whileOpening(session, row, () => isUnchanged(session, row));
    const done = same || (await syncFolder(session, row));
    await settleWell(session, row);
    return done ? 'done' : 'unfinished';
  } catch (error) {
    return settleTrouble(session, row, error);
  }
}

const RECOMPARE = 5 * 60_000;

/**
 * Checks with STATUS, without opening the folder. STATUS doesn't reflect flags other than \Seen: those wait for the
 * next full comparison.
 */
async function isUnchanged(session: PullSession, row: FolderRow): Promise<boolean> {
  const comparedAt = session.memory.comparedAt.get(String(row.id));
  if (row.role === 'inbox' || row.problem !== null) return false;
  if (row.uidValidity === null || comparedAt === undefined) return false;
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

/** Whether everything is loaded. A folder that the server doesn't open isn't waited for. */
const isLoaded = (rows: readonly FolderRow[]): boolean =>
  rows.every((row) => !isSynced(row) || row.problem !== null || row.loadedFrom === 1);

async function finish(session: PullSession, complete: boolean): Promise<PullResult> {
  const { done, total } = await saveProgress(session.ctx, session.account.id, true);
  session.hints.add(['account']);
  return { complete, done, total };
}
