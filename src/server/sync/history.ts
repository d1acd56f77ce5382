import type { Id } from '../../common';
import { asMailError } from '../errors';
import { listUids, withFolder, type OpenFolder } from '../imap';
import { applyChanges } from '../store/applyChanges';
import { listFolderRows, saveProgress, type FolderRow } from '../store/folders';
import type { MessageDraft } from '../store/messageDraft';
import { oldestLoaded } from '../store/messageRows';
import { uidsStoredBelow } from '../store/syncOptions';
import { loadHeaders } from './load';
import { pendingIn } from './pending';
import { uidsSince } from './scope';
import { assertGoing, type PullSession } from './session';

/** Mails that are read with one command and stored with one transaction. */
const CHUNK = 500;
const PROGRESS_EVERY = 2000;

/** A folder whose history is not all loaded. */
interface Unfinished {
  row: FolderRow;
  /** Ascending: the newest are taken from the end. */
  below: number[];
  /** When the oldest mail that is loaded came, in milliseconds. */
  oldest: number;
}

/**
 * Loads what lies below the first pages, the newest of all folders first, until the time is over. Each chunk
 * is stored together with how far it reaches, so that it goes on from there whenever it is cut off.
 * @returns whether all of it is loaded
 */
export async function loadHistory(
  session: PullSession,
  rows: readonly FolderRow[],
  until: number,
): Promise<boolean> {
  const unfinished = await unfinishedOf(session, rows);
  let toldAt = performance.now();
  // While a chunk is being stored the next one is already read.
  let storing: Promise<void> = Promise.resolve();
  try {
    for (let next = newestOf(unfinished); next; next = newestOf(unfinished)) {
      if (performance.now() >= until || session.hurry()) return false;
      assertGoing(session);
      const chunk = next.below.splice(-CHUNK);
      const last = next.below.length === 0;
      if (last) unfinished.delete(next);
      const drafts = await readChunk(session, next.row, chunk);
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
  // Read anew: the visits before this have moved the cursors.
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

/** The folder whose next mails are probably the newest. */
function newestOf(folders: ReadonlySet<Unfinished>): Unfinished | undefined {
  let newest: Unfinished | undefined;
  for (const folder of folders) if (!newest || folder.oldest > newest.oldest) newest = folder;
  return newest;
}

/** null when the folder went, or changed its UIDs, since it was visited: the next pull sees to it. */
async function uidsBelow(session: PullSession, row: FolderRow, loadedFrom: number): Promise<number[] | null> {
  try {
    const { syncedFrom } = row;
    const list = (folder: OpenFolder) =>
      syncedFrom === null
        ? listUids(folder, 1, loadedFrom - 1)
        : uidsSince(folder, syncedFrom, loadedFrom - 1);
    const uidValidity = row.uidValidity ?? '';
    const uids = await withFolder(session.mailbox, row.path, list, { uidValidity });
    // An earlier first day leads back over what is here already.
    const stored = await uidsStoredBelow(session.ctx, row.id, uidValidity, loadedFrom);
    return stored.size === 0 ? uids : uids.filter((uid) => !stored.has(uid));
  } catch (error) {
    if (['folder-gone', 'message-gone'].includes(asMailError(error).code)) return null;
    throw error;
  }
}

async function readChunk(
  session: PullSession,
  row: FolderRow,
  uids: readonly number[],
): Promise<MessageDraft[]> {
  const { ctx, account, memory, mailbox } = session;
  const { leaving } = await pendingIn(ctx, account.id, row.id);
  const wanted = uids.filter((uid) => !leaving.has(uid));
  if (wanted.length === 0) return [];
  const load = (folder: OpenFolder) => loadHeaders(folder, wanted, memory.strikes);
  return withFolder(mailbox, row.path, load, { uidValidity: row.uidValidity ?? '' });
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
