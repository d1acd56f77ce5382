import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { saveCursor, type FolderCursor } from './folderCursor';
import { assertLease, type Lease } from '../cluster/leases';
import { deleteMessages } from './messageRows';
import { rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** Messages per transaction, so that nobody waits for long. */
export const DROP_PIECE = 500;

/** The cursor of a folder that has never been opened. */
const UNSEEN: FolderCursor = {
  ...{ total: 0, unread: 0, beyond: 0, beyondUnread: 0 },
  ...{ uidValidity: null, uidNext: null, modseq: null, loadedFrom: null, syncedFrom: null },
};

/** Forgets what was seen of a folder before its messages are deleted, so that it's reloaded if it's included again. */
export async function forgetFolder(ctx: MailContext, lease: Lease | null, folderId: Id): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await saveCursor(ctx, folderId, UNSEEN, transaction);
  });
}

/** Deletes some of the messages stored for these folders; nothing happens on the server. Returns how many. */
export async function dropFrom(
  ctx: MailContext,
  lease: Lease | null,
  folderIds: readonly Id[],
): Promise<number> {
  if (folderIds.length === 0) return 0;
  return inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const rows = rowsAs<{ id: Id }>(
      await table(ctx, 'mailMessages').findAll({
        where: { folderId: { [Op.in]: [...folderIds] } },
        attributes: ['id'],
        limit: DROP_PIECE,
        raw: true,
        transaction,
      }),
    );
    await deleteMessages(
      ctx,
      rows.map(({ id }) => id),
      transaction,
    );
    return rows.length;
  });
}

/** Deletes stored messages, at most {@link DROP_PIECE}; nothing happens on the server. */
export async function dropMessages(ctx: MailContext, lease: Lease | null, ids: readonly Id[]): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await deleteMessages(ctx, ids, transaction);
  });
}
