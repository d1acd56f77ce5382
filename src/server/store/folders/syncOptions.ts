import { col, fn, Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { columnOf, rowsAs, table } from '../db/rows';
import { inTransaction } from '../db/transaction';

/** The day (YYYY-MM-DD) from which an account's messages are stored; null stores everything. */
export async function syncFromOf(ctx: MailContext, accountId: Id): Promise<string | null> {
  const row = await table(ctx, 'mailAccounts').findByPk(accountId, { attributes: ['syncFrom'] });
  return (row?.get('syncFrom') as string | null | undefined) ?? null;
}

/** Values to write to a folder's row. */
export interface FolderChoice {
  id: Id;
  chosen: boolean | null;
  leftOut: boolean;
}

/** Writes which folders are left out and, unless it's undefined, the first day: all or nothing. */
export async function saveSyncOptions(
  ctx: MailContext,
  accountId: Id,
  choices: readonly FolderChoice[],
  syncFrom?: string | null,
): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    for (const { id, chosen, leftOut } of choices) {
      const where = { id, accountId };
      await table(ctx, 'mailFolders').update({ chosen, leftOut }, { where, transaction });
    }
    if (syncFrom === undefined) return;
    await table(ctx, 'mailAccounts').update({ syncFrom }, { where: { id: accountId }, transaction });
  });
}

/**
 * Counts stored messages by folder id: those in some folders that no longer wait for their text, or those in any folder
 * that still do (`pending`).
 */
export async function countByFolder(
  ctx: MailContext,
  accountId: Id,
  where: { folderIds: readonly Id[] } | 'pending',
): Promise<Map<string, number>> {
  const only =
    where === 'pending'
      ? { bodyState: 'pending' }
      : { folderId: { [Op.in]: [...where.folderIds] }, bodyState: { [Op.ne]: 'pending' } };
  const rows = rowsAs<{ folderId: Id; mails: number | string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { accountId, vanishedAt: null, ...only },
      attributes: ['folderId', [fn('COUNT', col(columnOf(ctx, 'mailMessages', 'id'))), 'mails']],
      group: ['folderId'],
      raw: true,
    }),
  );
  return new Map(rows.map(({ folderId, mails }) => [String(folderId), Number(mails)]));
}

/** Folders of these accounts that are left out: their messages are in no list, even before they're dropped. */
export async function leftOutFolders(ctx: MailContext, accountIds: readonly Id[]): Promise<Id[]> {
  const where = { accountId: { [Op.in]: [...accountIds] }, leftOut: true };
  const rows = await table(ctx, 'mailFolders').findAll({ where, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}

/** UIDs of a folder's stored messages below `below`. From there on, all of its messages are stored. */
export async function uidsStoredBelow(
  ctx: MailContext,
  folderId: Id,
  uidValidity: string,
  below: number,
): Promise<Set<number>> {
  const rows = rowsAs<{ uid: number | string }>(
    await table(ctx, 'mailMessages').findAll({
      where: { folderId, uidValidity, uid: { [Op.lt]: below }, vanishedAt: null },
      attributes: ['uid'],
      raw: true,
    }),
  );
  return new Set(rows.map(({ uid }) => Number(uid)));
}
