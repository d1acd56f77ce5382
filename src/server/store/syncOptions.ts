import { col, fn, Op } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { columnOf, table } from './rows';
import { inTransaction } from './transaction';

/** The day, YYYY-MM-DD, from which on an account's mails are stored; null is everything. */
export async function syncFromOf(ctx: MailContext, accountId: Id): Promise<string | null> {
  const row = await table(ctx, 'mailAccounts').findByPk(accountId, { attributes: ['syncFrom'] });
  return (row?.get('syncFrom') as string | null | undefined) ?? null;
}

/** What is to be written to a folder's row. */
export interface FolderChoice {
  id: Id;
  chosen: boolean | null;
  leftOut: boolean;
}

/** Writes which folders are left out and, unless undefined, the first day: all or nothing. */
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

/** Stored mails of some folders, by folder id: all of them, or those whose text is still to be loaded. */
export async function countByFolder(
  ctx: MailContext,
  accountId: Id,
  where: { folderIds: readonly Id[] } | 'pending',
): Promise<Map<string, number>> {
  const only =
    where === 'pending'
      ? { bodyState: 'pending' }
      : { folderId: { [Op.in]: [...where.folderIds] }, bodyState: { [Op.ne]: 'pending' } };
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { accountId, vanishedAt: null, ...only },
    attributes: ['folderId', [fn('COUNT', col(columnOf(ctx, 'mailMessages', 'id'))), 'mails']],
    group: ['folderId'],
    raw: true,
  })) as unknown as Array<{ folderId: Id; mails: number | string }>;
  return new Map(rows.map(({ folderId, mails }) => [String(folderId), Number(mails)]));
}

/** Folders of accounts that are left out: what is still to be dropped of them is in no list. */
export async function leftOutFolders(ctx: MailContext, accountIds: readonly Id[]): Promise<Id[]> {
  const where = { accountId: { [Op.in]: [...accountIds] }, leftOut: true };
  const rows = await table(ctx, 'mailFolders').findAll({ where, attributes: ['id'] });
  return rows.map((row) => row.get('id') as Id);
}

/** UIDs below one that are stored of a folder: all of its mails above are. */
export async function uidsStoredBelow(
  ctx: MailContext,
  folderId: Id,
  uidValidity: string,
  below: number,
): Promise<Set<number>> {
  const rows = (await table(ctx, 'mailMessages').findAll({
    where: { folderId, uidValidity, uid: { [Op.lt]: below }, vanishedAt: null },
    attributes: ['uid'],
    raw: true,
  })) as unknown as Array<{ uid: number | string }>;
  return new Set(rows.map(({ uid }) => Number(uid)));
}
