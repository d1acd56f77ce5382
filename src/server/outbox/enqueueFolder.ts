import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { listFolderRows, type FolderRow } from '../store/folders';
import { createLocalFolder, highestUid, shownIn } from '../store/localFolders';
import { MOVING } from '../store/messageRows';
import { sameId } from '../store/rows';
import { placesOf } from './change';
import type { CreateFolderPayload } from './createFolder';
import type { EmptyFolderPayload } from './emptyFolder';
import { enqueueChange } from './enqueueChange';
import { checkFolderName, freeName } from './folderName';
import { branchOf } from './folderPayload';
import type { ReadFolderPayload } from './readFolder';
import type { RemoveFolderPayload } from './removeFolder';
import type { RenameFolderPayload } from './renameFolder';

/** Makes a folder, below another one of the account or at the top; its id. */
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

/** Gives a folder of the user's own another name. */
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
    checkFolderName(name, siblings, row.delimiter);
    return renameTo(rows, row, pathOf(row.parentPath, name, row.delimiter), row.parentPath);
  });
}

/** A folder of the user's own to the trash; one that lies there, or has no trash to go to, is deleted for good. */
export async function enqueueRemoveFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
): Promise<void> {
  const rows = await listFolderRows(ctx, accountId);
  const trash = rows.find(({ role, selectable }) => role === 'trash' && selectable);
  const inTrash = !trash || branchOf(rows, trash).some((row) => sameId(row.id, id));
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
        const name = freeName(row.name, siblingsOf(now, trash.path));
        return renameTo(now, row, pathOf(trash.path, name, row.delimiter), trash.path);
      }
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

/** Removes for good what lies in the trash or the junk folder at this moment. */
export async function enqueueEmptyFolder(
  ctx: MailContext,
  userId: Id,
  { accountId, id }: Pick<FolderRow, 'accountId' | 'id'>,
): Promise<void> {
  await enqueueChange(ctx, userId, accountId, 'emptyFolder', async (transaction) => {
    const { role, uidValidity, total, unread } = rowOf(await listFolderRows(ctx, accountId, transaction), id);
    if (role !== 'trash' && role !== 'junk') throw new MailError('forbidden');
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

/** Marks everything as read that lies in a folder at this moment. */
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

/** Servers refuse it, or make them anew; and mails would have nowhere to go. */
function refuseSystemFolders(branch: readonly FolderRow[]): void {
  if (branch.some(({ role }) => role !== 'other'))
    throw new MailError('forbidden', { params: { context: 'system' } });
}

const siblingsOf = (rows: readonly FolderRow[], parentPath: string | null): FolderRow[] =>
  rows.filter((row) => (row.parentPath ?? null) === parentPath);

const pathOf = (parentPath: string | null, name: string, delimiter: string): string =>
  parentPath === null ? name : parentPath + delimiter + name;
