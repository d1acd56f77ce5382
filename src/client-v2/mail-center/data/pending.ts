import type { FolderView, Id } from '../../../common';
import type { MessageRow } from '../../api';
import type { RowChange } from '../../row-changes';

/** The count that was shown and the one to come. Applies as long as the server still reports the old one. */
export interface CountChange {
  from: number;
  to: number;
}

/** A change that is already shown but not confirmed yet. Dropping it reverts it. */
export interface PendingChange extends RowChange {
  /** The effect on unread counts, by folder id. */
  unread: ReadonlyMap<string, CountChange>;
}

/** Returns the folders with their future unread counts. */
export function applyToFolders(folders: FolderView[], changes: readonly PendingChange[]): FolderView[] {
  if (changes.length === 0) return folders;
  return folders.map((folder) => {
    const unread = changes.reduce((count, change) => {
      const expected = change.unread.get(String(folder.id));
      // A hint may bring the server's new count before the change is settled; it must not be applied twice.
      return expected?.from === count ? expected.to : count;
    }, folder.unread);
    return unread === folder.unread ? folder : { ...folder, unread };
  });
}

/** Converts differences to changes of the counts that are shown. */
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

/** Returns the effect on the counts of marking rows as read or unread. */
export function unreadBySeen(rows: MessageRow[], seen: boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.filter((candidate) => candidate.seen !== seen))
    add(counts, row.folderId, seen ? -unreadOf(row) : 1);
  return counts;
}

/** Returns the effect on the counts of moving rows, or of deleting them if there is no target. */
export function unreadByMove(rows: MessageRow[], target?: Id): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.filter(({ seen }) => !seen)) {
    add(counts, row.folderId, -unreadOf(row));
    if (target !== undefined) add(counts, target, unreadOf(row));
  }
  return counts;
}

const unreadOf = ({ seen, conversation }: MessageRow): number => (seen ? 0 : (conversation?.unread ?? 1));

function add(counts: Map<string, number>, folderId: Id, amount: number): void {
  const key = String(folderId);
  counts.set(key, (counts.get(key) ?? 0) + amount);
}
