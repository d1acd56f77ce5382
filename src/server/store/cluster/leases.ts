import { literal, Op, UniqueConstraintError, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { databaseNow, databaseTime } from '../db/clock';
import { namesOf } from '../db/names';
import { NODE } from './node';
import { table } from '../db/rows';

/** The right of one node to serve one account, under one fencing number. */
export interface Lease {
  accountId: Id;
  owner: string;
  fence: number;
}

/** Another node serves the account now, so this one must not write what it was about to. */
export class LeaseLost extends Error {
  constructor(accountId: Id) {
    super(`lease of account ${accountId} lost`);
    this.name = 'LeaseLost';
  }
}

/**
 * Takes over the account for `ttl` milliseconds if nobody holds it; null if somebody does. If several nodes try at
 * once, one succeeds. Times are the database's, because nodes' clocks differ.
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
  // Only read here: the node that holds the lease locks the row while it writes.
  if (Number(row.get('free')) === 0) return null;
  const held = Number(row.get('fence'));
  const [claimed] = await leases.update(
    { owner, node: NODE, connections: 0, until, fence: held + 1 },
    // Checked again, because the lease may have been renewed since.
    { where: { accountId, fence: held, until: { [Op.lte]: databaseTime(ctx) } } },
  );
  return claimed === 1 ? { accountId, owner, fence: held + 1 } : null;
}

/**
 * Extends the lease by `ttl` milliseconds from now; false if another node has it by now. `connections` is how many
 * there are to the account's mail server, for people to see.
 */
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

/** Releases the lease, so that another node needn't wait until it expires. */
export async function releaseLease(ctx: MailContext, lease: Lease): Promise<void> {
  const { accountId, owner, fence } = lease;
  await table(ctx, 'mailLeases').update({ until: 0, connections: 0 }, { where: { accountId, owner, fence } });
}

/** Part of every write of a turn: locks the lease's row until the commit, or throws {@link LeaseLost}. */
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

/** Accounts that some node holds at the moment. */
export async function leasedAccounts(ctx: MailContext): Promise<Set<string>> {
  const rows = await table(ctx, 'mailLeases').findAll({
    where: { until: { [Op.gt]: databaseTime(ctx) } },
    attributes: ['accountId'],
  });
  return new Set(rows.map((row) => String(row.get('accountId'))));
}
