import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../rows';

/** Mails a statement. */
const BATCH = 200;

/** Writes the date of their mail to addresses from before they had one, a few at a time. */
export async function fillAddressDates(
  ctx: MailContext,
  accountId: Id,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const undated = (await table(ctx, 'mailAddresses').findAll({
      where: { accountId, receivedAt: { [Op.is]: null } } as never,
      attributes: ['mailMessageId'],
      limit: BATCH,
      raw: true,
    })) as unknown as Array<{ mailMessageId: Id }>;
    if (undated.length === 0) return;
    const ids = [...new Set(undated.map(({ mailMessageId }) => String(mailMessageId)))];
    const mails = (await table(ctx, 'mailMessages').findAll({
      where: { id: { [Op.in]: ids } },
      attributes: ['id', 'receivedAt'],
      raw: true,
    })) as unknown as Array<{ id: Id; receivedAt: Date }>;
    const dates = new Map(mails.map(({ id, receivedAt }) => [String(id), receivedAt]));
    for (const mailMessageId of ids) {
      // An address whose mail is gone is about to be swept; any date keeps it from being met again.
      const receivedAt = dates.get(mailMessageId) ?? new Date(0);
      await table(ctx, 'mailAddresses').update({ receivedAt }, { where: { mailMessageId } });
    }
  }
}
