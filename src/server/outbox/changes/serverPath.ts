import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { FolderRow } from '../../store/folders/folders';
import { pendingFolderChanges } from '../../store/outbox/operations';

/** The new path of a folder and of everything below it. */
export interface Rename {
  from: string;
  to: string;
  delimiter: string;
}

/**
 * A folder's current path on the server: its row has the new name as soon as the user renames it, the server's folder
 * only once the operation is carried out.
 */
export async function serverPath(
  ctx: MailContext,
  { accountId, path }: Pick<FolderRow, 'accountId' | 'path'>,
  transaction?: Transaction,
): Promise<string> {
  return pathBefore(path, await pendingRenames(ctx, accountId, transaction));
}

/** The path before these renames, which are given oldest first. */
export function pathBefore(path: string, renames: readonly Rename[]): string {
  return renames.reduceRight(
    (now, { from, to, delimiter }) => movedPath(now, { from: to, to: from, delimiter }),
    path,
  );
}

/** The path after a rename of this folder or of one above it. */
export function movedPath(path: string, { from, to, delimiter }: Rename): string {
  if (path === from) return to;
  return path.startsWith(from + delimiter) ? to + path.slice(from.length) : path;
}

async function pendingRenames(ctx: MailContext, accountId: Id, transaction?: Transaction): Promise<Rename[]> {
  const pending = await pendingFolderChanges(ctx, accountId, transaction);
  return pending
    .filter(({ kind }) => kind === 'renameFolder')
    .map(({ payload }) => payload as unknown as Rename);
}
