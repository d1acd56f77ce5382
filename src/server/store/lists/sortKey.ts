import { literal, where, type WhereOptions } from 'sequelize';
import type { MessageSort } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from '../db/names';

/** Characters of a text that count for sorting. Every place in the list has to carry them. */
const LONGEST = 60;

/**
 * Prefixes that the most common mail programs add to a subject. They're ignored: "Re: Offer" sorts next to "Offer".
 */
const PREFIXES = [
  ['re: ', 'aw: ', 'sv: ', 'tr: ', 'rv: ', 'fw: ', 'wg: '],
  ['fwd: '],
  ['回复:', '回复：', '答复:', '答复：', '转发:', '转发：'],
];

/** What a list is sorted by, in SQL. */
export interface SortKey {
  of: ReturnType<typeof literal>;
  descending: boolean;
  /** A condition that compares the key with a value. */
  is(operator: symbol, value: string | number): WhereOptions;
  /** Converts a value from a place in the list to the key's type. */
  read(value: string | number | undefined): string | number;
}

/** Null for orders by date, which use an indexed column. */
export function sortKey(ctx: MailContext, sort: MessageSort = 'newest'): SortKey | null {
  const { column } = namesOf(ctx, 'mailMessages');
  const text = (written: string) =>
    keyOf(`substr(lower(trim(substr(${written}, 1, 200))), 1, ${LONGEST})`, false, (value) =>
      String(value ?? ''),
    );
  const filled = (name: string) => `coalesce(${column(name)}, '')`;
  switch (sort) {
    case 'newest':
    case 'oldest':
      return null;
    case 'sender':
      return text(`coalesce(nullif(trim(${column('fromName')}), ''), ${filled('fromAddress')})`);
    case 'recipient':
      return text(filled('toText'));
    case 'subject':
      return text(withoutPrefix(filled('subject')));
    case 'size':
      return keyOf(`coalesce(${column('size')}, 0)`, true, Number);
  }
}

function keyOf(sql: string, descending: boolean, read: SortKey['read']): SortKey {
  const of = literal(sql);
  return { of, descending, read, is: (operator, value) => where(of, { [operator]: value }) };
}

function withoutPrefix(subject: string): string {
  const cases = PREFIXES.map((prefixes) => {
    const [{ length }] = prefixes as [string];
    const list = prefixes.map((prefix) => `'${prefix}'`).join(', ');
    return `WHEN lower(substr(${subject}, 1, ${length})) IN (${list}) THEN substr(${subject}, ${length + 1})`;
  });
  return `CASE ${cases.join(' ')} ELSE ${subject} END`;
}
