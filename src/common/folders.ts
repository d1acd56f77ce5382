import type { FolderRole } from './types';

/** The account's folder for a role, if messages can be moved to it. */
export const folderFor = <F extends { role: FolderRole; selectable: boolean }>(
  folders: readonly F[],
  role: FolderRole,
): F | undefined => folders.find((folder) => folder.role === role && folder.selectable);
