import type { Id } from '../../common';
import { deleteMessages } from '../imap';
import { changeCounts, hideLocally, localMessages, putBack } from '../store/localChanges';
import { eachFolder, type ChangeKind, type ChangePayload } from './change';
import { uniqueIds } from './flag';

export interface RemovePayload extends ChangePayload {
  /** Where the rows were shown; the counts of these change. */
  shownIn: Id[];
}

/** Removes mails for good: from the trash. Elsewhere a removal is a move to the trash. */
export const remove: ChangeKind<RemovePayload> = {
  async applyLocal(ctx, accountId, { messages }, transaction) {
    const rows = await localMessages(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
    const changes = rows.map(({ folderId, seen }) => ({ folderId, total: -1, unread: seen ? 0 : -1 }));
    await changeCounts(ctx, accountId, changes, transaction);
    await hideLocally(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
  },

  perform: (ctx, { payload: { messages } }, mailbox) =>
    eachFolder(ctx, mailbox, messages, (folder, group) =>
      deleteMessages(
        folder,
        group.map(({ uid }) => uid),
      ),
    ),

  async revert(ctx, { accountId, payload: { messages } }, transaction) {
    for (const place of messages) await putBack(ctx, place, transaction);
    const rows = await localMessages(
      ctx,
      messages.map(({ id }) => id),
      transaction,
    );
    const changes = rows.map(({ folderId, seen }) => ({ folderId, total: 1, unread: seen ? 0 : 1 }));
    await changeCounts(ctx, accountId, changes, transaction);
  },

  folders: ({ messages, shownIn }) => uniqueIds([...shownIn, ...messages.map(({ folderId }) => folderId)]),
};
