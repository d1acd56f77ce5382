import type { ListResponse } from 'imapflow';
import type { FolderRole } from '../../common';
import type { Mailbox } from './mailbox';
import { assignRoles } from './roles';

export interface ListedFolder {
  /** Decoded from modified UTF-7 (RFC 3501 §5.1.3). */
  path: string;
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  /** false for `\Noselect` (RFC 3501 §7.2.2): it only holds other folders. */
  selectable: boolean;
}

/** All folders of the mailbox with their roles. */
export async function listFolders(mailbox: Mailbox): Promise<ListedFolder[]> {
  const entries = await mailbox.run((client) => client.list({ listOnly: true }));
  const roles = assignRoles(
    entries.map((entry) => ({
      path: entry.path,
      name: entry.name,
      parentPath: entry.parentPath ?? '',
      specialUse: entry.specialUse,
      declared: entry.specialUseSource === 'extension',
    })),
  );
  return entries.map((entry) => toFolder(entry, roles.get(entry.path) ?? 'other'));
}

function toFolder(entry: ListResponse, role: FolderRole): ListedFolder {
  return {
    path: entry.path,
    name: entry.name,
    parentPath: entry.parentPath || null,
    delimiter: entry.delimiter || '/',
    role,
    selectable: !entry.flags.has('\\Noselect') && !entry.flags.has('\\NonExistent'),
  };
}
