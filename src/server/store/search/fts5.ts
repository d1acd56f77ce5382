import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Engine, Found, IndexRow, SearchScope } from './engine';
import { storedTokens, type Condition, type Expression } from './expression';
import { namesOf } from '../db/names';
import { dateLiteral, furtherDown, quote, run, select } from './sql';
import { wordsTable } from '../db/wordTables';

/** An FTS5 table beside `mailSearch`, with the messages' ids as row ids. It stores only the index, no text. */
export const sqliteEngine: Engine = { testsRows: false, prepare, write, find, test };

async function prepare(ctx: MailContext): Promise<void> {
  const names = namesOf(ctx, 'mailSearch');
  const words = quote(ctx, wordsTable(names.plain));
  // Our tokens are words already, so only spaces separate them.
  await run(
    ctx,
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${words} USING fts5(tokens, content='', contentless_delete=1,
       tokenize="ascii tokenchars '@.%+-_'")`,
  );
  // To change a column, the host copies a table and drops the old one with its triggers.
  await run(
    ctx,
    `CREATE TRIGGER IF NOT EXISTS ${quote(ctx, `${names.plain}_gone`)} AFTER DELETE ON ${names.table}
     BEGIN DELETE FROM ${words} WHERE rowid = OLD.${names.column('mailMessageId')}; END`,
  );
}

async function write(ctx: MailContext, rows: readonly IndexRow[], transaction: Transaction): Promise<void> {
  const names = namesOf(ctx, 'mailSearch');
  const { sequelize } = ctx.app.db;
  const columns = ['mailMessageId', 'accountId', 'receivedAt'].map(names.column).join(', ');
  const plain = rows.map(
    ({ id, accountId, receivedAt }) =>
      `(${sequelize.escape(id)}, ${sequelize.escape(accountId)}, ${dateLiteral(ctx, receivedAt)})`,
  );
  const words = rows.map(
    ({ id, tokens }) => `(${sequelize.escape(Number(id))}, ${sequelize.escape(tokens.join(' '))})`,
  );
  await sequelize.query(`INSERT INTO ${names.table} (${columns}) VALUES ${plain.join(', ')}`, {
    transaction,
  });
  await sequelize.query(
    `INSERT INTO ${quote(ctx, wordsTable(names.plain))} (rowid, tokens) VALUES ${words.join(', ')}`,
    { transaction },
  );
}

/** FTS5's query language: tokens in quotes, `+` between adjacent ones, a star if the last one may continue. */
export function matchOf(expression: Expression, accountIds: readonly Id[]): string {
  const phrase = (accountId: Id, condition: Condition) => {
    const tokens = storedTokens(accountId, condition).map((token) => `"${token}"`);
    return `${tokens.join(' + ')}${condition.prefix ? ' *' : ''}`;
  };
  const written = (id: Id, { all, none }: Expression): string => {
    const must = all.map((one) =>
      'any' in one ? `(${one.any.map((each) => `(${written(id, each)})`).join(' OR ')})` : phrase(id, one),
    );
    const not = none.map((one) => phrase(id, one)).join(' OR ');
    return not ? `(${must.join(' AND ')}) NOT (${not})` : must.join(' AND ');
  };
  return accountIds.map((id) => `(${written(id, expression)})`).join(' OR ');
}

async function find(
  ctx: MailContext,
  expression: Expression,
  { accountIds, before, limit }: SearchScope,
): Promise<Found> {
  const names = namesOf(ctx, 'mailSearch');
  const words = quote(ctx, wordsTable(names.plain));
  const [id, date] = [`s.${names.column('mailMessageId')}`, `s.${names.column('receivedAt')}`];
  const further = furtherDown(ctx, before, date, id);
  const sql = `SELECT ${id} AS id, ${date} AS "receivedAt"
    FROM ${words} w JOIN ${names.table} s ON ${id} = w.rowid
    WHERE w.tokens MATCH :query AND s.${names.column('accountId')} IN (:accountIds) ${further}
    ORDER BY ${date} DESC, ${id} DESC LIMIT :limit`;
  const query = matchOf(expression, accountIds);
  const rows = await select<{ id: Id; receivedAt: string }>(ctx, sql, { query, accountIds, limit });
  return { hits: rows.map((row) => ({ id: row.id, receivedAt: new Date(row.receivedAt) })), common: false };
}

async function test(
  ctx: MailContext,
  expression: Expression,
  accountIds: readonly Id[],
  ids: readonly Id[],
): Promise<Id[]> {
  const words = quote(ctx, wordsTable(namesOf(ctx, 'mailSearch').plain));
  const sql = `SELECT rowid AS id FROM ${words} WHERE tokens MATCH :query AND rowid IN (:ids)`;
  const rows = await select<{ id: Id }>(ctx, sql, { query: matchOf(expression, accountIds), ids });
  return rows.map(({ id }) => id);
}
