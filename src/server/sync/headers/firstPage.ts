import type { Id } from '../../../common';
import { listUids, newestUids, withFolder, type OpenFolder } from '../../imap';
import { applyChanges } from '../../store/messages/applyChanges';
import { DROP_PIECE, dropMessages } from '../../store/messages/dropMessages';
import type { FolderRow } from '../../store/folders/folders';
import { knownMessages } from '../../store/messages/messageRows';
import { loadHeaders } from './loadHeaders';
import { assertGoing, type PullSession } from '../session';
import { pendingIn } from './pending';
import { scopeOf, type Scope } from '../folders/scope';
import { matchMoved } from './movedMessages';

/** What fits on a screen or two, so that it appears within seconds. */
const INBOX_PAGE = 50;
const OTHER_PAGE = 25;

/** Loads the newest messages of a folder and sets its cursor; older ones are loaded later. */
export async function loadFirstPage(session: PullSession, row: FolderRow): Promise<void> {
  assertGoing(session);
  const { ctx, account, lease, memory } = session;
  const { leaving } = await pendingIn(ctx, account.id, row.id);
  const page = await withFolder(session.mailbox, row.path, async (folder) => {
    const scope = await scopeOf(folder, session.syncFrom);
    const size = row.role === 'inbox' ? INBOX_PAGE : OTHER_PAGE;
    const uids = scope.uids ? scope.uids.slice(-size) : await newestUids(folder, size);
    const drafts = await loadHeaders(
      folder,
      uids.filter((uid) => !leaving.has(uid)),
      memory.fetchFailures,
    );
    const whole = uids.length >= scope.counts.total;
    return {
      drafts,
      beyond: await storedBeyond(session, row, folder, scope),
      uidValidity: folder.uidValidity,
      cursor: {
        uidValidity: folder.uidValidity,
        uidNext: folder.uidNext,
        modseq: folder.modseq,
        ...scope.counts,
        loadedFrom: whole ? 1 : (uids[0] ?? 1),
      },
    };
  });
  for (let at = 0; at < page.beyond.length; at += DROP_PIECE)
    await dropMessages(ctx, lease, page.beyond.slice(at, at + DROP_PIECE));
  // Messages moved into a new folder are on its first page.
  await matchMoved(session, row.id, page.drafts);
  const place = { accountId: account.id, folderId: row.id, uidValidity: page.uidValidity };
  await applyChanges(ctx, lease, {
    place,
    inserted: page.drafts,
    flags: [],
    vanished: [],
    cursor: page.cursor,
  });
  session.hints.add(['messages', 'folders'], [row.id]);
}

/** Rows from before the start date that a user moved here before the folder was first opened. */
async function storedBeyond(
  { ctx }: PullSession,
  row: FolderRow,
  folder: OpenFolder,
  { uids }: Scope,
): Promise<Id[]> {
  if (uids === null) return [];
  const within = new Set(uids);
  const known = await knownMessages(ctx, row.id, folder.uidValidity);
  const outside = known.filter(({ uid }) => !within.has(uid));
  if (outside.length === 0) return [];
  // A message that another client has moved elsewhere in the meantime should be found there, with its row.
  const there = new Set(await listUids(folder, 1));
  return outside.filter(({ uid }) => there.has(uid)).map(({ id }) => id);
}
