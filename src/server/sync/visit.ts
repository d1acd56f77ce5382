import { searchUids, withFolder, type OpenFolder } from '../imap';
import { applyChanges } from '../store/applyChanges';
import type { FolderCursor, FolderRow } from '../store/folders';
import { knownMessages } from '../store/messageRows';
import { compare, type Difference } from './compare';
import { loadFirstPage } from './firstPage';
import { loadHeaders } from './load';
import { pendingIn } from './pending';
import { assertGoing, type PullSession } from './session';
import { settleTwins } from './twins';
import { planView, viewFolder } from './view';

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
 */
export async function visitFolder(session: PullSession, row: FolderRow): Promise<void> {
  assertGoing(session);
  const look = await withFolder(session.mailbox, row.path, (folder) => lookAt(session, row, folder));
  if (look === 'unknown') return loadFirstPage(session, row);
  if (look === 'unchanged') return;
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
  // Only now that all of it is stored: a turn cut off before finds the same again.
  await applyChanges(ctx, lease, { place, inserted: [], flags: [], vanished: [], cursor });
  if (cursor.unread !== row.unread || cursor.total !== row.total) session.hints.add(['folders'], [row.id]);
  if (look.full) memory.comparedAt.set(String(row.id), Date.now());
}

const countsOf = ({ total, unread }: FolderCursor): FolderCursor => ({ total, unread });

async function lookAt(
  session: PullSession,
  row: FolderRow,
  folder: OpenFolder,
): Promise<Look | 'unknown' | 'unchanged'> {
  if (row.uidValidity !== folder.uidValidity || row.loadedFrom === null) return 'unknown';
  const { ctx, memory } = session;
  const same = row.total === folder.exists && row.uidNext === folder.uidNext;
  if (same && row.modseq !== null && row.modseq === folder.modseq) return 'unchanged';
  const comparedAt = memory.comparedAt.get(String(row.id));
  if (comparedAt === undefined) memory.comparedAt.set(String(row.id), Date.now());
  const [known, pending] = await Promise.all([
    knownMessages(ctx, row.id, folder.uidValidity),
    pendingIn(ctx, session.account.id, row.id),
  ]);
  let kind = planView(row, folder, comparedAt);
  let difference = compare(known, await viewFolder(row, folder, known, kind), pending);
  // Something below the newest went: only a comparison of all tells what.
  const expected =
    known.length + difference.arrived.length - difference.vanished.length + pending.leaving.size;
  if (kind === 'newest' && row.loadedFrom === 1 && expected !== folder.exists) {
    kind = 'full';
    difference = compare(known, await viewFolder(row, folder, known, kind), pending);
  }
  const unread = (await searchUids(folder, { seen: false })).length;
  const cursor = { total: folder.exists, unread, uidNext: folder.uidNext, modseq: folder.modseq };
  return { uidValidity: folder.uidValidity, difference, cursor, full: kind === 'full' };
}
