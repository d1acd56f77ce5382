import type { BindOrReplacements, Transaction } from 'sequelize';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import type { Hit } from './engine';

/** Quotes an identifier for this database. */
export const quote = (ctx: MailContext, identifier: string): string =>
  ctx.app.db.sequelize.getQueryInterface().quoteIdentifier(identifier);

/** Runs a query and returns its rows as plain objects, typed as the caller says. */
export async function select<Row>(
  ctx: MailContext,
  sql: string,
  replacements: BindOrReplacements = {},
  transaction?: Transaction,
): Promise<Row[]> {
  const { sequelize } = ctx.app.db;
  const [rows] = await sequelize.query(sql, { replacements, transaction });
  return rows as Row[];
}

/** Runs a statement and ignores its result. */
export async function run(
  ctx: MailContext,
  sql: string,
  replacements: BindOrReplacements = {},
  transaction?: Transaction,
): Promise<void> {
  await ctx.app.db.sequelize.query(sql, { replacements, transaction });
}

/** A point in time as this database writes it in the column, quoted: with milliseconds, in the connection's zone. */
export function dateLiteral(ctx: MailContext, date: Date): string {
  const model = table(ctx, 'mailSearch');
  const queries = ctx.app.db.sequelize.getQueryInterface();
  const generator = queries.queryGenerator as { escape(value: unknown, attribute: unknown): string };
  return generator.escape(date, model.getAttributes().receivedAt);
}

/** The SQL condition that a row is further down the list than `before`, given the names of its date and id columns. */
export function furtherDown(ctx: MailContext, before: Hit | null, date: string, id: string): string {
  if (!before) return '';
  const at = dateLiteral(ctx, before.receivedAt);
  return `AND ${date} <= ${at} AND (${date} < ${at} OR ${id} < ${ctx.app.db.sequelize.escape(before.id)})`;
}
