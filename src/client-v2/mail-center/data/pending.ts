import type { FolderView, Id } from '../../../common';
import type { MessageRow } from '../../api';

/** From the count that was shown to the one that will be: applied while the server still gives the old one. */
export interface CountChange {
  from: number;
  to: number;
}

/** A change that is shown already and not confirmed yet. Dropping it is the revert. */
export interface PendingChange {
  ids: ReadonlySet<string>;
  seen?: boolean;
  flagged?: boolean;
  /** Moved away or deleted: no longer listed. */
  gone?: boolean;
  /** What it does to the unread counts, by folder id. */
  unread: ReadonlyMap<string, CountChange>;
}

/** Rows as they will be once the changes are done. */
export function applyToRows(rows: MessageRow[], changes: readonly PendingChange[]): MessageRow[] {
  if (changes.length === 0) return rows;
  return rows.flatMap((row) => {
    let next = row;
    for (const { ids, seen, flagged, gone } of changes) {
      if (!ids.has(String(row.id))) continue;
      if (gone) return [];
      next = { ...next, seen: seen ?? next.seen, flagged: flagged ?? next.flagged };
    }
    return [next];
  });
}

/** Folders with their unread counts as they will be. */
export function applyToFolders(folders: FolderView[], changes: readonly PendingChange[]): FolderView[] {
  if (changes.length === 0) return folders;
  return folders.map((folder) => {
    const unread = changes.reduce((count, change) => {
      const expected = change.unread.get(String(folder.id));
      // A hint may bring the server's new count before the change is settled: then it is not counted twice.
      return expected?.from === count ? expected.to : count;
    }, folder.unread);
    return unread === folder.unread ? folder : { ...folder, unread };
  });
}

/** Differences as changes of the counts that are shown. */
export function countChanges(
  differences: ReadonlyMap<string, number>,
  shown: (folderId: string) => number,
): Map<string, CountChange> {
  return new Map(
    [...differences].map(([id, difference]) => {
      const from = shown(id);
      return [id, { from, to: Math.max(0, from + difference) }];
    }),
  );
}

/** What marking rows as read or unread does to the counts. */
export function unreadBySeen(rows: MessageRow[], seen: boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.filter((candidate) => candidate.seen !== seen)) {
    add(counts, row.folderId, seen ? -1 : 1);
  }
  return counts;
}

/** What moving rows does to the counts; without a target they are deleted. */
export function unreadByMove(rows: MessageRow[], target?: Id): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.filter(({ seen }) => !seen)) {
    add(counts, row.folderId, -1);
    if (target !== undefined) add(counts, target, 1);
  }
  return counts;
}

function add(counts: Map<string, number>, folderId: Id, amount: number): void {
  const key = String(folderId);
  counts.set(key, (counts.get(key) ?? 0) + amount);
}
