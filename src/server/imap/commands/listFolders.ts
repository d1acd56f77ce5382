import type { ListResponse } from 'imapflow';
import type { FolderRole } from '../../../common';
import type { ListedFolder } from '../folders/listedFolder';
import type { Mailbox } from '../connection/mailbox';
import { assignRoles } from '../folders/roles';
import { shownName } from '../folders/exchangeName';

/** All folders of the mailbox with their roles. */
export async function listFolders(mailbox: Mailbox): Promise<ListedFolder[]> {
  const entries = eachOnce(await mailbox.run((client) => client.list({ listOnly: true })));
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

/**
 * Exchange may list two folders with the same path: a folder named Inbox next to INBOX, whose name is case-insensitive
 * (RFC 3501 §5.1). At most one of them can be opened.
 */
function eachOnce(entries: readonly ListResponse[]): ListResponse[] {
  const byPath = new Map<string, ListResponse>();
  for (const entry of entries) {
    const known = byPath.get(entry.path);
    if (!known || (!isSelectable(known) && isSelectable(entry))) byPath.set(entry.path, entry);
  }
  return [...byPath.values()];
}

const isSelectable = ({ flags }: ListResponse): boolean =>
  !flags.has('\\Noselect') && !flags.has('\\NonExistent');

function toFolder(entry: ListResponse, role: FolderRole): ListedFolder {
  return {
    path: entry.path,
    name: shownName(entry.name, entry.delimiter || '/'),
    parentPath: entry.parentPath || null,
    delimiter: entry.delimiter || '/',
    role,
    selectable: isSelectable(entry),
  };
}
