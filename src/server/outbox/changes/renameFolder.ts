import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { renameFolder as renameOnServer, shownName } from '../../imap';
import { listFolderRows } from '../../store/folders/folders';
import { renameLocally, type FolderName } from '../../store/folders/localFolders';
import { sameId } from '../../store/db/rows';
import type { ChangeKind } from './change';
import { aloneWith, type FolderPayload } from './folderPayload';
import { movedPath, type Rename } from './serverPath';

export interface RenameFolderPayload extends FolderPayload, Rename {
  /** The folder and all folders below it. */
  folderIds: Id[];
  /** The new parent folder; null for the top level. */
  parentId: Id | null;
}

/** Renames or moves a folder with everything below it; also used to move one to the trash. */
export const renameFolder: ChangeKind<RenameFolderPayload> = {
  async applyLocal(ctx, accountId, payload, transaction) {
    await rename(ctx, accountId, payload, transaction);
  },

  async perform(_ctx, operations, mailbox) {
    for (const { payload } of operations) await renameOnServer(mailbox, payload.from, payload.to);
  },

  async revert(ctx, { accountId, payload }, transaction) {
    const { from, to } = payload;
    await rename(ctx, accountId, { ...payload, from: to, to: from }, transaction);
  },

  needs: ({ folderIds, parentId }) => aloneWith(parentId === null ? [] : [parentId], folderIds),

  folders: ({ folderIds }) => folderIds,
};

async function rename(
  ctx: MailContext,
  accountId: Id,
  { folderIds, from, to, delimiter }: RenameFolderPayload,
  transaction: Transaction,
): Promise<void> {
  const rows = await listFolderRows(ctx, accountId, transaction);
  const names = rows
    .filter(({ id }) => folderIds.some((other) => sameId(id, other)))
    .map(({ id, path }): FolderName => named(id, movedPath(path, { from, to, delimiter }), delimiter));
  await renameLocally(ctx, names, transaction);
}

function named(id: Id, path: string, delimiter: string): FolderName {
  const cut = path.lastIndexOf(delimiter);
  const name = shownName(path.slice(cut + 1), delimiter);
  return { id, path, name, parentPath: cut < 0 ? null : path.slice(0, cut) };
}
