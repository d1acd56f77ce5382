import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { pushHint } from '../../push';
import { table } from '../db/rows';
import { findAccount } from './accounts';

/** The largest number that the column takes. */
const MOST = 2 ** 31 - 1;

/** Stores how large a message the account's mail server accepts (null: it doesn't say), and tells the owner's browsers. */
export async function saveMessageSize(ctx: MailContext, accountId: Id, size: number | null): Promise<void> {
  const maxMessageSize = size === null ? null : Math.min(size, MOST);
  const other = { [Op.or]: [{ [Op.is]: null }, { [Op.ne]: maxMessageSize }] };
  const [changed] = await table(ctx, 'mailAccounts').update(
    { maxMessageSize },
    { where: { id: accountId, maxMessageSize: size === null ? { [Op.ne]: null } : other }, silent: true },
  );
  if (changed === 0) return;
  const account = await findAccount(ctx, accountId);
  if (account) pushHint(ctx, account.userId, { accountId, folderIds: [], what: ['account'] });
}
