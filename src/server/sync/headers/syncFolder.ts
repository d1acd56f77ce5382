import type { Id } from '../../../common';
import { withFolder, type OpenFolder } from '../../imap';
import { applyChanges } from '../../store/messages/applyChanges';
import { DROP_PIECE, dropMessages } from '../../store/messages/dropMessages';
import type { FolderRow } from '../../store/folders/folders';
import type { FolderCursor } from '../../store/messages/folderCursor';
import { countKnown, knownMessages } from '../../store/messages/messageRows';
import { compare, type Difference } from './compare';
import { loadFirstPage } from './firstPage';
import { loadHeaders } from './loadHeaders';
import { pendingIn } from './pending';
import { whileOpening } from '../folders/problems';
import { scopeOf } from '../folders/scope';
import { assertGoing, type PullSession } from '../session';
import { matchMoved } from './movedMessages';
import { NEWEST, planView, viewFolder, type ViewKind } from './scanFolder';

/** Messages read with one command and stored in one transaction. */
const CHUNK = 200;

interface Look {
  uidValidity: string;
  difference: Difference;
  cursor: Partial<FolderCursor>;
  full: boolean;
}

/**
 * Brings the loaded part of a folder up to the server's state: new messages, flags, removals. If the folder was never
 * opened, or its UIDs have changed, its first page is loaded. Returns false if something more urgent came up: the next
 * visit continues.
 */
export async function syncFolder(session: PullSession, row: FolderRow): Promise<boolean> {
  assertGoing(session);
  const look = await whileOpening(session, row, (opened) =>
    withFolder(session.mailbox, row.path, (folder) => {
      opened();
      return lookAt(session, row, folder);
    }),
  );
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
    const load = (folder: OpenFolder) => loadHeaders(folder, uids, memory.fetchFailures);
    const inserted = await withFolder(session.mailbox, row.path, load, { uidValidity });
    await matchMoved(session, row.id, inserted);
    const changes = { place, inserted, flags: [], vanished: [], cursor: countsOf(cursor), isNews: true };
    session.arrivals.add(place, (await applyChanges(ctx, lease, changes)).inserted);
    session.hints.add(['messages', 'folders'], [row.id]);
  }
  if (!(await dropBeyond(session, row, difference.beyond))) return false;
  // Only now, when all of it is stored: an interrupted turn finds the same changes again.
  await applyChanges(ctx, lease, { place, inserted: [], flags: [], vanished: [], cursor });
  if (cursor.unread !== row.unread || cursor.total !== row.total) session.hints.add(['folders'], [row.id]);
  // From the first comparison of any kind, a full one is due at regular intervals.
  if (look.full || !memory.comparedAt.has(String(row.id)))
    memory.comparedAt.set(String(row.id), performance.now());
  return true;
}

const countsOf = ({ total, unread, beyond, beyondUnread }: Partial<FolderCursor>): Partial<FolderCursor> => ({
  ...{ total, unread, beyond, beyondUnread },
});

/** false if something more urgent is to be done: the next visit continues. */
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
  const comparedAt = memory.comparedAt.get(String(row.id));
  if (same && row.modseq !== null && row.modseq === folder.modseq) {
    if (comparedAt === undefined) memory.comparedAt.set(String(row.id), performance.now());
    return 'unchanged';
  }
  const scope = await scopeOf(folder, syncFrom);
  const look = async (kind: ViewKind): Promise<{ difference: Difference; leaving: number }> => {
    const newest = kind === 'newest' ? NEWEST : undefined;
    const known = await knownMessages(ctx, row.id, folder.uidValidity, newest);
    // Read after the rows: a message moved away in between is then in both. The other way round, it would look new.
    const pending = await pendingIn(ctx, session.account.id, row.id);
    const view = await viewFolder(row, folder, known, kind, scope.uids);
    return { difference: compare(known, view, pending, scope.uids), leaving: pending.leaving.size };
  };
  let kind = settled ? planView(row, folder, comparedAt) : 'full';
  let { difference, leaving } = await look(kind);
  if (kind === 'newest' && row.loadedFrom === 1) {
    const stored = await countKnown(ctx, row.id, folder.uidValidity);
    const expected = stored + difference.arrived.length - difference.vanished.length + leaving;
    // Something older than the newest messages is gone: only a full comparison shows what.
    if (expected !== scope.counts.total) {
      kind = 'full';
      ({ difference, leaving } = await look(kind));
    }
  }
  const cursor: Partial<FolderCursor> = { ...scope.counts, uidNext: folder.uidNext, modseq: folder.modseq };
  if (!settled) leaveToHistory(difference, cursor, row);
  return { uidValidity: folder.uidValidity, difference, cursor, full: kind === 'full' };
}

/**
 * An earlier start date may add any number of messages: those are history, to be loaded in chunks after the new ones.
 */
function leaveToHistory(difference: Difference, cursor: Partial<FolderCursor>, row: FolderRow): void {
  const older = difference.arrived.filter((uid) => uid < (row.uidNext ?? 1));
  if (older.length === 0) return;
  difference.arrived = difference.arrived.filter((uid) => uid >= (row.uidNext ?? 1));
  cursor.loadedFrom = (older[0] ?? 0) + 1;
}
