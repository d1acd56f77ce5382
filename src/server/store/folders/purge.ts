import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { DROP_PIECE, dropFrom, forgetFolder } from '../messages/dropMessages';
import { deleteFolder, listVanishedFolders } from './folders';
import { assertLease, type Lease } from '../cluster/leases';
import { deleteMessages } from '../messages/messageRows';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/**
 * The second half of the unlink: deletes messages that vanished before `before` and didn't turn up again. Those of a
 * folder that vanished are deleted with it ({@link purgeFolders}). Returns how many.
 */
export async function purgeVanished(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  before: Date,
): Promise<number> {
  const kept = (await listVanishedFolders(ctx, accountId)).map(({ id }) => id);
  for (let purged = 0; ;) {
    const count = await inTransaction(ctx, async (transaction) => {
      await assertLease(ctx, lease, transaction);
      const folderId = kept.length > 0 ? { folderId: { [Op.notIn]: kept } } : {};
      const rows = rowsAs<{ id: Id }>(
        await table(ctx, 'mailMessages').findAll({
          where: { accountId, vanishedAt: { [Op.lt]: before }, ...folderId },
          attributes: ['id'],
          limit: DROP_PIECE,
          raw: true,
          transaction,
        }),
      );
      const ids = rows.map((row) => row.id);
      await deleteMessages(ctx, ids, transaction);
      return rows.length;
    });
    purged += count;
    if (count < DROP_PIECE) return purged;
  }
}

/** Deletes folders that vanished before `before`, with the messages that weren't found elsewhere. Returns how many. */
export async function purgeFolders(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  before: Date,
): Promise<number> {
  const due = (await listVanishedFolders(ctx, accountId)).filter(
    ({ vanishedAt }) => vanishedAt !== null && vanishedAt < before,
  );
  for (const { id } of due) {
    // If this is interrupted here and the folder turns up again, it's reloaded.
    await forgetFolder(ctx, lease, id);
    while ((await dropFrom(ctx, lease, [id])) === DROP_PIECE);
    await inTransaction(ctx, async (transaction) => {
      await assertLease(ctx, lease, transaction);
      await deleteFolder(ctx, id, transaction);
    });
  }
  return due.length;
}
