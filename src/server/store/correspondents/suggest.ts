import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from '../db/names';
import { rangesOf, wordsOf } from './words';

/** Rows that are read, in case several accounts know the same people. */
const MOST_ROWS = 40;
/**
 * The same if several words are typed: the longest one finds these, and the others are compared here. As conditions of
 * the query, they would make MariaDB and SQLite compare everybody with everybody.
 */
const MOST_EXAMINED = 500;
/** Suggestions of an answer. */
const MOST = 10;

/**
 * People whom these accounts' messages name and whose name or address has words that begin as typed: those whom the
 * owner wrote to first, by how often and how recently. Reads the index of words and the rows that it leads to, however
 * many messages there are.
 */
export async function suggestCorrespondents(
  ctx: MailContext,
  accountIds: readonly Id[],
  text: string,
): Promise<MailAddress[]> {
  const [narrowest, ...further] = rangesOf(text);
  if (!narrowest || accountIds.length === 0) return [];
  const people = namesOf(ctx, 'mailCorrespondents');
  const words = namesOf(ctx, 'mailCorrespondentWords');
  const [account, address, word] = ['accountId', 'address', 'word'].map((name) => words.column(name));
  const sql = `SELECT p.${people.column('address')} AS address, p.${people.column('name')} AS name
    FROM (SELECT DISTINCT ${account}, ${address} FROM ${words.table}
      WHERE ${account} IN (:accountIds) AND ${word} >= :from AND ${word} < :to) AS found
    JOIN ${people.table} AS p ON p.${people.column('accountId')} = found.${account}
      AND p.${people.column('address')} = found.${address}
    ORDER BY p.${people.column('standing')} DESC, p.${people.column('weight')} DESC, p.${people.column('address')}
    LIMIT ${further.length > 0 ? MOST_EXAMINED : MOST_ROWS}`;
  const [rows] = await ctx.app.db.sequelize.query(sql, {
    replacements: { ...narrowest, accountIds: [...accountIds] },
  });
  const found = new Map<string, MailAddress>();
  for (const { address: one, name } of rows as Array<{ address: string; name: string | null }>) {
    const known = further.length > 0 ? wordsOf(name ?? '', one) : [];
    const isMeant = further.every(({ from, to }) => known.some((each) => each >= from && each < to));
    if (isMeant && !found.has(one)) found.set(one, { address: one, name: name ?? '' });
    if (found.size === MOST) break;
  }
  return [...found.values()];
}
