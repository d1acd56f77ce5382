import { Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { presentTime } from '../db/clock';
import { lockUser } from '../db/lockUser';
import { updateDraft } from './drafts';
import { createOperation, findOperations, type NewOperation, type OperationRow } from './operations';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** Maximum that one user may have in the outbox: messages, and octets of their texts and files. */
export const MOST_SENDS = 1000;
export const MOST_OCTETS = 500 * 1024 * 1024;

export type NewSend = NewOperation & {
  key: string | null;
  octets: number;
  /** Milliseconds from now, or a point in time, before which it isn't sent; null for as soon as possible. */
  wait: number | Date | null;
  /** Stored in the same transaction, whose failure undoes both. */
  also?: (operationId: Id, transaction: Transaction) => Promise<void>;
};

/**
 * Stores a send, or returns the one that the user already has with this key. Even if many requests arrive at once,
 * on any node, it's stored once and never beyond the limits. The draft with this key becomes this send.
 */
export async function createSend(
  ctx: MailContext,
  { wait, also, ...values }: NewSend,
): Promise<OperationRow> {
  const { userId, accountId, key } = values;
  return inTransaction(ctx, async (transaction) => {
    // Comes first, so that a disconnect in progress either finds this send or has removed the account.
    const account = await table(ctx, 'mailAccounts').findByPk(accountId, {
      attributes: ['id', 'sendPausedUntil', 'sendPauseReason'],
      lock: transaction.LOCK.SHARE,
      transaction,
    });
    if (!account) throw new MailError('not-found');
    await lockUser(ctx, userId, transaction);
    const known = key === null ? null : await findSendByKey(ctx, userId, key, transaction);
    if (known) return known;
    await checkRoom(ctx, userId, values.octets, { transaction });
    const until = new Date((account.get('sendPausedUntil') as Date | string | null) ?? 0);
    const now = await presentTime(ctx, transaction);
    const notBefore = typeof wait === 'number' ? new Date(now + wait) : wait;
    const isPaused = until.getTime() > Math.max(now, notBefore?.getTime() ?? 0);
    const pause = { nextAttemptAt: until, reason: account.get('sendPauseReason') as ErrorCode };
    // A message is either a draft or a send, so its draft is no longer open from now on.
    if (key !== null)
      await updateDraft(
        ctx,
        { userId, key, state: 'open' },
        { state: 'sending', fileAt: null },
        { transaction },
      );
    const operation = await createOperation(
      ctx,
      { ...values, notBefore, ...(isPaused ? pause : {}) },
      transaction,
    );
    await also?.(operation.id, transaction);
    return operation;
  });
}

/** The user's send that was asked for with this key; null if there is none. */
export async function findSendByKey(
  ctx: MailContext,
  userId: Id,
  key: string,
  transaction?: Transaction,
): Promise<OperationRow | null> {
  const [known = null] = await findOperations(ctx, { userId, key }, { limit: 1, transaction });
  return known;
}

/** Throws `outbox-full` if there's no room for a send of this many octets. `except` is the send that it replaces. */
export async function checkRoom(
  ctx: MailContext,
  userId: Id,
  octets: number,
  { except, transaction }: { except?: Id; transaction?: Transaction } = {},
): Promise<void> {
  const others = except === undefined ? {} : { id: { [Op.ne]: except } };
  const where = { userId, kind: 'send', state: { [Op.ne]: 'done' }, ...others };
  const operations = table(ctx, 'mailOperations');
  const count = await operations.count({ where, transaction });
  const size = Number((await operations.sum('octets', { where, transaction })) || 0);
  if (count < MOST_SENDS && size + octets <= MOST_OCTETS) return;
  throw new MailError('outbox-full', {
    params: { count, limit: MOST_SENDS, megabytes: MOST_OCTETS / 1024 / 1024 },
  });
}
