import { Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import type { OperationRow } from './operations';
import { table } from './rows';
import { inTransaction } from './transaction';

/** What a mail server takes from one mailbox; 0 for no limit. */
export interface SendLimits {
  /** Messages. */
  perMinute: number;
  /** Submissions at the same time. */
  connections: number;
}

/**
 * What became of the wish to send: it may begin, is somebody else's by now, has to wait for a mail that is being
 * sent at this moment (`busy`), or for the next minute.
 */
export type Slot =
  { state: 'granted' } | { state: 'lost' } | { state: 'busy' } | { state: 'full'; until: Date };

const MINUTE = 60_000;

/**
 * Turns a claimed send into `sending`, if the limits of the mailbox that signs in allow one now. They are counted
 * in the database, under a lock: another node, or a restart, goes on counting where this one stopped.
 */
export async function takeSendSlot(
  ctx: MailContext,
  { id, attempts }: Pick<OperationRow, 'id' | 'attempts'>,
  ownerId: Id,
  { perMinute, connections }: SendLimits,
): Promise<Slot> {
  return inTransaction(ctx, async (transaction): Promise<Slot> => {
    const family = await lockFamily(ctx, ownerId, transaction);
    const until = await fullUntil(ctx, family, perMinute, transaction);
    if (until) return { state: 'full', until };
    if (await isBusy(ctx, family, connections, transaction)) return { state: 'busy' };
    const [begun] = await table(ctx, 'mailOperations').update(
      { state: 'sending', reason: null, submittedAt: new Date() },
      { where: { id, attempts }, transaction },
    );
    return { state: begun === 1 ? 'granted' : 'lost' };
  });
}

/** The account that signs in and the shared mailboxes that it opens: the server counts them as one. */
async function lockFamily(ctx: MailContext, ownerId: Id, transaction: Transaction): Promise<Id[]> {
  const accounts = table(ctx, 'mailAccounts');
  await accounts.findByPk(ownerId, { attributes: ['id'], lock: transaction.LOCK.UPDATE, transaction });
  const shared = await accounts.findAll({ where: { parentId: ownerId }, attributes: ['id'], transaction });
  return [ownerId, ...shared.map((row) => row.get('id') as Id)];
}

async function fullUntil(
  ctx: MailContext,
  family: readonly Id[],
  perMinute: number,
  transaction: Transaction,
): Promise<Date | null> {
  if (perMinute === 0) return null;
  const recent = await table(ctx, 'mailOperations').findAll({
    where: {
      accountId: { [Op.in]: [...family] },
      kind: 'send',
      submittedAt: { [Op.gt]: new Date(Date.now() - MINUTE) },
    },
    attributes: ['submittedAt'],
    order: [['submittedAt', 'DESC']],
    limit: perMinute,
    transaction,
  });
  const oldest = recent[perMinute - 1]?.get('submittedAt') as Date | string | undefined;
  return oldest === undefined ? null : new Date(new Date(oldest).getTime() + MINUTE);
}

async function isBusy(
  ctx: MailContext,
  family: readonly Id[],
  connections: number,
  transaction: Transaction,
): Promise<boolean> {
  if (connections === 0) return false;
  const sending = await table(ctx, 'mailOperations').count({
    where: {
      accountId: { [Op.in]: [...family] },
      kind: 'send',
      state: 'sending',
      // Those that are only being looked for in Sent say so, and a claim that ran out is a dead process's.
      reason: null,
      nextAttemptAt: { [Op.gt]: new Date() },
    },
    transaction,
  });
  return sending >= connections;
}

interface Postponement {
  until: Date;
  /** What a person reads; null where nothing is wrong. */
  reason: ErrorCode | null;
  /** So many each minute from then on; 0 for all at once. */
  perMinute: number;
}

/** Lets what waits to be sent of an account wait on: nobody looks at it before. */
export async function postponeSends(
  ctx: MailContext,
  accountId: Id,
  { until, reason, perMinute }: Postponement,
): Promise<void> {
  const rows = await table(ctx, 'mailOperations').findAll({
    where: {
      ...{ accountId, kind: 'send', state: 'pending' },
      nextAttemptAt: { [Op.or]: [null, { [Op.lt]: until }] },
    },
    attributes: ['id'],
    order: [['id', 'ASC']],
    raw: true,
  });
  const ids = rows.map((row) => (row as unknown as { id: Id }).id);
  const portion = perMinute || 500;
  for (let at = 0; at < ids.length; at += portion) {
    const minutes = perMinute === 0 ? 0 : Math.floor(at / perMinute);
    await table(ctx, 'mailOperations').update(
      { nextAttemptAt: new Date(until.getTime() + minutes * MINUTE), reason },
      { where: { id: { [Op.in]: ids.slice(at, at + portion) }, state: 'pending' } },
    );
  }
}

/** The server takes mail again: what waited for that need not wait any longer. Whether anything did. */
export async function releaseSends(
  ctx: MailContext,
  accountId: Id,
  reasons: readonly ErrorCode[],
): Promise<boolean> {
  const now = new Date();
  const [released] = await table(ctx, 'mailOperations').update(
    { nextAttemptAt: now },
    {
      where: {
        ...{ accountId, kind: 'send', state: 'pending' },
        reason: { [Op.in]: [...reasons] },
        nextAttemptAt: { [Op.gt]: now },
      },
    },
  );
  return released > 0;
}
