import type { FolderRole } from '../../../common';
import { fold, FOLDER_NAMES, type NamedRole } from './folderNames';

const BY_NAME = new Map<string, NamedRole>(
  (Object.keys(FOLDER_NAMES) as NamedRole[]).flatMap((role) =>
    FOLDER_NAMES[role].flatMap((names) => names.split('|')).map((name) => [fold(name), role] as const),
  ),
);

const BY_SPECIAL_USE = new Map<string, FolderRole>([
  ['\\inbox', 'inbox'],
  ['\\sent', 'sent'],
  ['\\drafts', 'drafts'],
  ['\\trash', 'trash'],
  ['\\junk', 'junk'],
  ['\\archive', 'archive'],
]);

/** What decides a folder's role. */
export interface RoleHint {
  path: string;
  name: string;
  parentPath: string;
  /** RFC 6154 attribute, from the server or guessed from the name by imapflow. */
  specialUse?: string;
  /** Whether the server itself declared it. */
  declared: boolean;
}

/**
 * The roles of all folders of a mailbox, by path. The server's declaration takes precedence; then names, but only at
 * the top level (or below INBOX, where some servers put everything): `Projects/Archive` is one of the user's own
 * folders. Each role is assigned once.
 */
export function assignRoles(folders: readonly RoleHint[]): Map<string, FolderRole> {
  const roles = new Map<string, FolderRole>();
  const taken = new Set<FolderRole>();
  const assign = (path: string, role: FolderRole | undefined): void => {
    if (!role || roles.has(path) || taken.has(role)) return;
    roles.set(path, role);
    taken.add(role);
  };
  const top = folders.filter(
    (folder) => folder.parentPath === '' || folder.parentPath.toUpperCase() === 'INBOX',
  );
  const special = (folder: RoleHint) => BY_SPECIAL_USE.get((folder.specialUse ?? '').toLowerCase());

  for (const folder of folders) if (folder.path.toUpperCase() === 'INBOX') assign(folder.path, 'inbox');
  for (const folder of folders) if (folder.declared) assign(folder.path, special(folder));
  for (const folder of top) assign(folder.path, BY_NAME.get(fold(folder.name)));
  for (const folder of top) assign(folder.path, special(folder));
  for (const folder of folders) if (!roles.has(folder.path)) roles.set(folder.path, 'other');
  return roles;
}
