import type { Id } from '../../../common';
import type { MailError } from '../../errors';
import { deleteMessages, inPieces } from '../../imap';
import { changeCounts, hideLocally, localMessages, putBack } from '../../store/outbox/localChanges';
import { eachFolder, foldersOf, uniqueIds, type ChangeKind, type ChangePayload } from './change';

export interface RemovePayload extends ChangePayload {
  /** Folders in which the rows were shown; the counts of these change. */
  shownIn: Id[];
}

/** Permanently removes messages from the trash. Elsewhere, removing means moving to the trash. */
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

  async perform(ctx, operations, mailbox) {
    const refused = new Map<string, MailError>();
    const places = operations.flatMap(({ payload: { messages } }) => messages);
    await eachFolder(ctx, mailbox, places, async (folder, group) => {
      const ids = new Map(group.map(({ uid, id }) => [uid, String(id)]));
      const refusals = await inPieces(folder, [...ids.keys()], (piece) => deleteMessages(folder, piece));
      for (const [uid, error] of refusals) refused.set(ids.get(uid) ?? '', error);
    });
    return refused;
  },

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

  needs: ({ messages }) => ({
    mails: messages.map(({ id }) => id),
    uses: foldersOf(messages),
    changes: [],
    together: 'remove',
    merges: false,
  }),

  folders: ({ messages, shownIn }) => uniqueIds([...shownIn, ...foldersOf(messages)]),
};
