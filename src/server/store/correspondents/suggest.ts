import type { Id, MailAddress } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from '../db/names';
import { rangesOf } from './words';

/** Rows that are read, in case several accounts know the same people. */
const MOST_ROWS = 40;
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
  const ranges = rangesOf(text);
  if (ranges.length === 0 || accountIds.length === 0) return [];
  const people = namesOf(ctx, 'mailCorrespondents');
  const words = namesOf(ctx, 'mailCorrespondentWords');
  const [account, address, word] = ['accountId', 'address', 'word'].map((name) => words.column(name));
  const further = ranges.slice(1).map(
    (_, index) => `AND EXISTS (SELECT 1 FROM ${words.table} AS w
      WHERE w.${account} = p.${people.column('accountId')} AND w.${address} = p.${people.column('address')}
      AND w.${word} >= :from${index + 1} AND w.${word} < :to${index + 1})`,
  );
  const sql = `SELECT p.${people.column('address')} AS address, p.${people.column('name')} AS name
    FROM (SELECT DISTINCT ${account}, ${address} FROM ${words.table}
      WHERE ${account} IN (:accountIds) AND ${word} >= :from0 AND ${word} < :to0) AS found
    JOIN ${people.table} AS p ON p.${people.column('accountId')} = found.${account}
      AND p.${people.column('address')} = found.${address}
    WHERE 1 = 1 ${further.join(' ')}
    ORDER BY p.${people.column('standing')} DESC, p.${people.column('weight')} DESC, p.${people.column('address')}
    LIMIT ${MOST_ROWS}`;
  const replacements = Object.fromEntries(
    ranges.flatMap(({ from, to }, index) => [
      [`from${index}`, from],
      [`to${index}`, to],
    ]),
  );
  const [rows] = await ctx.app.db.sequelize.query(sql, {
    replacements: { ...replacements, accountIds: [...accountIds] },
  });
  const found = new Map<string, MailAddress>();
  for (const { address: one, name } of rows as Array<{ address: string; name: string | null }>)
    if (!found.has(one)) found.set(one, { address: one, name: name ?? '' });
  return [...found.values()].slice(0, MOST);
}
