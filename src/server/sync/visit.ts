import type { Id } from '../../common';
import { withFolder, type OpenFolder } from '../imap';
import { applyChanges } from '../store/applyChanges';
import { DROP_PIECE, dropMessages } from '../store/dropMessages';
import type { FolderCursor, FolderRow } from '../store/folders';
import { countKnown, knownMessages } from '../store/messageRows';
import { compare, type Difference } from './compare';
import { loadFirstPage } from './firstPage';
import { loadHeaders } from './load';
import { pendingIn } from './pending';
import { scopeOf } from './scope';
import { assertGoing, type PullSession } from './session';
import { settleTwins } from './twins';
import { NEWEST, planView, viewFolder, type ViewKind } from './view';

/** Mails that are read with one command and stored with one transaction. */
const CHUNK = 200;

interface Look {
  uidValidity: string;
  difference: Difference;
  cursor: FolderCursor;
  full: boolean;
}

/**
 * Brings what is loaded of a folder up to the server's state: new mails, flags, removals. A folder that was
 * never opened, or whose UIDs have changed, gets its first page.
 * @returns false where something more urgent came between: the next visit goes on
 */
export async function visitFolder(session: PullSession, row: FolderRow): Promise<boolean> {
  assertGoing(session);
  const look = await withFolder(session.mailbox, row.path, (folder) => lookAt(session, row, folder));
  if (look === 'unknown') await loadFirstPage(session, row);
  if (look === 'unknown' || look === 'unchanged') return true;
  const { ctx, lease, account, memory } = session;
  const { difference, uidValidity, cursor } = look;
  const place = { accountId: account.id, folderId: row.id, uidValidity };
  const changed = difference.vanished.length + difference.flags.length > 0;
  if (changed) {
    const { vanished, flags } = difference;
    await applyChanges(ctx, lease, { place, inserted: [], flags, vanished, cursor: countsOf(cursor) });
    session.hints.add(['messages', 'folders'], [row.id]);
  }
  for (let at = 0; at < difference.arrived.length; at += CHUNK) {
    assertGoing(session);
    const uids = difference.arrived.slice(at, at + CHUNK);
    const load = (folder: OpenFolder) => loadHeaders(folder, uids, memory.strikes);
    const inserted = await withFolder(session.mailbox, row.path, load, { uidValidity });
    await settleTwins(session, row.id, inserted);
    await applyChanges(ctx, lease, { place, inserted, flags: [], vanished: [], cursor: countsOf(cursor) });
    session.hints.add(['messages', 'folders'], [row.id]);
  }
  if (!(await dropBeyond(session, row, difference.beyond))) return false;
  // Only now that all of it is stored: a turn cut off before finds the same again.
  await applyChanges(ctx, lease, { place, inserted: [], flags: [], vanished: [], cursor });
  if (cursor.unread !== row.unread || cursor.total !== row.total) session.hints.add(['folders'], [row.id]);
  if (look.full) memory.comparedAt.set(String(row.id), performance.now());
  return true;
}

const countsOf = ({ total, unread, beyond, beyondUnread }: FolderCursor): FolderCursor => ({
  ...{ total, unread, beyond, beyondUnread },
});

/** false: something more urgent is to be done, and the next visit goes on. */
async function dropBeyond(session: PullSession, row: FolderRow, ids: readonly Id[]): Promise<boolean> {
  for (let at = 0; at < ids.length; at += DROP_PIECE) {
    assertGoing(session);
    if (at > 0 && session.hurry()) return false;
    await dropMessages(session.ctx, session.lease, ids.slice(at, at + DROP_PIECE));
    session.hints.add(['messages', 'folders'], [row.id]);
  }
  return true;
}

async function lookAt(
  session: PullSession,
  row: FolderRow,
  folder: OpenFolder,
): Promise<Look | 'unknown' | 'unchanged'> {
  if (row.uidValidity !== folder.uidValidity || row.loadedFrom === null) return 'unknown';
  const { ctx, memory, syncFrom } = session;
  const settled = row.syncedFrom === syncFrom;
  const same = settled && row.total + row.beyond === folder.exists && row.uidNext === folder.uidNext;
  if (same && row.modseq !== null && row.modseq === folder.modseq) return 'unchanged';
  const comparedAt = memory.comparedAt.get(String(row.id));
  if (comparedAt === undefined) memory.comparedAt.set(String(row.id), performance.now());
  const scope = await scopeOf(folder, syncFrom);
  const look = async (kind: ViewKind): Promise<{ difference: Difference; leaving: number }> => {
    const newest = kind === 'newest' ? NEWEST : undefined;
    const known = await knownMessages(ctx, row.id, folder.uidValidity, newest);
    // Behind the rows: what is clicked away in between is then in both, or it would look like new.
    const pending = await pendingIn(ctx, session.account.id, row.id);
    const view = await viewFolder(row, folder, known, kind, scope.uids);
    return { difference: compare(known, view, pending, scope.uids), leaving: pending.leaving.size };
  };
  let kind = settled ? planView(row, folder, comparedAt) : 'full';
  let { difference, leaving } = await look(kind);
  if (kind === 'newest' && row.loadedFrom === 1) {
    const stored = await countKnown(ctx, row.id, folder.uidValidity);
    const expected = stored + difference.arrived.length - difference.vanished.length + leaving;
    // Something below the newest went: only a comparison of all tells what.
    if (expected !== scope.counts.total) {
      kind = 'full';
      ({ difference, leaving } = await look(kind));
    }
  }
  const cursor: FolderCursor = { ...scope.counts, uidNext: folder.uidNext, modseq: folder.modseq };
  if (!settled) leaveToHistory(difference, cursor, row);
  return { uidValidity: folder.uidValidity, difference, cursor, full: kind === 'full' };
}

/** An earlier first day may bring any number of mails: those are history, to be loaded in chunks behind what is new. */
function leaveToHistory(difference: Difference, cursor: FolderCursor, row: FolderRow): void {
  const older = difference.arrived.filter((uid) => uid < (row.uidNext ?? 1));
  if (older.length === 0) return;
  difference.arrived = difference.arrived.filter((uid) => uid >= (row.uidNext ?? 1));
  cursor.loadedFrom = (older[0] ?? 0) + 1;
}
