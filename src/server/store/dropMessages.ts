import { Op } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { saveCursor, type FolderCursor } from './folders';
import { assertLease, type Lease } from './leases';
import { deleteMessages } from './messageRows';
import { table } from './rows';
import { inTransaction } from './transaction';

/** Mails a transaction: nobody waits for long. */
export const DROP_PIECE = 500;

/** As if the folder had never been opened. */
const UNSEEN: Required<FolderCursor> = {
  ...{ total: 0, unread: 0, beyond: 0, beyondUnread: 0 },
  ...{ uidValidity: null, uidNext: null, modseq: null, loadedFrom: null, syncedFrom: null },
};

/** Forgets what was seen of a folder, before its mails go: should it be taken in meanwhile, it is loaded anew. */
export async function forgetFolder(ctx: MailContext, lease: Lease | null, folderId: Id): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await saveCursor(ctx, folderId, UNSEEN, transaction);
  });
}

/** Drops some of the mails that are stored of folders; on the server nothing happens. Returns how many. */
export async function dropFrom(
  ctx: MailContext,
  lease: Lease | null,
  folderIds: readonly Id[],
): Promise<number> {
  if (folderIds.length === 0) return 0;
  return inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    const rows = (await table(ctx, 'mailMessages').findAll({
      where: { folderId: { [Op.in]: [...folderIds] } },
      attributes: ['id'],
      limit: DROP_PIECE,
      raw: true,
      transaction,
    })) as unknown as Array<{ id: Id }>;
    await deleteMessages(
      ctx,
      rows.map(({ id }) => id),
      transaction,
    );
    return rows.length;
  });
}

/** Drops stored mails, {@link DROP_PIECE} at most; on the server nothing happens. */
export async function dropMessages(ctx: MailContext, lease: Lease | null, ids: readonly Id[]): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    await deleteMessages(ctx, ids, transaction);
  });
}
