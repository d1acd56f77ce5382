import { literal, Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { databaseNow, databaseTime } from './clock';
import { namesOf } from './names';
import { NODE } from './node';
import { table } from './rows';

/** The right of one node to serve one account, under one fencing number. */
export interface Lease {
  accountId: Id;
  owner: string;
  fence: number;
}

/** Another node serves the account now: whatever this one was about to write must not be written. */
export class LeaseLost extends Error {
  constructor(accountId: Id) {
    super(`lease of account ${accountId} lost`);
    this.name = 'LeaseLost';
  }
}

/**
 * Takes the account over for `ttl` milliseconds if nobody holds it. Of several nodes that try at once, one succeeds.
 * Times are the database's: nodes' clocks differ.
 */
export async function claimLease(
  ctx: MailContext,
  accountId: Id,
  owner: string,
  ttl: number,
): Promise<Lease | null> {
  const leases = table(ctx, 'mailLeases');
  const until = databaseTime(ctx, ttl);
  const { column } = namesOf(ctx, 'mailLeases');
  const free = literal(`CASE WHEN ${column('until')} <= ${databaseNow(ctx)} THEN 1 ELSE 0 END`);
  const row = await leases.findByPk(accountId, { attributes: ['fence', [free, 'free']] });
  if (!row) {
    try {
      await leases.create({ accountId, owner, node: NODE, until, fence: 1 });
      return { accountId, owner, fence: 1 };
    } catch (error) {
      if (error instanceof UniqueConstraintError) return null;
      throw error;
    }
  }
  // Only looked at: who holds it locks the row while it writes.
  if (Number(row.get('free')) === 0) return null;
  const held = Number(row.get('fence'));
  const [claimed] = await leases.update(
    { owner, node: NODE, connections: 0, until, fence: held + 1 },
    // Looked at once more: it may have been renewed since.
    { where: { accountId, fence: held, until: { [Op.lte]: databaseTime(ctx) } } },
  );
  return claimed === 1 ? { accountId, owner, fence: held + 1 } : null;
}

/** Holds the account for longer. false: it is another node's by now. `connections`: to its mail server, for people. */
export async function renewLease(
  ctx: MailContext,
  lease: Lease,
  ttl: number,
  connections: number,
): Promise<boolean> {
  const { accountId, owner, fence } = lease;
  const values = { until: databaseTime(ctx, ttl), connections };
  const [renewed] = await table(ctx, 'mailLeases').update(values, { where: { accountId, owner, fence } });
  return renewed === 1;
}

/** Lets go, so that another node need not wait for the end of the time. */
export async function releaseLease(ctx: MailContext, lease: Lease): Promise<void> {
  const { accountId, owner, fence } = lease;
  await table(ctx, 'mailLeases').update({ until: 0, connections: 0 }, { where: { accountId, owner, fence } });
}

/** Part of every write of a turn: locks the lease's row until the commit, or throws LeaseLost. */
export async function assertLease(
  ctx: MailContext,
  lease: Lease | null,
  transaction: Transaction,
): Promise<void> {
  if (!lease) return;
  const { accountId, owner, fence } = lease;
  const lock = transaction.LOCK.UPDATE;
  const row = await table(ctx, 'mailLeases').findOne({
    where: { accountId, owner, fence },
    lock,
    transaction,
  });
  if (!row) throw new LeaseLost(accountId);
}

/** Accounts that somebody holds at the moment. */
export async function leasedAccounts(ctx: MailContext): Promise<Set<string>> {
  const rows = await table(ctx, 'mailLeases').findAll({
    where: { until: { [Op.gt]: databaseTime(ctx) } },
    attributes: ['accountId'],
  });
  return new Set(rows.map((row) => String(row.get('accountId'))));
}
