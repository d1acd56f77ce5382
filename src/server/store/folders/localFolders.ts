import { Op, type Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { deleteFolder, pathHash, type FolderFacts } from './folders';
import { rowAs, table } from '../db/rows';

/**
 * Shows a folder before the server has it. It's always included: its creator wants it even if it's called Notes
 * (imap/folders/excludedNames.ts).
 */
export async function createLocalFolder(
  ctx: MailContext,
  accountId: Id,
  facts: FolderFacts,
  transaction: Transaction,
): Promise<Id> {
  const id = ctx.app.snowflakeIdGenerator.generate();
  const row = await table(ctx, 'mailFolders').create(
    { ...facts, id, accountId, pathHash: pathHash(facts.path), total: 0, unread: 0, chosen: true },
    { transaction },
  );
  return row.get('id') as Id;
}

export type FolderName = Pick<FolderFacts, 'path' | 'name' | 'parentPath'> & { id: Id };

/** Gives folders other names and places; they keep their messages. */
export async function renameLocally(
  ctx: MailContext,
  names: readonly FolderName[],
  transaction: Transaction,
): Promise<void> {
  const folders = table(ctx, 'mailFolders');
  // First move them out of each other's way, because of the unique index.
  for (const { id } of names)
    await folders.update({ pathHash: `moving ${id}` }, { where: { id }, transaction });
  for (const { id, path, name, parentPath } of names) {
    await folders.update(
      { path, name, parentPath, pathHash: pathHash(path) },
      { where: { id }, transaction },
    );
  }
}

/** Folders that aren't selectable aren't shown; that's how a folder is hidden before it's deleted. */
export async function setSelectable(
  ctx: MailContext,
  ids: readonly Id[],
  selectable: boolean,
  transaction: Transaction,
): Promise<void> {
  await table(ctx, 'mailFolders').update(
    { selectable },
    { where: { id: { [Op.in]: [...ids] } }, transaction },
  );
}

/** Deletes folders with their stored messages. */
export async function deleteLocalFolders(
  ctx: MailContext,
  ids: readonly Id[],
  transaction: Transaction,
): Promise<void> {
  for (const id of ids) await deleteFolder(ctx, id, transaction);
}

/** Ids of a folder's stored messages that are visible, all of them or only the unread ones. */
export async function shownIn(
  ctx: MailContext,
  folderId: Id,
  only: { seen?: false; uidValidity?: string },
  transaction: Transaction,
): Promise<Id[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { folderId, vanishedAt: null, ...only },
    attributes: ['id'],
    raw: true,
    transaction,
  });
  return rows.map((row) => rowAs<{ id: Id }>(row).id);
}

/** Ids of a folder's messages that are hidden, because of a click or because they're gone from the server. */
export async function hiddenIn(ctx: MailContext, folderId: Id, transaction: Transaction): Promise<Id[]> {
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { folderId, vanishedAt: { [Op.ne]: null } },
    attributes: ['id'],
    raw: true,
    transaction,
  });
  return rows.map((row) => rowAs<{ id: Id }>(row).id);
}

/** The highest UID of the folder that is stored or was seen; 0 if there is none. */
export async function highestUid(
  ctx: MailContext,
  folderId: Id,
  uidValidity: string,
  transaction: Transaction,
): Promise<number> {
  const folder = await table(ctx, 'mailFolders').findByPk(folderId, { attributes: ['uidNext'], transaction });
  const stored = await table(ctx, 'mailMessages').max('uid', {
    where: { folderId, uidValidity },
    transaction,
  });
  return Math.max(Number(folder?.get('uidNext') ?? 1) - 1, Number(stored ?? 0));
}
