import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';

/** The parts of a message by which its sender is known from others. */
export interface ReceivedMail {
  id: Id;
  accountId: Id;
  fromAddress: string | null;
  receivedAt: Date | string;
}

/** Whether the mailbox has an older message from this sender, or any that went to them. Takes one index lookup. */
export async function isSenderKnown(
  ctx: MailContext,
  { id, accountId, fromAddress, receivedAt }: ReceivedMail,
): Promise<boolean> {
  const row = await table(ctx, 'mailAddresses').findOne({
    where: {
      address: fromAddress ?? '',
      accountId,
      mailMessageId: { [Op.ne]: id },
      [Op.or]: [
        { receivedAt: { [Op.lt]: new Date(receivedAt) } },
        { role: { [Op.in]: ['to', 'cc', 'bcc'] } },
      ],
    },
    attributes: ['id'],
    raw: true,
  });
  return row !== null;
}
