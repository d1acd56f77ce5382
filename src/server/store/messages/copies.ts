import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';

/** Where a message is stored. */
export interface Copy {
  id: Id;
  folderId: Id;
}

/**
 * Finds messages by the hashes of their Message-IDs. The function that is returned says where an account has one; of
 * several copies, the one that was stored first.
 */
export async function copiesOf(
  ctx: MailContext,
  accountIds: readonly Id[],
  hashes: readonly string[],
): Promise<(accountId: Id, hash: string) => Copy | undefined> {
  const keyOf = (accountId: Id, hash: string) => `${accountId} ${hash}`;
  const rows = rowsAs<Copy & { accountId: Id; messageIdHash: string }>(
    hashes.length === 0
      ? []
      : await table(ctx, 'mailMessages').findAll({
          where: {
            accountId: { [Op.in]: [...accountIds] },
            messageIdHash: { [Op.in]: [...hashes] },
            vanishedAt: null,
          },
          attributes: ['id', 'folderId', 'accountId', 'messageIdHash'],
          order: [['id', 'DESC']],
          raw: true,
        }),
  );
  // The one that was stored first comes last.
  const found = new Map(
    rows.map(({ id, folderId, accountId, messageIdHash }) => [
      keyOf(accountId, messageIdHash),
      { id, folderId },
    ]),
  );
  return (accountId, hash) => found.get(keyOf(accountId, hash));
}
