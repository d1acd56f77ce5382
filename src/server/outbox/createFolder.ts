import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { createFolder as createOnServer } from '../imap';
import { findFolder } from '../store/folders';
import { deleteLocalFolders } from '../store/localFolders';
import { failOperation, pendingChanges, type OperationRow } from '../store/operations';
import { sameId } from '../store/rows';
import { uniqueIds, type ChangeKind } from './change';
import { aloneWith, type FolderPayload } from './folderPayload';
import { move, type MovePayload } from './move';
import { serverPath } from './serverPath';

export interface CreateFolderPayload extends FolderPayload {
  /** The folder that it is made in; null for the top level. */
  parentId: Id | null;
}

/** Makes a folder. Its row is stored with the operation, so that mails can be moved there at once. */
export const createFolder: ChangeKind<CreateFolderPayload> = {
  async applyLocal() {
    // The row is there: its id is in the payload.
  },

  async perform(ctx, operations, mailbox) {
    for (const { payload } of operations) {
      const folder = await findFolder(ctx, payload.folderId);
      if (!folder) throw new MailError('folder-gone');
      await createOnServer(mailbox, await serverPath(ctx, folder));
    }
  },

  async revert(ctx, operation, transaction) {
    await putBackMoved(ctx, operation, transaction);
    await deleteLocalFolders(ctx, [operation.payload.folderId], transaction);
  },

  needs: ({ folderId, parentId }) => aloneWith(parentId === null ? [] : [parentId], [folderId]),

  folders: ({ folderId, parentId }) => uniqueIds(parentId === null ? [folderId] : [folderId, parentId]),
};

/** Mails that were to go to a folder that does not come into being stay where they are. */
async function putBackMoved(
  ctx: MailContext,
  { accountId, payload: { folderId }, reason }: OperationRow<CreateFolderPayload>,
  transaction: Transaction,
): Promise<void> {
  for (const operation of await pendingChanges(ctx, accountId, transaction)) {
    const { id, kind, payload } = operation;
    if (kind !== 'move' || !sameId(payload.folderId as Id, folderId)) continue;
    await move.revert(ctx, operation as unknown as OperationRow<MovePayload>, transaction);
    await failOperation(ctx, id, reason, transaction);
  }
}
