import type { Id } from '../../../common';
import { asMailError } from '../../errors';
import { listUids, withFolder, type OpenFolder } from '../../imap';
import { applyChanges } from '../../store/messages/applyChanges';
import { listFolderRows, saveProgress, type FolderRow } from '../../store/folders/folders';
import type { MessageDraft } from '../../store/messageDraft';
import { oldestLoaded } from '../../store/messages/messageRows';
import { uidsStoredBelow } from '../../store/folders/syncOptions';
import { loadHeaders } from './loadHeaders';
import { pendingIn } from './pending';
import { uidsSince } from '../folders/scope';
import { assertGoing, type PullSession } from '../session';

/** Messages read with one command and stored in one transaction. */
const CHUNK = 500;
const PROGRESS_EVERY = 2000;

/** A folder whose history isn't completely loaded. */
interface Unfinished {
  row: FolderRow;
  /** Ascending: the newest are taken from the end. */
  below: number[];
  /** Arrival time of the oldest loaded message, in milliseconds. */
  oldest: number;
}

/**
 * Loads what comes before the first pages, the newest of all folders first, until the time is up. Each chunk is stored
 * together with how far it reaches, so that loading can resume after any interruption. Returns whether all of it is
 * loaded.
 */
export async function loadHistory(
  session: PullSession,
  rows: readonly FolderRow[],
  until: number,
): Promise<boolean> {
  const unfinished = await unfinishedOf(session, rows);
  let toldAt = performance.now();
  // The next chunk is read while the previous one is being stored.
  let storing: Promise<void> = Promise.resolve();
  try {
    for (let next = newestOf(unfinished); next; next = newestOf(unfinished)) {
      if (performance.now() >= until || session.hurry()) return false;
      assertGoing(session);
      const chunk = next.below.splice(-CHUNK);
      const last = next.below.length === 0;
      if (last) unfinished.delete(next);
      const drafts = await readChunk(session, next.row, chunk);
      if (!drafts) {
        unfinished.delete(next);
        continue;
      }
      next.oldest = Math.min(next.oldest, ...drafts.map((draft) => draft.receivedAt.getTime()));
      await storing;
      storing = storeChunk(session, next.row, drafts, last ? 1 : (chunk[0] ?? 1));
      storing.catch(() => undefined);
      if (performance.now() - toldAt < PROGRESS_EVERY) continue;
      await saveProgress(session.ctx, session.account.id, false);
      session.hints.add(['account']);
      toldAt = performance.now();
    }
    return true;
  } finally {
    await storing;
  }
}

async function unfinishedOf(session: PullSession, rows: readonly FolderRow[]): Promise<Set<Unfinished>> {
  // Read again, because the visits before this have moved the cursors.
  const now = new Map((await listFolderRows(session.ctx, session.account.id)).map((row) => [row.id, row]));
  const unfinished = rows
    .flatMap(({ id }) => now.get(id) ?? [])
    .filter((row) => row.uidValidity !== null && (row.loadedFrom ?? 1) > 1);
  const found = new Set<Unfinished>();
  if (unfinished.length === 0) return found;
  const oldest = await oldestLoaded(session.ctx, session.account.id);
  for (const row of unfinished) {
    const below = await uidsBelow(session, row, row.loadedFrom ?? 1);
    if (below) found.add({ row, below, oldest: oldest.get(String(row.id)) ?? Date.now() });
  }
  return found;
}

/** The folder whose next messages are probably the newest. */
function newestOf(folders: ReadonlySet<Unfinished>): Unfinished | undefined {
  let newest: Unfinished | undefined;
  for (const folder of folders) if (!newest || folder.oldest > newest.oldest) newest = folder;
  return newest;
}

/** null if the folder is gone or changed its UIDs since it was visited: the next pull takes care of it. */
async function uidsBelow(session: PullSession, row: FolderRow, loadedFrom: number): Promise<number[] | null> {
  try {
    const { syncedFrom } = row;
    const list = (folder: OpenFolder) =>
      syncedFrom === null
        ? listUids(folder, 1, loadedFrom - 1)
        : uidsSince(folder, syncedFrom, loadedFrom - 1);
    const uidValidity = row.uidValidity ?? '';
    const uids = await withFolder(session.mailbox, row.path, list, { uidValidity });
    // An earlier start date leads back over messages that are already stored.
    const stored = await uidsStoredBelow(session.ctx, row.id, uidValidity, loadedFrom);
    return stored.size === 0 ? uids : uids.filter((uid) => !stored.has(uid));
  } catch (error) {
    if (isOfFolder(error)) return null;
    throw error;
  }
}

/**
 * The folder is gone, changed its UIDs or can't be opened any more: the next pull takes care of it, and the others
 * continue.
 */
const isOfFolder = (error: unknown): boolean =>
  ['folder-gone', 'folder-refused', 'message-gone'].includes(asMailError(error).code);

/** null if the folder has become unavailable since its UIDs were listed. */
async function readChunk(
  session: PullSession,
  row: FolderRow,
  uids: readonly number[],
): Promise<MessageDraft[] | null> {
  const { ctx, account, memory, mailbox } = session;
  const { leaving } = await pendingIn(ctx, account.id, row.id);
  const wanted = uids.filter((uid) => !leaving.has(uid));
  if (wanted.length === 0) return [];
  const load = (folder: OpenFolder) => loadHeaders(folder, wanted, memory.fetchFailures);
  try {
    return await withFolder(mailbox, row.path, load, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    if (isOfFolder(error)) return null;
    throw error;
  }
}

async function storeChunk(
  { ctx, account, lease, hints }: PullSession,
  row: FolderRow,
  inserted: readonly MessageDraft[],
  loadedFrom: number,
): Promise<void> {
  const folderId: Id = row.id;
  const place = { accountId: account.id, folderId, uidValidity: row.uidValidity ?? '' };
  await applyChanges(ctx, lease, { place, inserted, flags: [], vanished: [], cursor: { loadedFrom } });
  hints.add(['messages'], [folderId]);
}
