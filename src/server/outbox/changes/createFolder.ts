import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { createFolder as createOnServer } from '../../imap';
import { findFolder } from '../../store/folders/folders';
import { deleteLocalFolders } from '../../store/folders/localFolders';
import { failOperation, pendingChanges, type OperationRow } from '../../store/outbox/operations';
import { sameId } from '../../store/db/rows';
import { uniqueIds, type ChangeKind } from './change';
import { aloneWith, type FolderPayload } from './folderPayload';
import { move, type MovePayload } from './move';
import { serverPath } from './serverPath';

export interface CreateFolderPayload extends FolderPayload {
  /** The parent folder; null for the top level. */
  parentId: Id | null;
}

/** Creates a folder. Its row is stored with the operation, so that messages can be moved there immediately. */
export const createFolder: ChangeKind<CreateFolderPayload> = {
  async applyLocal() {
    // The row already exists: its id is in the payload.
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

/** Messages on their way to a folder that couldn't be created stay where they are. */
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
