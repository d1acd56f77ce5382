import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import type { BodyTokens, Engine, Found, Hit, IndexRow, SearchScope } from './engine';
import { storedTokens, type Condition, type Expression } from './expression';
import { namesOf } from '../db/names';
import { withJsonRows } from '../db/rowsJson';
import { furtherDown, quote, run, select } from './sql';

/** Maximum matches that are sorted by date; if there are more, the newest messages are checked instead. */
const MANY = 10_000;
/** PostgreSQL's highest position in a tsvector. */
const LAST_POSITION = 16_383;

/** A tsvector of our own tokens under a GIN index: needs no extension and none of the server's dictionaries. */
export const postgresEngine: Engine = { testsRows: true, prepare, write, append, find, test };

async function prepare(ctx: MailContext): Promise<void> {
  const names = namesOf(ctx, 'mailSearch');
  const columns = await ctx.app.db.sequelize
    .getQueryInterface()
    .describeTable(table(ctx, 'mailSearch').getTableName());
  // Only if it's missing, because even `IF NOT EXISTS` waits for everybody who reads the table.
  if (!columns.vector) await run(ctx, `ALTER TABLE ${names.table} ADD COLUMN IF NOT EXISTS vector tsvector`);
  const index = `${names.plain}_vector`;
  await run(ctx, `CREATE INDEX IF NOT EXISTS ${quote(ctx, index)} ON ${names.table} USING gin (vector)`);
}

async function write(ctx: MailContext, rows: readonly IndexRow[], transaction: Transaction): Promise<void> {
  const values = rows.map(({ id, accountId, receivedAt, tokens }) => ({
    ...{ mailMessageId: id, accountId, receivedAt, vector: vectorOf(tokens) },
  }));
  await withJsonRows(ctx, 'mailSearch', values, transaction, ({ table: name, source, column }) => {
    const columns = ['mailMessageId', 'accountId', 'receivedAt', 'vector'].map(column).join(', ');
    return `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM ${source}`;
  });
}

async function append(
  ctx: MailContext,
  bodies: readonly BodyTokens[],
  transaction: Transaction,
): Promise<void> {
  const values = bodies.map(({ id, tokens }) => ({ mailMessageId: id, vector: vectorOf(tokens) }));
  await withJsonRows(ctx, 'mailSearch', values, transaction, ({ table: name, source, column }) => {
    const id = column('mailMessageId');
    return `UPDATE ${name} AS stored SET vector = stored.vector || added.vector
      FROM ${source} AS added WHERE stored.${id} = added.${id}`;
  });
}

/** The text form of a tsvector: each token with its positions. Tokens contain no character with a meaning there. */
export function vectorOf(tokens: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (const [index, token] of tokens.slice(0, LAST_POSITION).entries()) {
    const known = places.get(token);
    if (known) known.push(index + 1);
    else places.set(token, [index + 1]);
  }
  return [...places].map(([token, at]) => `'${token}':${at.join(',')}`).join(' ');
}

/** A tsquery for one or more accounts, whose words are stored separately. */
export function tsqueryOf(expression: Expression, accountIds: readonly Id[]): string {
  const phrase = (accountId: Id, condition: Condition) => {
    const tokens = storedTokens(accountId, condition).map((token) => `'${token}'`);
    return `(${tokens.join(' <-> ')}${condition.prefix ? ':*' : ''})`;
  };
  const written = (id: Id, { all, none }: Expression): string => {
    const must = all.map((one) =>
      'any' in one ? `(${one.any.map((each) => `(${written(id, each)})`).join(' | ')})` : phrase(id, one),
    );
    return [...must, ...none.map((one) => `!${phrase(id, one)}`)].join(' & ');
  };
  return accountIds.map((id) => `(${written(id, expression)})`).join(' | ');
}

async function find(
  ctx: MailContext,
  expression: Expression,
  { accountIds, before, limit }: SearchScope,
  all: boolean,
): Promise<Found> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  const [id, date] = [column('mailMessageId'), column('receivedAt')];
  const further = furtherDown(ctx, before, date, id);
  // IS TRUE prevents use of the accounts' index: the words are marked by account already.
  const sql = `WITH hits AS MATERIALIZED (
      SELECT ${id} AS id, ${date} AS date FROM ${name}
      WHERE vector @@ CAST(:query AS tsquery) AND (${column('accountId')} IN (:accountIds)) IS TRUE ${further}
      ${all ? '' : `LIMIT ${MANY + 1}`})
    SELECT id, date AS "receivedAt", (SELECT count(*) FROM hits) AS total FROM hits
    ORDER BY date DESC, id DESC LIMIT :limit`;
  const replacements = { query: tsqueryOf(expression, accountIds), accountIds, limit };
  const rows = await ctx.app.db.sequelize.transaction(async (transaction) => {
    // With a LIMIT, the planner expects to find matches early in the table and reads all of its vectors.
    await run(ctx, 'SET LOCAL enable_seqscan = off; SET LOCAL jit = off', {}, transaction);
    return select<Hit & { total: string }>(ctx, sql, replacements, transaction);
  });
  return { hits: rows, common: !all && Number(rows[0]?.total ?? 0) > MANY };
}

async function test(
  ctx: MailContext,
  expression: Expression,
  accountIds: readonly Id[],
  ids: readonly Id[],
): Promise<Id[]> {
  const { table: name, column } = namesOf(ctx, 'mailSearch');
  // IS TRUE prevents use of the vectors' index: the rows are found by their ids.
  const sql = `SELECT ${column('mailMessageId')} AS id FROM ${name}
    WHERE ${column('mailMessageId')} IN (:ids) AND (vector @@ CAST(:query AS tsquery)) IS TRUE`;
  const rows = await select<{ id: Id }>(ctx, sql, { ids, query: tsqueryOf(expression, accountIds) });
  return rows.map(({ id }) => id);
}
