import type { Id } from '../../../common';
import type { FolderRow } from '../../store/folders/folders';
import type { ChangePayload } from './change';

/** What changes to folders have in common. */
export interface FolderPayload extends ChangePayload {
  folderId: Id;
}

/** The messages that a folder contained at the time of the request; later ones aren't affected. */
export interface FolderMailsPayload extends FolderPayload {
  /** null if the server hasn't been asked for it yet. */
  uidValidity: string | null;
  /** Highest UID at that time. */
  upTo: number;
}

/** The folder and all folders below it. */
export function branchOf(folders: readonly FolderRow[], { path, delimiter }: FolderRow): FolderRow[] {
  return folders.filter((folder) => folder.path === path || folder.path.startsWith(path + delimiter));
}

/** The needs of a folder operation, which is always carried out alone. */
export const aloneWith = (uses: readonly Id[], changes: readonly Id[], mails: readonly Id[] = []) => ({
  ...{ mails, uses, changes },
  together: null,
  merges: false,
});
