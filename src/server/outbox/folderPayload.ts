import type { Id } from '../../common';
import type { FolderRow } from '../store/folders';
import type { ChangePayload } from './change';

/** What changes of folders have in common. */
export interface FolderPayload extends ChangePayload {
  folderId: Id;
}

/** The mails of a folder that were there when it was asked for: what comes later is not meant. */
export interface FolderMailsPayload extends FolderPayload {
  /** null: the server has not been asked for it yet. */
  uidValidity: string | null;
  /** Highest UID. */
  upTo: number;
}

/** The folder and all below it. */
export function branchOf(folders: readonly FolderRow[], { path, delimiter }: FolderRow): FolderRow[] {
  return folders.filter((folder) => folder.path === path || folder.path.startsWith(path + delimiter));
}

/** The order of an operation on folders among others: it stands alone. */
export const aloneWith = (uses: readonly Id[], changes: readonly Id[], mails: readonly Id[] = []) => ({
  ...{ mails, uses, changes },
  together: null,
  merges: false,
});
