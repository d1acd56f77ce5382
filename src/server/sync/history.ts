import { asMailError } from '../errors';
import { listUids, withFolder, type OpenFolder } from '../imap';
import { applyChanges, vanishStale } from '../store/applyChanges';
import { findFolder, saveProgress, type FolderRow } from '../store/folders';
import { loadMessages } from './load';
import { pendingIn } from './pending';
import { assertGoing, type PullSession } from './session';

const CHUNK = 100;
const PROGRESS_EVERY = 2000;

/**
 * Loads what lies below the first pages, newest first, until the time is over. Each chunk is stored together
 * with how far it reaches, so that it goes on from there whenever it is cut off.
 * @returns whether all of it is loaded
 */
export async function loadHistory(
  session: PullSession,
  rows: readonly FolderRow[],
  until: number,
): Promise<boolean> {
  let toldAt = Date.now();
  for (const { id } of rows) {
    const row = await findFolder(session.ctx, id);
    if (!row || row.uidValidity === null || row.loadedFrom === null || Number(row.loadedFrom) <= 1) continue;
    if (Date.now() >= until) return false;
    let below = await uidsBelow(session, row, Number(row.loadedFrom));
    while (below !== null) {
      assertGoing(session);
      const chunk = below.splice(-CHUNK);
      await loadChunk(session, row, chunk, below.length === 0);
      if (Date.now() - toldAt > PROGRESS_EVERY) {
        await saveProgress(session.ctx, session.account.id, false);
        session.hints.add(['account']);
        toldAt = Date.now();
      }
      if (below.length === 0) below = null;
      else if (Date.now() >= until || session.hurry()) return false;
    }
  }
  return true;
}

/** null when the folder went, or changed its UIDs, since it was visited: the next pull sees to it. */
async function uidsBelow(session: PullSession, row: FolderRow, loadedFrom: number): Promise<number[] | null> {
  try {
    const list = (folder: OpenFolder) => listUids(folder, 1, loadedFrom - 1);
    return await withFolder(session.mailbox, row.path, list, { uidValidity: row.uidValidity ?? '' });
  } catch (error) {
    if (['folder-gone', 'message-gone'].includes(asMailError(error).code)) return null;
    throw error;
  }
}

async function loadChunk(
  session: PullSession,
  row: FolderRow,
  uids: readonly number[],
  last: boolean,
): Promise<void> {
  const { ctx, account, lease, memory } = session;
  const uidValidity = row.uidValidity ?? '';
  const { leaving } = await pendingIn(ctx, account.id, row.id);
  const wanted = uids.filter((uid) => !leaving.has(uid));
  const load = (folder: OpenFolder) => loadMessages(folder, wanted, memory.strikes);
  const inserted =
    wanted.length > 0 ? await withFolder(session.mailbox, row.path, load, { uidValidity }) : [];
  const place = { accountId: account.id, folderId: row.id, uidValidity };
  const loadedFrom = last ? 1 : (uids[0] ?? 1);
  await applyChanges(ctx, lease, { place, inserted, flags: [], vanished: [], cursor: { loadedFrom } });
  if (last) await vanishStale(ctx, lease, place);
  session.hints.add(['messages'], [row.id]);
}
