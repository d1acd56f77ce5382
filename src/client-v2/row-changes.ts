import type { Id, LabelChange } from '../common';
import type { MessageRow } from './mail-api';

/** What a change does to messages in a list. */
export interface RowChange {
  ids: ReadonlySet<string>;
  seen?: boolean;
  flagged?: boolean;
  labels?: LabelChange;
  /** Moved away or deleted, so no longer listed. */
  gone?: boolean;
}

/** Returns the rows as they will be after the changes. */
export function applyToRows(rows: MessageRow[], changes: readonly RowChange[]): MessageRow[] {
  if (changes.length === 0) return rows;
  return rows.flatMap((row) => {
    let next = row;
    for (const { ids, seen, flagged, labels, gone } of changes) {
      if (!ids.has(String(row.id))) continue;
      if (gone) return [];
      next = withFlags(next, { seen, flagged });
      if (labels) next = { ...next, labels: labelsAfter(next.labels, labels) };
    }
    return [next];
  });
}

/** Returns a message's labels as they will be after a change. */
export function labelsAfter(labels: readonly Id[] = [], { add, remove }: LabelChange): Id[] {
  const changed = new Set([...add, ...remove].map(String));
  return [...labels.filter((id) => !changed.has(String(id))), ...add];
}

/** Returns a row with the flags set; a conversation's unread count changes too. */
function withFlags(row: MessageRow, { seen, flagged }: Pick<RowChange, 'seen' | 'flagged'>): MessageRow {
  const next = { ...row, seen: seen ?? row.seen, flagged: flagged ?? row.flagged };
  if (!row.conversation) return next;
  const { unread } = row.conversation;
  // Marking as read affects all its messages, marking as unread only the newest.
  const left = seen === undefined ? unread : seen ? 0 : Math.max(1, unread);
  return { ...next, conversation: { ...row.conversation, unread: left } };
}
