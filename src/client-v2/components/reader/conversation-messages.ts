import type { FolderView, Id } from '../../../common';
import type { MessageRow } from '../../api';

/** Folders of discarded messages, which are left out unless the opened message is in one. */
const DONE_WITH = new Set(['trash', 'junk']);

/**
 * Returns the messages to show of a conversation that was opened at one of them, without discarded ones. If
 * people sent a message to themselves, the copy in Sent is left out, but only if both look exactly the same:
 * anyone can send a message with someone else's Message-ID, and it must not hide the real one. `all` is
 * ordered oldest first.
 */
export function shownMessages(
  all: readonly MessageRow[],
  folders: readonly FolderView[],
  opened: Id,
  everywhere: boolean,
): { messages: MessageRow[]; elsewhere: number } {
  const roles = new Map(folders.map(({ id, role }) => [String(id), role]));
  const roleOf = ({ folderId }: MessageRow) => roles.get(String(folderId)) ?? 'other';
  const isOpened = ({ id }: MessageRow) => String(id) === String(opened);
  const start = all.find(isOpened);
  const withDone = everywhere || (start !== undefined && DONE_WITH.has(roleOf(start)));
  const kept = all.filter((row) => withDone || isOpened(row) || !DONE_WITH.has(roleOf(row)));
  const received = new Set(kept.filter((row) => roleOf(row) !== 'sent').map(looksOf));
  const messages = kept.filter(
    (row) => isOpened(row) || roleOf(row) !== 'sent' || !row.messageId || !received.has(looksOf(row)),
  );
  return { messages, elsewhere: all.length - kept.length };
}

const looksOf = ({ messageId, fromAddress, sentAt, subject, preview }: MessageRow): string =>
  JSON.stringify([messageId, fromAddress, sentAt, subject, preview]);

/** A line of the conversation: a message, or several read ones folded into one line. */
export type StackItem = { kind: 'message'; row: MessageRow } | { kind: 'folded'; rows: MessageRow[] };

/** Fewer messages than this are shown line by line. */
const LEAST_FOLDED = 4;

/** Folds long runs of closed messages into one line, apart from the first and last of each run. */
export function stackOf(rows: readonly MessageRow[], isOpen: (row: MessageRow) => boolean): StackItem[] {
  const items: StackItem[] = [];
  let run: MessageRow[] = [];
  const settle = () => {
    const [first, ...rest] = run;
    const last = rest.pop();
    if (first) items.push({ kind: 'message', row: first });
    if (rest.length >= LEAST_FOLDED) items.push({ kind: 'folded', rows: rest });
    else items.push(...rest.map((row) => ({ kind: 'message' as const, row })));
    if (last) items.push({ kind: 'message', row: last });
    run = [];
  };
  for (const row of rows) {
    if (!isOpen(row)) {
      run.push(row);
      continue;
    }
    settle();
    items.push({ kind: 'message', row });
  }
  settle();
  return items;
}
