import type { MessageRow } from '../../api';
import { displayName } from '../../../common';
import type { Translate } from '../../locale';
import type { ListState } from '../data/list-state';
import { isSearch, type ListQuery } from '../data/query';

/** The part of a list that announcements depend on. */
export type Heard = Pick<ListState, 'key' | 'rows' | 'next' | 'loading'>;

/**
 * Returns what screen readers announce about a list: how much a search has found, or what has just arrived;
 * null for nothing. `before` is the previous state of the list.
 */
export function announcementOf(
  before: Heard | null,
  now: Heard,
  query: ListQuery,
  t: Translate,
  format: (count: number) => string,
): string | null {
  if (now.loading) return null;
  if (before?.key !== now.key || before.loading) {
    if (!isSearch(query)) return null;
    if (now.rows.length === 0) return t('No messages found');
    return t('{{count}} messages found', { count: format(now.rows.length) + (now.next === null ? '' : '+') });
  }
  const arrived = arrivals(before.rows, now.rows);
  const [first] = arrived;
  if (!first) return null;
  if (arrived.length > 1) return t('{{count}} new messages', { count: format(arrived.length) });
  const name = displayName({ name: first.fromName ?? '', address: first.fromAddress ?? '' });
  return t('New mail from {{name}}: {{subject}}', { name, subject: first.subject || t('(no subject)') });
}

/** Returns unread rows above everything listed before. Rows further down were moved or loaded. */
function arrivals(before: readonly MessageRow[], now: readonly MessageRow[]): MessageRow[] {
  const known = new Set(before.map(({ id }) => String(id)));
  const end = now.findIndex(({ id }) => known.has(String(id)));
  return (end < 0 ? [] : now.slice(0, end)).filter(({ seen }) => !seen);
}
