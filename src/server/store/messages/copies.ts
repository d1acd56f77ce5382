import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** Where messages with these Message-IDs are stored, by the hash; of several copies, the one that was stored first. */
export async function copiesOf(
  ctx: MailContext,
  accountId: Id,
  messageIdHashes: readonly string[],
): Promise<Map<string, { id: Id; folderId: Id }>> {
  if (messageIdHashes.length === 0) return new Map();
  const rows = rowsAs<{ id: Id; folderId: Id; messageIdHash: string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, messageIdHash: { [Op.in]: [...messageIdHashes] }, vanishedAt: null },
      attributes: ['id', 'folderId', 'messageIdHash'],
      order: [['id', 'DESC']],
      raw: true,
    }),
  );
  return new Map(rows.map(({ id, folderId, messageIdHash }) => [messageIdHash, { id, folderId }]));
}
