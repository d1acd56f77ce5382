import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { renameFolder as renameOnServer } from '../imap';
import { listFolderRows } from '../store/folders';
import { renameLocally, type FolderName } from '../store/localFolders';
import { sameId } from '../store/rows';
import type { ChangeKind } from './change';
import { aloneWith, type FolderPayload } from './folderPayload';
import { movedPath, type Rename } from './serverPath';

export interface RenameFolderPayload extends FolderPayload, Rename {
  /** The folder and all below it. */
  folderIds: Id[];
  /** The folder that it comes to lie in; null for the top level. */
  parentId: Id | null;
}

/** Gives a folder another name or place, with all below it: also how one goes to the trash. */
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
  return { id, path, name: path.slice(cut + 1), parentPath: cut < 0 ? null : path.slice(0, cut) };
}
