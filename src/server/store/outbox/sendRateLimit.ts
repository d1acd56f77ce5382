import { literal, Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { databaseNow, presentTime } from '../db/clock';
import { namesOf } from '../db/names';
import { table } from '../db/rows';
import { updateClaimed } from './operations';
import type { Claim } from './sendClaims';
import { inTransaction } from '../db/transaction';

/** Limits of a mail server for one mailbox; 0 for no limit. */
export interface SendLimits {
  /** Messages. */
  perMinute: number;
  /** Simultaneous submissions. */
  connections: number;
}

/**
 * The answer to a request to send: it may start, it's somebody else's by now, it has to wait for a message that is
 * being sent at this moment (`busy`), or it has to wait for the next minute.
 */
export type Slot =
  { state: 'granted' } | { state: 'lost' } | { state: 'busy' } | { state: 'full'; until: Date };

const MINUTE = 60_000;

/**
 * Turns a claimed send into `sending`, if the limits of the mailbox that signs in (`ownerId`) allow it now. Counted in
 * the database, under a lock, so that another node, or a restart, continues counting where this one stopped.
 */
export async function takeSendSlot(
  ctx: MailContext,
  claim: Claim,
  ownerId: Id,
  { perMinute, connections }: SendLimits,
): Promise<Slot> {
  return inTransaction(ctx, async (transaction) => {
    const now = await lockOwner(ctx, ownerId, transaction);
    const family = familyOf(ctx, ownerId);
    const oldest = perMinute > 0 && (await submittedBefore(ctx, family, perMinute, now, transaction));
    if (oldest) return { state: 'full', until: new Date(oldest.getTime() + MINUTE) };
    if (connections > 0 && (await sendingAt(ctx, family, now, transaction)) >= connections)
      return { state: 'busy' };
    const begun = { state: 'sending' as const, reason: null, submittedAt: now };
    return { state: (await updateClaimed(ctx, claim, begun, transaction)) ? 'granted' : 'lost' };
  });
}

/** Lets only one at a time ask for slots of a mailbox. Returns the present, by the database's clock. */
async function lockOwner(ctx: MailContext, ownerId: Id, transaction: Transaction): Promise<Date> {
  const row = await table(ctx, 'mailAccounts').findByPk(ownerId, {
    attributes: ['id', [literal(databaseNow(ctx)), 'present']],
    lock: transaction.LOCK.UPDATE,
    transaction,
  });
  return new Date(Number(row?.get('present') ?? (await presentTime(ctx, transaction))));
}

type Family = ReturnType<typeof literal>;

/** The account that signs in and the shared mailboxes that it opens, as a subquery: the server counts them as one. */
function familyOf(ctx: MailContext, ownerId: Id): Family {
  const { table: accounts, column } = namesOf(ctx, 'mailAccounts');
  const owner = ctx.app.db.sequelize.escape(String(ownerId));
  return literal(
    `(SELECT ${column('id')} FROM ${accounts} WHERE ${column('id')} = ${owner} OR ${column('parentId')} = ${owner})`,
  );
}

/** When the `most`-th newest message of the minute before `now` was sent; null if there were fewer. */
async function submittedBefore(
  ctx: MailContext,
  family: Family,
  most: number,
  now: Date,
  transaction: Transaction,
): Promise<Date | null> {
  const row = await table(ctx, 'mailOperations').findOne({
    where: {
      accountId: { [Op.in]: family },
      kind: 'send',
      submittedAt: { [Op.gt]: new Date(now.getTime() - MINUTE) },
    },
    attributes: ['submittedAt'],
    order: [['submittedAt', 'DESC']],
    offset: most - 1,
    transaction,
  });
  return row && new Date(row.get('submittedAt') as Date | string);
}

async function sendingAt(
  ctx: MailContext,
  family: Family,
  now: Date,
  transaction: Transaction,
): Promise<number> {
  return table(ctx, 'mailOperations').count({
    where: {
      accountId: { [Op.in]: family },
      kind: 'send',
      state: 'sending',
      // Sends that are only being looked for in Sent have a reason, and an expired claim belongs to a dead process.
      reason: null,
      nextAttemptAt: { [Op.gt]: now },
    },
    transaction,
  });
}
