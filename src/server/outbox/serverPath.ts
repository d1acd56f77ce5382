import type { Transaction } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import type { FolderRow } from '../store/folders';
import { pendingFolderChanges } from '../store/operations';

/** A folder's new name, and that of all below it. */
export interface Rename {
  from: string;
  to: string;
  delimiter: string;
}

/**
 * Where a folder lies on the server right now: its row bears the new name from the click on, the server's
 * folder from the moment on when the operation is carried out.
 */
export async function serverPath(
  ctx: MailContext,
  { accountId, path }: Pick<FolderRow, 'accountId' | 'path'>,
  transaction?: Transaction,
): Promise<string> {
  return pathBefore(path, await pendingRenames(ctx, accountId, transaction));
}

/** The path before these renames, the oldest of which comes first. */
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
