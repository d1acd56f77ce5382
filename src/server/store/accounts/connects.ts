import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** A sign-in in progress. */
export interface ConnectRow {
  stateHash: string;
  browserHash: string;
  userId: Id;
  /** `connect`: a mailbox; `consent`: an administrator's consent for everybody. Neither can be used for the other. */
  purpose: 'connect' | 'consent';
  provider: string;
  accountId: Id | null;
  proof: string;
  redirectUri: string;
  returnTo: string;
  expiresAt: Date;
}

/** Opens a sign-in. A user has one at a time: their older ones are deleted, as are everybody's expired ones. */
export async function openConnect(ctx: MailContext, row: ConnectRow): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const connects = table(ctx, 'mailConnects');
    const stale = { [Op.or]: [{ userId: row.userId }, { expiresAt: { [Op.lt]: new Date() } }] };
    await connects.destroy({ where: stale, transaction });
    await connects.create({ ...row }, { transaction });
  });
}

/**
 * Takes a sign-in out of the store, so that nobody can use it again. If two callbacks bring the same state, only the
 * one whose deletion removed the row gets it; the other gets null.
 */
export async function takeConnect(ctx: MailContext, stateHash: string): Promise<ConnectRow | null> {
  const connects = table(ctx, 'mailConnects');
  const row = await connects.findByPk(stateHash);
  if (!row || (await connects.destroy({ where: { stateHash } })) !== 1) return null;
  return rowAs<ConnectRow>(row);
}
