import { Op, type Transaction } from 'sequelize';
import type { DeliveryFate, Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import { updateRecipients, type RecipientRow } from './recipients';
import { suppressWithin } from './suppressions';

/** Message-IDs compared by one query. */
const PIECE = 500;

/** Whether something was sent in bulk from an account: for all others, there is nothing to look for. */
export async function sendsInBulk(
  ctx: MailContext,
  accountId: Id,
  transaction: Transaction,
): Promise<boolean> {
  const where = { accountId, startedAt: { [Op.ne]: null } };
  return (await table(ctx, 'mailCampaigns').findOne({ where, attributes: ['id'], transaction })) !== null;
}

/** Learns the Message-ID of copies in Sent: reports and answers name the one that the server gave the message. */
export async function noteCampaignCopies(
  ctx: MailContext,
  accountId: Id,
  byToken: ReadonlyMap<string, string>,
  transaction: Transaction,
): Promise<void> {
  const rows = rowsAs<{ id: Id; token: string; idHash: string }>(
    await table(ctx, 'mailCampaignRecipients').findAll({
      where: { accountId, token: { [Op.in]: [...byToken.keys()] }, copyIdHash: null },
      attributes: ['id', 'token', 'idHash'],
      transaction,
    }),
  );
  for (const { id, token, idHash } of rows) {
    const copyIdHash = byToken.get(token);
    if (copyIdHash !== idHash) await updateRecipients(ctx, { id }, { copyIdHash }, transaction);
  }
}

/** Notes that recipients have answered. `ancestors`: hashes of the Message-IDs that the answers name. */
export async function noteAnswers(
  ctx: MailContext,
  accountId: Id,
  ancestors: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const hashes = [...new Set(ancestors)];
  for (let at = 0; at < hashes.length; at += PIECE)
    await updateRecipients(
      ctx,
      { ...isAbout(accountId, hashes.slice(at, at + PIECE)), outcome: null },
      { outcome: 'answered' },
      transaction,
    );
}

/**
 * Notes that a message didn't reach its recipient. An address that doesn't exist gets no bulk email anymore, if the
 * report is about the address that the message was sent to.
 */
export async function noteBounce(
  ctx: MailContext,
  accountId: Id,
  idHash: string,
  fates: readonly DeliveryFate[],
  transaction: Transaction,
): Promise<void> {
  const rows = rowsAs<Pick<RecipientRow, 'id' | 'addressKey'>>(
    await table(ctx, 'mailCampaignRecipients').findAll({
      where: isAbout(accountId, [idHash]),
      attributes: ['id', 'addressKey'],
      transaction,
    }),
  );
  for (const { id, addressKey } of rows) {
    const fate = fates.find(({ address }) => address.toLowerCase() === addressKey);
    await updateRecipients(ctx, { id }, { outcome: 'bounced' }, transaction);
    if (addressKey !== null && fate?.action === 'failed' && isUnknownAddress(fate.status))
      await suppressWithin(ctx, [addressKey], 'bounced', transaction);
  }
}

const isAbout = (accountId: Id, hashes: readonly string[]) => ({
  accountId,
  [Op.or]: [{ idHash: { [Op.in]: [...hashes] } }, { copyIdHash: { [Op.in]: [...hashes] } }],
});

/** Bad destination mailbox, system, syntax, moved or null MX (RFC 3463 §3.2, RFC 7505 §4.2). */
const isUnknownAddress = (status: string): boolean => /^5\.1\.(?:1|2|3|6|10)$/.test(status);
