import type { MessageSort } from '../../../common';
import type { MessageRow } from '../../api';
import { sortedText } from '../list/sorted-text';
import { rowKey } from './row-key';

/**
 * Adds the open message to the rows even if the filter no longer matches it: under "Unread", a message must
 * not vanish just because it is being read. `open` is its row as last listed.
 */
export function keepOpen(
  rows: MessageRow[],
  open: MessageRow | undefined,
  sort: MessageSort = 'newest',
): MessageRow[] {
  if (!open || rows.some((row) => rowKey(row) === rowKey(open))) return rows;
  const at = rows.findIndex((row) => comparedBy(sort, row, open) > 0);
  const seen = { ...open, seen: true };
  return at < 0 ? [...rows, seen] : [...rows.slice(0, at), seen, ...rows.slice(at)];
}

/** Positive if `row` comes after `other`. Only an approximation, because databases differ in how they sort texts. */
function comparedBy(sort: MessageSort, row: MessageRow, other: MessageRow): number {
  const newer = row.receivedAt < other.receivedAt ? 1 : -1;
  if (sort === 'newest') return newer;
  if (sort === 'oldest') return -newer;
  if (sort === 'size') return other.size - row.size || newer;
  return sortedText(row, sort).localeCompare(sortedText(other, sort)) || newer;
}
