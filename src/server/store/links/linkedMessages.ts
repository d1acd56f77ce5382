import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { LinkableMessage } from './links';

/** Whom a message is from and to, the most telling first. */
const ORDER = ['from', 'to', 'cc'];
/** More messages than a conversation that people read has. */
const MOST_IN_THREAD = 500;

/** Messages with these ids, as far as they exist. */
export async function findLinkable(
  ctx: MailContext,
  ids: readonly Id[],
): Promise<Array<LinkableMessage & { folderId: Id }>> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] }, vanishedAt: null },
    attributes: ['id', 'accountId', 'folderId', 'receivedAt'],
  });
  return rowsAs<LinkableMessage & { folderId: Id }>(rows);
}

/** The messages of a conversation in all folders of these accounts, newest first. */
export async function messagesOfThread(
  ctx: MailContext,
  accountIds: readonly Id[],
  threadKey: string,
): Promise<Id[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { accountId: { [Op.in]: [...accountIds] }, threadKey, vanishedAt: null },
    attributes: ['id'],
    order: [['receivedAt', 'DESC']],
    limit: MOST_IN_THREAD,
    raw: true,
  });
  return rowsAs<{ id: Id }>(rows).map(({ id }) => id);
}

/** The addresses that these messages are from and to, in lower case, each once; senders come first. */
export async function addressesIn(ctx: MailContext, ids: readonly Id[], most: number): Promise<string[]> {
  const rows = await table(ctx, 'mailAddresses').findAll({
    where: { mailMessageId: { [Op.in]: [...ids] }, role: { [Op.in]: ORDER } },
    attributes: ['address', 'role'],
    limit: most * 4,
    raw: true,
  });
  const sorted = rowsAs<{ address: string; role: string }>(rows).sort(
    (one, other) => ORDER.indexOf(one.role) - ORDER.indexOf(other.role),
  );
  return [...new Set(sorted.map(({ address }) => address.toLowerCase()))];
}
