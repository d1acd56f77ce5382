import { Op } from 'sequelize';
import type { FolderRole, Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { FolderRef } from './insertMessages';

/** A message that has just arrived. */
export interface NewMessage {
  id: Id;
  folderId: Id;
  fromAddress: string | null;
}

/** The messages with these UIDs that are still there and unread, newest first. */
export async function findUnread(
  ctx: MailContext,
  { folderId, uidValidity }: FolderRef,
  uids: readonly number[],
): Promise<NewMessage[]> {
  return rowsAs<NewMessage>(
    await table(ctx, 'mailMessages').findAll({
      where: { folderId, uidValidity, uid: { [Op.in]: [...uids] }, seen: false, vanishedAt: null },
      attributes: ['id', 'folderId', 'fromAddress'],
      order: [['uid', 'DESC']],
      raw: true,
    }),
  );
}

/** The role of a folder; null if it's gone. */
export async function roleOfFolder(ctx: MailContext, folderId: Id): Promise<FolderRole | null> {
  const row = await table(ctx, 'mailFolders').findByPk(folderId, { attributes: ['role'] });
  return row ? (row.get('role') as FolderRole) : null;
}
