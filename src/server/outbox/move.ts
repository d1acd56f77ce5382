import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { moveMessages, type Mailbox } from '../imap';
import { findFolder } from '../store/folders';
import {
  changeCounts,
  localMessages,
  markForAdoption,
  moveLocally,
  putBack,
  settleMove,
} from '../store/localChanges';
import { pendingChanges, updatePayload, type MessagePlace, type OperationRow } from '../store/operations';
import { sameId } from '../store/rows';
import { inTransaction } from '../store/transaction';
import { eachFolder, type ChangeKind, type ChangePayload } from './change';
import { uniqueIds } from './flag';

export interface MovePayload extends ChangePayload {
  folderId: Id;
}

/** Moves mails to another folder; the rows stay, so what people attached to them does too. */
export const move: ChangeKind<MovePayload> = {
  async applyLocal(ctx, accountId, { messages, folderId }, transaction) {
    await shift(ctx, accountId, messages, () => folderId, transaction);
    await moveLocally(
      ctx,
      messages.map(({ id }) => id),
      folderId,
      transaction,
    );
  },

  async perform(ctx, operation, mailbox) {
    await moveOnServer(ctx, operation, mailbox, operation.payload.folderId);
  },

  async revert(ctx, { accountId, payload: { messages } }, transaction) {
    const sources = new Map(messages.map((place) => [String(place.id), place.folderId]));
    await shift(ctx, accountId, messages, (id) => sources.get(String(id)) ?? id, transaction);
    for (const place of messages) await putBack(ctx, place, transaction);
  },

  folders: ({ messages, folderId }) => uniqueIds([folderId, ...messages.map((place) => place.folderId)]),
};

/** Moves the mails of an operation on the server, and gives their rows the UIDs they have got there (COPYUID, RFC 4315). */
export async function moveOnServer(
  ctx: MailContext,
  { id, accountId, payload: { messages } }: OperationRow<ChangePayload>,
  mailbox: Mailbox,
  folderId: Id,
): Promise<void> {
  const target = await findFolder(ctx, folderId);
  if (!target) throw new MailError('folder-gone');
  await eachFolder(ctx, mailbox, messages, async (folder, group) => {
    const moved = await moveMessages(
      folder,
      group.map(({ uid }) => uid),
      target.path,
    );
    await inTransaction(ctx, async (transaction) => {
      for (const place of group) {
        const uid = moved.uids?.get(place.uid);
        if (uid === undefined || !moved.uidValidity) {
          // Moved without a word about where to, or gone before: the pull finds out.
          await markForAdoption(ctx, place.id, folderId, transaction);
          continue;
        }
        const settled = { id: place.id, folderId, uidValidity: moved.uidValidity, uid };
        await settleMove(ctx, settled, transaction);
        await rewrite(ctx, accountId, id, settled, transaction);
      }
    });
  });
}

/** Operations behind this one find the mail where it lies now. */
async function rewrite(
  ctx: MailContext,
  accountId: Id,
  after: Id,
  settled: MessagePlace,
  transaction: Transaction,
): Promise<void> {
  for (const operation of await pendingChanges(ctx, accountId, transaction)) {
    if (
      sameId(operation.id, after) ||
      !operation.payload.messages.some((place) => sameId(place.id, settled.id))
    )
      continue;
    const messages = operation.payload.messages.map((place) =>
      sameId(place.id, settled.id) ? settled : place,
    );
    await updatePayload(ctx, operation.id, { ...operation.payload, messages }, transaction);
  }
}

/** Counts follow the rows from where they are shown to where they will be. */
async function shift(
  ctx: MailContext,
  accountId: Id,
  messages: readonly MessagePlace[],
  to: (id: Id) => Id,
  transaction: Transaction,
): Promise<void> {
  const rows = await localMessages(
    ctx,
    messages.map(({ id }) => id),
    transaction,
  );
  const changes = rows.flatMap(({ id, folderId, seen }) => {
    const unread = seen ? 0 : 1;
    return [
      { folderId, total: -1, unread: -unread },
      { folderId: to(id), total: 1, unread },
    ];
  });
  await changeCounts(ctx, accountId, changes, transaction);
}
