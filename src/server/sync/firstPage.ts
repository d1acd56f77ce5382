import { newestUids, withFolder } from '../imap';
import { applyChanges } from '../store/applyChanges';
import type { FolderRow } from '../store/folders';
import { loadHeaders } from './load';
import { assertGoing, type PullSession } from './session';
import { pendingIn } from './pending';
import { scopeOf } from './scope';
import { settleTwins } from './twins';

/** What fits on a screen or two: there within seconds. */
const INBOX_PAGE = 50;
const OTHER_PAGE = 25;

/** Loads the newest mails of a folder and sets its cursor; the history below is loaded later. */
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
      memory.strikes,
    );
    const whole = uids.length >= scope.counts.total;
    return {
      drafts,
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
  // Mails that were moved into a new folder come with its first page.
  await settleTwins(session, row.id, page.drafts);
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
