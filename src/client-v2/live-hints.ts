import type { ChangeHint, Id } from '../common';

/** The changes a component wants to hear about. Anything left out matches everything. */
export interface ChangeFilter {
  accountId?: Id;
  folderId?: Id;
  what?: ChangeHint['what'];
}

/** Whether a change concerns a listener. */
export function matches(filter: ChangeFilter, hint: ChangeHint): boolean {
  if (filter.accountId !== undefined && String(filter.accountId) !== String(hint.accountId)) return false;
  if (filter.what && !filter.what.some((what) => hint.what.includes(what))) return false;
  if (filter.folderId === undefined || hint.folderIds.length === 0) return true;
  return hint.folderIds.some((id) => String(id) === String(filter.folderId));
}

/** Merges hints to one for each account. */
export function mergeHints(hints: ChangeHint[]): ChangeHint[] {
  const byAccount = new Map<string, ChangeHint>();
  for (const hint of hints) {
    const key = String(hint.accountId);
    const known = byAccount.get(key);
    byAccount.set(key, known ? union(known, hint) : hint);
  }
  return [...byAccount.values()];
}

function union(a: ChangeHint, b: ChangeHint): ChangeHint {
  // An empty list means all folders.
  const all = a.folderIds.length === 0 || b.folderIds.length === 0;
  const folders = new Map([...a.folderIds, ...b.folderIds].map((id) => [String(id), id]));
  return {
    accountId: a.accountId,
    folderIds: all ? [] : [...folders.values()],
    what: [...new Set([...a.what, ...b.what])],
  };
}
