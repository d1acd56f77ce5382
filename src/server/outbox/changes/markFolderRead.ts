import type { Id } from '../../../common';
import { MailError } from '../../errors';
import { inPieces, searchUids, setFlags, withFolder } from '../../imap';
import { findFolder } from '../../store/folders/folders';
import { changeCounts, localMessages, setLocalFlags } from '../../store/outbox/localChanges';
import type { ChangeKind } from './change';
import { aloneWith, type FolderMailsPayload } from './folderPayload';
import { serverPath } from './serverPath';

export interface ReadFolderPayload extends FolderMailsPayload {
  /** Ids of stored messages that were unread. */
  ids: Id[];
  /** The count shown at the time of the request. */
  unread: number;
}

const CHUNK = 500;

/** Marks all messages of a folder as read, including those that aren't loaded yet. */
export const readFolder: ChangeKind<ReadFolderPayload> = {
  async applyLocal(ctx, accountId, { folderId, ids, unread }, transaction) {
    for (let at = 0; at < ids.length; at += CHUNK)
      await setLocalFlags(ctx, ids.slice(at, at + CHUNK), { seen: true }, transaction);
    await changeCounts(ctx, accountId, [{ folderId, total: 0, unread: -unread }], transaction);
  },

  async perform(ctx, operations, mailbox) {
    for (const { payload } of operations) {
      const { folderId, uidValidity, upTo } = payload;
      const row = await findFolder(ctx, folderId);
      if (!row || uidValidity === null || upTo < 1) continue;
      const visit = withFolder(
        mailbox,
        await serverPath(ctx, row),
        async (folder) => {
          const unread = await searchUids(folder, { seen: false, uid: `1:${upTo}` });
          const meant = unread.filter((uid) => uid <= upTo);
          const refused = await inPieces(folder, meant, (piece) => setFlags(folder, piece, { seen: true }));
          for (const error of refused.values()) throw error;
        },
        { uidValidity },
      );
      await visit.catch((error: unknown) => {
        // These UIDs belong to other messages now.
        if (!(error instanceof MailError) || error.code !== 'message-gone') throw error;
      });
    }
  },

  async revert(ctx, { accountId, payload: { folderId, ids } }, transaction) {
    let unread = 0;
    for (let at = 0; at < ids.length; at += CHUNK) {
      const rows = await localMessages(ctx, ids.slice(at, at + CHUNK), transaction);
      const back = rows.filter(({ seen }) => Boolean(seen)).map(({ id }) => id);
      await setLocalFlags(ctx, back, { seen: false }, transaction);
      unread += back.length;
    }
    await changeCounts(ctx, accountId, [{ folderId, total: 0, unread }], transaction);
  },

  needs: ({ folderId, ids }) => aloneWith([], [folderId], ids),

  folders: ({ folderId }) => [folderId],
};
