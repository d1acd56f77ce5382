import { canBeEmptied, CONFIRM_PERMANENT, folderDeletion, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { hasWrittenSlash, serverName } from '../../imap';
import { listFolderRows, type FolderRow } from '../../store/folders/folders';
import { createLocalFolder, highestUid, shownIn } from '../../store/folders/localFolders';
import { MOVING } from '../../store/messages/messageRows';
import { sameId } from '../../store/db/rows';
import { placesOf } from '../changes/change';
import type { CreateFolderPayload } from '../changes/createFolder';
import type { EmptyFolderPayload } from '../changes/emptyFolder';
import { enqueueChange } from './enqueueChange';
import { ensureFolder } from './ensureFolder';
import { checkFolderName, freeName } from './folderName';
import { branchOf } from '../changes/folderPayload';
import type { ReadFolderPayload } from '../changes/markFolderRead';
import type { RemoveFolderPayload } from '../changes/removeFolder';
import type { RenameFolderPayload } from '../changes/renameFolder';

/** Creates a folder, below another one of the account or at the top level. Returns its id. */
export async function enqueueCreateFolder(
  ctx: MailContext,
  userId: Id,
  accountId: Id,
  parentId: Id | null,
  name: string,
): Promise<Id> {
  const operation = await enqueueChange(ctx, userId, accountId, 'createFolder', async (transaction) => {
    const rows = await listFolderRows(ctx, accountId, transaction);
    const parent = parentId === null ? null : rowOf(rows, parentId);
    const delimiter = parent?.delimiter ?? rows[0]?.delimiter ?? '/';
    checkFolderName(name, siblingsOf(rows, parent?.path ?? null), delimiter);
    const parentPath = parent?.path ?? null;
    const path = pathOf(parentPath, name, delimiter);
    const facts = { path, name, parentPath, delimiter, role: 'other' as const, selectable: true };
    const folderId = await createLocalFolder(ctx, accountId, facts, transaction);
    return { messages: [], folderId, parentId } satisfies CreateFolderPayload;
  });
  return (operation?.payload as unknown as CreateFolderPayload).folderId;
}

/** Renames one of the user's own folders. */
export async function enqueueRenameFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
  name: string,
): Promise<void> {
  await enqueueChange(ctx, userId, accountId, 'renameFolder', async (transaction) => {
    const rows = await listFolderRows(ctx, accountId, transaction);
    const row = rowOf(rows, id);
    refuseSystemFolders([row]);
    if (name === row.name) return null;
    const siblings = siblingsOf(rows, row.parentPath).filter((other) => !sameId(other.id, id));
    // If its name contains a slash, the server has shown how it writes one (imap/folders/exchangeName.ts).
    const written = hasWrittenSlash(lastPart(row)) ? serverName(name, row.delimiter) : name;
    checkFolderName(written, siblings, row.delimiter);
    return renameTo(rows, row, pathOf(row.parentPath, written, row.delimiter), row.parentPath);
  });
}

/**
 * Moves one of the user's own folders to the trash, which is created if missing. A folder already in the trash is
 * deleted with its contents only with `permanently`; otherwise throws `confirm-permanent`.
 */
export async function enqueueRemoveFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
  { permanently = false }: { permanently?: boolean } = {},
): Promise<void> {
  const before = await listFolderRows(ctx, accountId);
  refuseSystemFolders(branchOf(before, rowOf(before, id)));
  const trashId = await ensureFolder(ctx, userId, accountId, 'trash');
  const rows = await listFolderRows(ctx, accountId);
  const trash = rowOf(rows, trashId);
  const inTrash = folderDeletion(rowOf(rows, id), rows) === 'permanent';
  if (inTrash && !permanently) throw new MailError(CONFIRM_PERMANENT, { params: { context: 'folder' } });
  await enqueueChange(
    ctx,
    userId,
    accountId,
    inTrash ? 'removeFolder' : 'renameFolder',
    async (transaction) => {
      const now = await listFolderRows(ctx, accountId, transaction);
      const row = rowOf(now, id);
      const branch = branchOf(now, row);
      refuseSystemFolders(branch);
      if (!inTrash) {
        const name = freeName(
          lastPart(row),
          siblingsOf(now, trash.path).map((other) => ({ name: lastPart(other) })),
        );
        return renameTo(now, row, pathOf(trash.path, name, row.delimiter), trash.path);
      }
      // It was taken out of the trash in the meantime, for example in another window.
      if (folderDeletion(row, now) !== 'permanent') throw new MailError('folder-gone');
      const deepestFirst = [...branch].sort((a, b) => b.path.length - a.path.length);
      return {
        messages: [],
        folderId: id,
        folderIds: deepestFirst.map((folder) => folder.id),
        selectable: branch.filter(({ selectable }) => selectable).map((folder) => folder.id),
      } satisfies RemoveFolderPayload;
    },
  );
}

/** Permanently removes what is in the trash or the junk folder right now. */
export async function enqueueEmptyFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
): Promise<void> {
  await enqueueChange(ctx, userId, accountId, 'emptyFolder', async (transaction) => {
    const { role, uidValidity, total, unread } = rowOf(await listFolderRows(ctx, accountId, transaction), id);
    if (!canBeEmptied(role)) throw new MailError('forbidden');
    const moving = await shownIn(ctx, id, { uidValidity: MOVING }, transaction);
    const asked = await placesOf(ctx, accountId, moving, transaction);
    const upTo = uidValidity === null ? 0 : await highestUid(ctx, id, uidValidity, transaction);
    if (upTo === 0 && asked.length === 0) return null;
    const messages = asked.map(({ place }) => place);
    return {
      ...{ messages, folderId: id, uidValidity, upTo, total, unread },
    } satisfies EmptyFolderPayload;
  });
}

/** Marks everything in a folder right now as read. */
export async function enqueueReadFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
): Promise<void> {
  await enqueueChange(ctx, userId, accountId, 'readFolder', async (transaction) => {
    const { uidValidity, unread } = rowOf(await listFolderRows(ctx, accountId, transaction), id);
    const ids = await shownIn(ctx, id, { seen: false }, transaction);
    if (uidValidity === null || (unread === 0 && ids.length === 0)) return null;
    const upTo = await highestUid(ctx, id, uidValidity, transaction);
    return { messages: [], folderId: id, uidValidity, upTo, ids, unread } satisfies ReadFolderPayload;
  });
}

function renameTo(
  rows: readonly FolderRow[],
  row: FolderRow,
  to: string,
  parentPath: string | null,
): RenameFolderPayload {
  const folderIds = branchOf(rows, row).map(({ id }) => id);
  const parentId = rows.find(({ path }) => path === parentPath)?.id ?? null;
  return {
    messages: [],
    folderId: row.id,
    folderIds,
    parentId,
    from: row.path,
    to,
    delimiter: row.delimiter,
  };
}

function rowOf(rows: readonly FolderRow[], id: Id): FolderRow {
  const row = rows.find((folder) => sameId(folder.id, id));
  if (!row) throw new MailError('folder-gone');
  return row;
}

/**
 * Throws `forbidden` for system folders: servers refuse to change them or recreate them, and messages would have
 * nowhere to go.
 */
function refuseSystemFolders(branch: readonly FolderRow[]): void {
  if (branch.some(({ role }) => role !== 'other'))
    throw new MailError('forbidden', { params: { context: 'system' } });
}

/** The folder's name on the server. */
const lastPart = ({ path, delimiter }: FolderRow): string => path.slice(path.lastIndexOf(delimiter) + 1);

const siblingsOf = (rows: readonly FolderRow[], parentPath: string | null): FolderRow[] =>
  rows.filter((row) => (row.parentPath ?? null) === parentPath);

const pathOf = (parentPath: string | null, name: string, delimiter: string): string =>
  parentPath === null ? name : parentPath + delimiter + name;
