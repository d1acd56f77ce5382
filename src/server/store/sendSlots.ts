import { literal, Op, type Transaction } from 'sequelize';
import type { ErrorCode, Id } from '../../common';
import type { MailContext } from '../context';
import { databaseNow, presentDate, presentTime } from './clock';
import { namesOf } from './names';
import { table } from './rows';
import { heldBy, heldClaims, type Claim } from './sendClaims';
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
 * Turns claimed sends into `sending`, as many of them as the limits of the mailbox that signs in allow now; an
 * answer for each. They are counted in the database, under a lock: another node, or a restart, goes on counting
 * where this one stopped.
 */
export async function takeSendSlots(
  ctx: MailContext,
  claims: readonly Claim[],
  ownerId: Id,
  { perMinute, connections }: SendLimits,
): Promise<Slot[]> {
  return inTransaction(ctx, async (transaction) => {
    const now = await lockOwner(ctx, ownerId, transaction);
    const family = familyOf(ctx, ownerId);
    const submitted = perMinute === 0 ? [] : await lastSubmitted(ctx, family, perMinute, now, transaction);
    let free = connections === 0 ? Infinity : connections - (await sendingAt(ctx, family, now, transaction));
    const granted: Claim[] = [];
    const slots = claims.map((claim): Slot => {
      const oldest = perMinute === 0 ? undefined : submitted[perMinute - 1];
      if (oldest) return { state: 'full', until: new Date(oldest.getTime() + MINUTE) };
      if (free <= 0) return { state: 'busy' };
      free--;
      submitted.unshift(now);
      granted.push(claim);
      return { state: 'granted' };
    });
    const begun = await begin(ctx, granted, now, transaction);
    return slots.map((slot, index) => {
      const lost = slot.state === 'granted' && !begun.has(String(claims[index]?.id));
      return lost ? { state: 'lost' } : slot;
    });
  });
}

/** Those that were still ours to begin. */
async function begin(
  ctx: MailContext,
  claims: readonly Claim[],
  submittedAt: Date,
  transaction: Transaction,
): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const [begun] = await table(ctx, 'mailOperations').update(
    { state: 'sending', reason: null, submittedAt },
    { where: heldBy(claims), transaction },
  );
  if (begun === claims.length) return new Set(claims.map(({ id }) => String(id)));
  return heldClaims(ctx, claims, transaction);
}

/** One at a time asks for places of a mailbox. Answers the present, by the database's clock. */
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

/** When the mails of the minute before `now` went, the newest first, `most` of them. */
async function lastSubmitted(
  ctx: MailContext,
  family: Family,
  most: number,
  now: Date,
  transaction: Transaction,
): Promise<Date[]> {
  const recent = await table(ctx, 'mailOperations').findAll({
    where: {
      accountId: { [Op.in]: family },
      kind: 'send',
      submittedAt: { [Op.gt]: new Date(now.getTime() - MINUTE) },
    },
    attributes: ['submittedAt'],
    order: [['submittedAt', 'DESC']],
    limit: most,
    transaction,
  });
  return recent.map((row) => new Date(row.get('submittedAt') as Date | string));
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
      // Those that are only being looked for in Sent say so, and a claim that ran out is a dead process's.
      reason: null,
      nextAttemptAt: { [Op.gt]: now },
    },
    transaction,
  });
}

export interface Postponement {
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
  const now = await presentDate(ctx);
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
