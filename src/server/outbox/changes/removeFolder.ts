import type { Id } from '../../../common';
import { deleteFolder } from '../../imap';
import { deleteLocalFolders, setSelectable } from '../../store/folders/localFolders';
import { listFolderRows } from '../../store/folders/folders';
import { sameId } from '../../store/db/rows';
import { inTransaction } from '../../store/db/transaction';
import type { ChangeKind } from './change';
import { aloneWith, type FolderPayload } from './folderPayload';
import { serverPath } from './serverPath';

export interface RemoveFolderPayload extends FolderPayload {
  /** The folder and all folders below it, deepest first. */
  folderIds: Id[];
  /** Those of them that could be opened. */
  selectable: Id[];
}

/**
 * Permanently deletes a folder in the trash, with its messages and everything below it. Elsewhere it is moved to the
 * trash.
 */
export const removeFolder: ChangeKind<RemoveFolderPayload> = {
  applyLocal: (ctx, _accountId, { folderIds }, transaction) =>
    setSelectable(ctx, folderIds, false, transaction),

  async perform(ctx, operations, mailbox) {
    for (const { accountId, payload } of operations) {
      const rows = await listFolderRows(ctx, accountId);
      for (const id of payload.folderIds) {
        const row = rows.find((folder) => sameId(folder.id, id));
        if (row) await deleteFolder(mailbox, await serverPath(ctx, row));
      }
      await inTransaction(ctx, (transaction) => deleteLocalFolders(ctx, payload.folderIds, transaction));
    }
  },

  revert: (ctx, { payload: { selectable } }, transaction) =>
    setSelectable(ctx, selectable, true, transaction),

  needs: ({ folderIds }) => aloneWith([], folderIds),

  folders: ({ folderIds }) => folderIds,
};
