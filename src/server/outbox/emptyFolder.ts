import { deleteMessages, searchUids, withFolder } from '../imap';
import { MailError } from '../errors';
import { findFolder } from '../store/folders';
import { changeCounts, hideLocally, showLocally } from '../store/localChanges';
import { hiddenIn, shownIn } from '../store/localFolders';
import { sameId } from '../store/rows';
import type { ChangeKind } from './change';
import { aloneWith, type FolderMailsPayload } from './folderPayload';
import { serverPath } from './serverPath';

export interface EmptyFolderPayload extends FolderMailsPayload {
  /** The counts that were shown. */
  total: number;
  unread: number;
}

/** Mails that are removed with one command; more would keep a server busy for longer than it likes. */
const CHUNK = 500;

/**
 * Removes for good what lay in a folder: trash and junk. `messages` are those whose move to there was still to be
 * carried out; that move writes in where they have come to lie.
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
          // `1:9` names a mail with UID 12 where there is no other.
          const uids = [...new Set([...known.filter((uid) => uid <= upTo), ...moved])];
          for (let at = 0; at < uids.length; at += CHUNK)
            await deleteMessages(folder, uids.slice(at, at + CHUNK));
        },
        { uidValidity },
      );
      await visit.catch((error: unknown) => {
        // Other mails bear these UIDs now.
        if (!(error instanceof MailError) || error.code !== 'message-gone') throw error;
      });
    }
  },

  async revert(ctx, { accountId, payload: { folderId, total, unread } }, transaction) {
    // Those that had gone before are found gone again.
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
