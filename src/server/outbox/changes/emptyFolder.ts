import { deleteMessages, searchUids, withFolder } from '../../imap';
import { MailError } from '../../errors';
import { findFolder } from '../../store/folders/folders';
import { changeCounts, hideLocally, showLocally } from '../../store/outbox/localChanges';
import { hiddenIn, shownIn } from '../../store/folders/localFolders';
import { sameId } from '../../store/db/rows';
import type { ChangeKind } from './change';
import { aloneWith, type FolderMailsPayload } from './folderPayload';
import { serverPath } from './serverPath';

export interface EmptyFolderPayload extends FolderMailsPayload {
  /** The counts shown at the time of the request. */
  total: number;
  unread: number;
}

/** Messages removed with one command; more would keep a server busy for too long. */
const CHUNK = 500;

/**
 * Permanently removes what was in a folder: trash and junk. `messages` are those whose move into the folder was still
 * pending; that move fills in where they ended up.
 */
export const emptyFolder: ChangeKind<EmptyFolderPayload> = {
  async applyLocal(ctx, accountId, { folderId, total, unread }, transaction) {
    const ids = await shownIn(ctx, folderId, {}, transaction);
    for (let at = 0; at < ids.length; at += CHUNK)
      await hideLocally(ctx, ids.slice(at, at + CHUNK), transaction);
    await changeCounts(ctx, accountId, [{ folderId, total: -total, unread: -unread }], transaction);
  },

  async perform(ctx, operations, mailbox) {
    for (const { payload } of operations) {
      const { folderId, uidValidity, upTo, messages } = payload;
      const row = await findFolder(ctx, folderId);
      if (!row || uidValidity === null) continue;
      const moved = messages.filter((place) => sameId(place.folderId, folderId)).map(({ uid }) => uid);
      const visit = withFolder(
        mailbox,
        await serverPath(ctx, row),
        async (folder) => {
          const known = upTo > 0 ? await searchUids(folder, { uid: `1:${upTo}` }) : [];
          // A server may answer `1:9` with UID 12 if that is the only message.
          const uids = [...new Set([...known.filter((uid) => uid <= upTo), ...moved])];
          for (let at = 0; at < uids.length; at += CHUNK)
            await deleteMessages(folder, uids.slice(at, at + CHUNK));
        },
        { uidValidity },
      );
      await visit.catch((error: unknown) => {
        // These UIDs belong to other messages now.
        if (!(error instanceof MailError) || error.code !== 'message-gone') throw error;
      });
    }
  },

  async revert(ctx, { accountId, payload: { folderId, total, unread } }, transaction) {
    // The next pull hides again those that were already gone.
    const ids = await hiddenIn(ctx, folderId, transaction);
    for (let at = 0; at < ids.length; at += CHUNK)
      await showLocally(ctx, ids.slice(at, at + CHUNK), transaction);
    await changeCounts(ctx, accountId, [{ folderId, total, unread }], transaction);
  },

  needs: ({ folderId, messages }) =>
    aloneWith(
      [],
      [folderId],
      messages.map(({ id }) => id),
    ),

  folders: ({ folderId }) => [folderId],
};
