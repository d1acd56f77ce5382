import { useRef } from 'react';
import type { MessageRow } from '../../api';
import { rowKey } from './row-key';

/**
 * Returns a message's row as it was last listed, for as long as it is requested. In a list of conversations
 * it is followed: after a new message, the conversation's row belongs to a different message.
 */
export function useFollowedRow(rows: MessageRow[], message: string | null): MessageRow | undefined {
  const last = useRef<{ message: string | null; row?: MessageRow }>({ message });
  if (last.current.message !== message) last.current = { message };
  const { row: before } = last.current;
  const row =
    rows.find(({ id }) => String(id) === message) ??
    (before && rows.find((each) => rowKey(each) === rowKey(before)));
  if (message !== null && row) last.current.row = row;
  return last.current.row;
}
