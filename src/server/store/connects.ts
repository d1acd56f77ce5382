import { Op } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';
import { inTransaction } from './transaction';

/** A sign-in under way. */
export interface ConnectRow {
  stateHash: string;
  browserHash: string;
  userId: Id;
  /** `connect`: a mailbox; `consent`: an administrator's consent for everybody. Neither ends the other. */
  purpose: 'connect' | 'consent';
  provider: string;
  accountId: Id | null;
  proof: string;
  redirectUri: string;
  returnTo: string;
  expiresAt: Date;
}

/** Opens a sign-in. A user has one at a time: the older ones go, as do everybody's expired ones. */
export async function openConnect(ctx: MailContext, row: ConnectRow): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const connects = table(ctx, 'mailConnects');
    const stale = { [Op.or]: [{ userId: row.userId }, { expiresAt: { [Op.lt]: new Date() } }] };
    await connects.destroy({ where: stale, transaction });
    await connects.create({ ...row }, { transaction });
  });
}

/**
 * Takes a sign-in out of the store, so that nobody can use it again: of two callbacks with one state only
 * the one whose deletion removed the row gets it.
 */
export async function takeConnect(ctx: MailContext, stateHash: string): Promise<ConnectRow | null> {
  const connects = table(ctx, 'mailConnects');
  const row = await connects.findByPk(stateHash);
  if (!row || (await connects.destroy({ where: { stateHash } })) !== 1) return null;
  return row.get({ plain: true }) as unknown as ConnectRow;
}
