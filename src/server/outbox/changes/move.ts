import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { inPieces, moveMessages, type Mailbox, type MoveResult } from '../../imap';
import { findFolder } from '../../store/folders/folders';
import {
  changeCounts,
  localMessages,
  markForAdoption,
  moveLocally,
  putBack,
  settleMove,
} from '../../store/outbox/localChanges';
import {
  pendingChanges,
  updatePayload,
  type MessagePlace,
  type OperationRow,
} from '../../store/outbox/operations';
import { sameId } from '../../store/db/rows';
import { inTransaction } from '../../store/db/transaction';
import { eachFolder, foldersOf, uniqueIds, type ChangeKind, type ChangePayload } from './change';
import { serverPath } from './serverPath';

export interface MovePayload extends ChangePayload {
  folderId: Id;
}

/** Moves messages to another folder. The rows stay, and with them whatever people attached to them. */
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

  async perform(ctx, operations, mailbox) {
    const [{ accountId, payload }] = operations as [OperationRow<MovePayload>];
    const target = await findFolder(ctx, payload.folderId);
    if (!target) throw new MailError('folder-gone');
    const path = await serverPath(ctx, target);
    const places = operations.flatMap(({ payload: { messages } }) => messages);
    const done = operations.map(({ id }) => id);
    return moveOnServer(ctx, { accountId, done, places, folderId: target.id, path }, mailbox);
  },

  async revert(ctx, { accountId, payload: { messages } }, transaction) {
    const sources = new Map(messages.map((place) => [String(place.id), place.folderId]));
    await shift(ctx, accountId, messages, (id) => sources.get(String(id)) ?? id, transaction);
    for (const place of messages) await putBack(ctx, place, transaction);
  },

  needs: ({ messages, folderId }) => ({
    mails: messages.map(({ id }) => id),
    uses: uniqueIds([folderId, ...foldersOf(messages)]),
    changes: [],
    together: `move ${folderId}`,
    merges: false,
  }),

  folders: ({ messages, folderId }) => uniqueIds([folderId, ...foldersOf(messages)]),
};

interface ServerMove {
  accountId: Id;
  /** The operations that this move carries out. */
  done: readonly Id[];
  places: readonly MessagePlace[];
  folderId: Id;
  path: string;
}

/** Moves the messages on the server and stores their new UIDs (COPYUID, RFC 4315). */
async function moveOnServer(ctx: MailContext, asked: ServerMove, mailbox: Mailbox) {
  const refused = new Map<string, MailError>();
  const lost = await eachFolder(ctx, mailbox, asked.places, async (folder, group) => {
    const places = new Map(group.map((place) => [place.uid, place]));
    const refusals = await inPieces(folder, [...places.keys()], async (piece) => {
      const moved = await moveMessages(folder, piece, asked.path);
      const there = piece.flatMap((uid) => places.get(uid) ?? []);
      // Stored piece by piece: if the process is killed, no more than one piece has to be found again.
      await settle(ctx, asked, there, moved);
      for (const uid of piece) places.delete(uid);
    });
    for (const [uid, error] of refusals) {
      refused.set(String(places.get(uid)?.id ?? ''), error);
      places.delete(uid);
    }
    // Already gone from the folder: the next pull finds out whether they appeared in another one.
    if (places.size > 0) await settle(ctx, asked, [...places.values()], { uidValidity: null, uids: null });
  });
  // Their rows return to where they were, to be found there under new UIDs.
  for (const { id } of lost) refused.set(String(id), new MailError('message-gone'));
  return refused;
}

async function settle(
  ctx: MailContext,
  { accountId, done, folderId }: ServerMove,
  places: readonly MessagePlace[],
  moved: MoveResult,
): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const settled: MessagePlace[] = [];
    for (const { id, uid: before } of places) {
      const uid = moved.uids?.get(before);
      if (uid === undefined || !moved.uidValidity) {
        // Moved without a new UID from the server, or already gone: the next pull finds out.
        await markForAdoption(ctx, id, folderId, transaction);
        continue;
      }
      const place = { id, folderId, uidValidity: moved.uidValidity, uid };
      await settleMove(ctx, place, transaction);
      settled.push(place);
    }
    await rewrite(ctx, accountId, done, settled, transaction);
  });
}

/** Updates later operations with the messages' new places. */
async function rewrite(
  ctx: MailContext,
  accountId: Id,
  done: readonly Id[],
  settled: readonly MessagePlace[],
  transaction: Transaction,
): Promise<void> {
  if (settled.length === 0) return;
  const now = new Map(settled.map((place) => [String(place.id), place]));
  for (const { id, payload } of await pendingChanges(ctx, accountId, transaction, { lock: true })) {
    if (done.some((other) => sameId(other, id))) continue;
    if (!payload.messages.some((place) => now.has(String(place.id)))) continue;
    const messages = payload.messages.map((place) => now.get(String(place.id)) ?? place);
    await updatePayload(ctx, id, { ...payload, messages }, transaction);
  }
}

/** Moves the counts along with the rows. */
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
