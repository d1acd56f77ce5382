import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { presentDate } from '../db/clock';
import { pathHash, type FolderFacts } from './folders';
import { assertLease, type Lease } from '../cluster/leases';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { hideWhere, showWhere } from '../messages/vanish';

export interface FolderDiff {
  created: FolderFacts[];
  /** `vanishedAt`: the folder had vanished at that time and is back, perhaps under another name. */
  updated: Array<{ id: Id; facts: FolderFacts; vanishedAt?: Date | null }>;
  /** Folders that the server's list lacks. */
  gone: Id[];
}

/**
 * Updates the stored list of folders to match the server's. A folder that is gone is hidden with its messages, and
 * deleted later: it may have been renamed, its messages may have been moved, or the server's list may have been wrong.
 */
export async function saveFolders(
  ctx: MailContext,
  lease: Lease | null,
  accountId: Id,
  { created, updated, gone }: FolderDiff,
): Promise<void> {
  const folders = table(ctx, 'mailFolders');
  await inTransaction(ctx, async (transaction) => {
    await assertLease(ctx, lease, transaction);
    for (const id of gone) await hideFolder(ctx, accountId, id, transaction);
    // Two folders may have swapped names: first move them out of each other's way, because of the unique index.
    for (const { id } of updated)
      await folders.update({ pathHash: `moving ${id}` }, { where: { id }, transaction });
    for (const { id, facts, vanishedAt } of updated) {
      const values = { ...facts, pathHash: pathHash(facts.path), vanishedAt: null };
      // Some of its messages may have been found elsewhere since, so the next visit compares all of it.
      const back = vanishedAt ? { modseq: null } : {};
      await folders.update({ ...values, ...back }, { where: { id }, transaction });
      if (vanishedAt) await showWhere(ctx, accountId, { folderId: id, vanishedAt }, transaction);
    }
    const rows = created.map((facts) => ({
      ...facts,
      id: ctx.app.snowflakeIdGenerator.generate(),
      accountId,
      pathHash: pathHash(facts.path),
      total: 0,
      unread: 0,
    }));
    if (rows.length > 0) await folders.bulkCreate(rows, { transaction });
  });
}

/** The folder's row and the rows of its messages get the same time, by which they're shown again. */
async function hideFolder(ctx: MailContext, accountId: Id, id: Id, transaction: Transaction): Promise<void> {
  const vanishedAt = await presentDate(ctx, transaction);
  // Frees its path for another folder.
  const values = { selectable: false, vanishedAt, pathHash: `vanished ${id}` };
  await table(ctx, 'mailFolders').update(values, { where: { id }, transaction });
  await hideWhere(ctx, accountId, { folderId: id, vanishedAt: null }, vanishedAt, transaction);
}
