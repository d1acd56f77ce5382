import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import type { BodyTokens, Engine, Found, Hit, IndexRow, SearchScope } from './engine';
import { storedTokens, type Condition, type Expression } from './expression';
import { namesOf } from '../db/names';
import { dateLiteral, furtherDown, quote, run, select } from './sql';

/** InnoDB's longest word is 84 characters by default. */
const MAX_WORD = 80;

/**
 * InnoDB's FULLTEXT index over our own tokens, spelled in ASCII: no ngram parser (MariaDB has none), no collation that
 * equates two letters, and no stop words or too short ones, because of the marks in front.
 */
export const mysqlEngine: Engine = { testsRows: false, prepare, write, append, find, test };

async function prepare(ctx: MailContext): Promise<void> {
  const names = namesOf(ctx, 'mailSearch');
  const queries = ctx.app.db.sequelize.getQueryInterface();
  const columns = await queries.describeTable(table(ctx, 'mailSearch').getTableName());
  if (!columns.words)
    await run(ctx, `ALTER TABLE ${names.table} ADD COLUMN words MEDIUMTEXT CHARACTER SET ascii`);
  const index = `${names.plain}_words`;
  const indexes = await select<{ Key_name: string }>(ctx, `SHOW INDEX FROM ${names.table}`);
  if (!indexes.some(({ Key_name: known }) => known === index))
    await run(ctx, `ALTER TABLE ${names.table} ADD FULLTEXT INDEX ${quote(ctx, index)} (words)`);
}

async function write(ctx: MailContext, rows: readonly IndexRow[], transaction: Transaction): Promise<void> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  const { sequelize } = ctx.app.db;
  const escape = (value: Id) => sequelize.escape(value);
  const values = rows.map(({ id, accountId, receivedAt, tokens }) =>
    [escape(id), escape(accountId), dateLiteral(ctx, receivedAt), escape(tokens.map(asciiOf).join(' '))].join(
      ', ',
    ),
  );
  const columns = [column('mailMessageId'), column('accountId'), column('receivedAt'), 'words'];
  await sequelize.query(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${values.map((row) => `(${row})`).join(', ')}`,
    { transaction },
  );
}

async function append(
  ctx: MailContext,
  bodies: readonly BodyTokens[],
  transaction: Transaction,
): Promise<void> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  const { sequelize } = ctx.app.db;
  const id = column('mailMessageId');
  const cases = bodies.map(
    (one) => `WHEN ${sequelize.escape(one.id)} THEN ${sequelize.escape(one.tokens.map(asciiOf).join(' '))}`,
  );
  await sequelize.query(
    `UPDATE ${name} SET words = CONCAT(words, ' ', CASE ${id} ${cases.join(' ')} END)
     WHERE ${id} IN (${bodies.map((one) => sequelize.escape(one.id)).join(', ')})`,
    { transaction },
  );
}

/**
 * Spells a token with only letters, digits and `_`, character by character, so that tokens with the same beginning
 * still share it.
 */
export function asciiOf(token: string): string {
  let word = '';
  for (const char of token) {
    const spelled = /[a-z0-9]/.test(char)
      ? char
      : `_${(char.codePointAt(0) ?? 0).toString(36).padStart(4, '0')}`;
    if (word.length + spelled.length > MAX_WORD) break;
    word += spelled;
  }
  return word;
}

/** A boolean full-text query. A phrase can't end with a prefix there; in that case its words needn't be adjacent. */
export function againstOf({ all, none }: Expression, accountId: Id): string {
  const phrase = (sign: string, condition: Condition) => {
    const words = storedTokens(accountId, condition).map(asciiOf);
    const last = words.length - 1;
    if (!condition.prefix) return last > 0 ? `${sign}"${words.join(' ')}"` : `${sign}${words[0]}`;
    const single = words.map((word, index) => `+${word}${index === last ? '*' : ''}`).join(' ');
    return last > 0 ? `${sign}(${single})` : `${sign}${words[0]}*`;
  };
  const must = all.map((one) =>
    'any' in one
      ? `+(${one.any.map((each) => `(${againstOf(each, accountId)})`).join(' ')})`
      : phrase('+', one),
  );
  return [...must, ...none.map((one) => phrase('-', one))].join(' ');
}

const queryOf = (expression: Expression, accountIds: readonly Id[]): string =>
  accountIds.length === 1
    ? againstOf(expression, accountIds[0])
    : accountIds.map((id) => `(${againstOf(expression, id)})`).join(' ');

async function find(
  ctx: MailContext,
  expression: Expression,
  { accountIds, before, limit }: SearchScope,
): Promise<Found> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  const [id, date] = [column('mailMessageId'), column('receivedAt')];
  const further = furtherDown(ctx, before, date, id);
  const sql = `SELECT ${id} AS id, ${date} AS receivedAt FROM ${name}
    WHERE MATCH (words) AGAINST (:query IN BOOLEAN MODE) AND ${column('accountId')} IN (:accountIds) ${further}
    ORDER BY ${date} DESC, ${id} DESC LIMIT :limit`;
  const query = queryOf(expression, accountIds);
  const hits = await select<Hit>(ctx, sql, { query, accountIds, limit });
  return { hits: hits.map((hit) => ({ ...hit, receivedAt: new Date(hit.receivedAt) })), common: false };
}

async function test(
  ctx: MailContext,
  expression: Expression,
  accountIds: readonly Id[],
  ids: readonly Id[],
): Promise<Id[]> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  const sql = `SELECT ${column('mailMessageId')} AS id FROM ${name}
    WHERE ${column('mailMessageId')} IN (:ids) AND MATCH (words) AGAINST (:query IN BOOLEAN MODE)`;
  const rows = await select<{ id: Id }>(ctx, sql, { ids, query: queryOf(expression, accountIds) });
  return rows.map(({ id }) => id);
}
