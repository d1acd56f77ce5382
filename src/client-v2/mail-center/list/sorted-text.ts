import { splitSubject, type MessageSort } from '../../../common';
import type { MessageRow } from '../../api';

/** Returns the text that a row is sorted by. */
export function sortedText(
  { fromName, fromAddress, to, subject }: MessageRow,
  sort: Exclude<MessageSort, 'newest' | 'oldest' | 'size'>,
): string {
  if (sort === 'sender') return (fromName?.trim() || fromAddress) ?? '';
  if (sort === 'subject') return splitSubject(subject ?? '').base;
  const [first] = to ?? [];
  return (first?.name || first?.address) ?? '';
}
