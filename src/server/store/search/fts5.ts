import type { Transaction } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Engine, Found, IndexRow, SearchScope } from './engine';
import { storedTokens, type Condition, type Expression } from './expression';
import { namesOf } from '../names';
import { dateLiteral, furtherDown, quote, run, select } from './sql';
import { wordsTable } from './tables';

/** An FTS5 table beside `mailSearch` with the mails' ids for row ids; it keeps the index alone, no text. */
export const sqliteEngine: Engine = { testsRows: false, prepare, write, find, test };

async function prepare(ctx: MailContext): Promise<void> {
  const names = namesOf(ctx, 'mailSearch');
  const words = quote(ctx, wordsTable(names.plain));
  // Our tokens are words already: only spaces part them.
  await run(
    ctx,
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${words} USING fts5(tokens, content='', contentless_delete=1,
       tokenize="ascii tokenchars '@.%+-_'")`,
  );
  // The host copies a table to change a column, and its triggers go with the old one.
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

/** FTS5's query language: tokens in quotes, `+` for in a row, a star where the last one may go on. */
export function matchOf({ all, none }: Expression, accountIds: readonly Id[]): string {
  const phrase = (accountId: Id, condition: Condition) => {
    const tokens = storedTokens(accountId, condition).map((token) => `"${token}"`);
    return `${tokens.join(' + ')}${condition.prefix ? ' *' : ''}`;
  };
  const ofAccount = (id: Id) => {
    const must = all.map((one) => phrase(id, one)).join(' AND ');
    const not = none.map((one) => phrase(id, one)).join(' OR ');
    return not ? `(${must}) NOT (${not})` : must;
  };
  return accountIds.map((id) => `(${ofAccount(id)})`).join(' OR ');
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
