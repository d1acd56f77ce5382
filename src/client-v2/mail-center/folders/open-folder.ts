import type { AccountView, FolderView } from '../../../common';
import { ASIDES } from '../location';
import { inboxOf } from './folder-tree';

/** Returns where to go from a folder that has been excluded in the meantime; null if it can stay open. */
export function insteadOf(id: string | null, folders: ReadonlyMap<string, FolderView[]>): string | null {
  for (const list of folders.values()) {
    const inbox = inboxOf(list);
    const leftOut = list.some((folder) => String(folder.id) === id && folder.leftOut);
    if (leftOut && inbox && String(inbox.id) !== id) return String(inbox.id);
  }
  return null;
}

/** Returns the folder named in the URL as long as it exists, otherwise the first Inbox. */
export function openFolder(
  id: string | null,
  accounts: AccountView[],
  folders: ReadonlyMap<string, FolderView[]>,
): FolderView | undefined {
  if (ASIDES.some((name) => name === id)) return undefined;
  const all = [...folders.values()].flat();
  const named = all.find((candidate) => String(candidate.id) === id);
  if (named) return named;
  // Not while the account it may belong to is still loading, as the Inbox would flash up.
  if (id !== null && accounts.some((account) => !folders.has(String(account.id)))) return undefined;
  for (const account of accounts) {
    const inbox = inboxOf(folders.get(String(account.id)) ?? []);
    if (inbox) return inbox;
  }
  return undefined;
}
