import { folderFor } from './folders';
import type { FolderRole, Id } from './types';

/**
 * What deleting does, shared by the server and the clients. `trash`: moves to the account's trash immediately, and can
 * be undone. `permanent`: removes it from the mail server, which can't be undone, so it needs explicit confirmation.
 * The server decides, because it knows where things are now: it refuses to delete permanently without confirmation
 * ({@link CONFIRM_PERMANENT}), and a client that expected something else then asks the user.
 */
export type Deletion = 'trash' | 'permanent';

/** The error code with which the server asks for confirmation. */
export const CONFIRM_PERMANENT = 'confirm-permanent';

/** The fields of a folder that matter here; the server and the clients have their own types of rows. */
interface Folder {
  id: Id;
  role: FolderRole;
  selectable: boolean;
  path: string;
  delimiter: string;
}

/** How a message is deleted: permanently only if it's in the trash folder itself. */
export function messageDeletion(
  folderId: Id,
  folders: ReadonlyArray<Pick<Folder, 'id' | 'role' | 'selectable'>>,
): Deletion {
  const trash = folderFor(folders, 'trash');
  return trash !== undefined && String(trash.id) === String(folderId) ? 'permanent' : 'trash';
}

/** How a folder and its contents are deleted: permanently if it's in the trash, at any depth. */
export function folderDeletion(
  folder: Pick<Folder, 'path'>,
  folders: ReadonlyArray<Omit<Folder, 'id'>>,
): Deletion {
  const trash = folderFor(folders, 'trash');
  return trash !== undefined && folder.path.startsWith(trash.path + trash.delimiter) ? 'permanent' : 'trash';
}

/** Whether everything in a folder can be deleted at once, which is always permanent. */
export const canBeEmptied = (role: FolderRole): role is 'trash' | 'junk' =>
  role === 'trash' || role === 'junk';
