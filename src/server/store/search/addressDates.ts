import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** Addresses read per statement. */
const BATCH = 200;

const undated = (accountId: Id) => ({ accountId, receivedAt: { [Op.is]: null } }) as never;

/**
 * Copies the date of their message to some addresses that were stored without one. Returns how many were updated; 0
 * when none is left.
 */
export async function fillAddressDates(ctx: MailContext, accountId: Id): Promise<number> {
  const found = rowsAs<{ mailMessageId: Id }>(
    await table(ctx, 'mailAddresses').findAll({
      where: undated(accountId),
      attributes: ['mailMessageId'],
      limit: BATCH,
      raw: true,
    }),
  );
  if (found.length === 0) return 0;
  const ids = [...new Set(found.map(({ mailMessageId }) => String(mailMessageId)))];
  const mails = rowsAs<{ id: Id; receivedAt: Date }>(
    await table(ctx, 'mailMessages').findAll({
      where: { id: { [Op.in]: ids } },
      attributes: ['id', 'receivedAt'],
      raw: true,
    }),
  );
  const dates = new Map(mails.map(({ id, receivedAt }) => [String(id), receivedAt]));
  let filled = 0;
  for (const mailMessageId of ids) {
    // The message of this address is gone, so the address will be removed soon. Any date keeps it from being found
    // again.
    const receivedAt = dates.get(mailMessageId) ?? new Date(0);
    const [updated] = await table(ctx, 'mailAddresses').update({ receivedAt }, { where: { mailMessageId } });
    filled += updated;
  }
  return filled;
}

export const countUndated = (ctx: MailContext, accountId: Id): Promise<number> =>
  table(ctx, 'mailAddresses').count({ where: undated(accountId) });
