import type { Transaction } from 'sequelize';
import type { CollectionName } from '../../../common';
import type { MailContext } from '../../context';
import { namesOf } from './names';

/** A row by attributes: texts, numbers, booleans, dates, and plain values for JSON columns. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** How a statement names and reads its rows. */
export interface JsonRows {
  /** The table, quoted. */
  table: string;
  /** The expression for `FROM`: the rows as if they came from the table, with NULL in the columns that they lack. */
  source: string;
  column(attribute: string): string;
}

/**
 * Whether a statement takes its rows as one JSON parameter. Only on PostgreSQL: there, the literals of a large INSERT
 * cost the parser, and us, more than the rows cost the table.
 */
export const takesJson = (ctx: MailContext): boolean => ctx.app.db.inDialect('postgres');

/**
 * Runs a statement over rows that are sent as one text parameter (PostgreSQL's `json_populate_recordset`): the
 * statement stays the same, nothing is escaped, and each value is read the way its column's type reads text.
 */
export async function withJsonRows(
  ctx: MailContext,
  name: CollectionName,
  rows: readonly JsonRow[],
  transaction: Transaction,
  statement: (names: JsonRows) => string,
): Promise<void> {
  const { table, column, field } = namesOf(ctx, name);
  const source = `json_populate_recordset(NULL::${table}, $1::json)`;
  const bind = [jsonText(rows.map((row) => renamed(row, field)))];
  await ctx.app.db.sequelize.query(statement({ table, source, column }), { bind, transaction });
}

/** Needed only if columns have other names than attributes (`DB_UNDERSCORED`). */
function renamed(row: JsonRow, field: (attribute: string) => string): JsonRow {
  const names = Object.keys(row);
  if (names.every((name) => field(name) === name)) return row;
  return Object.fromEntries(names.map((name) => [field(name), row[name]]));
}

/** What JSON.stringify writes for U+0000 and for a lone surrogate: PostgreSQL's text can't hold either. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** JSON that PostgreSQL accepts: without U+0000, and with U+FFFD for lone surrogates, as its driver writes them. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(value, storable) : text;
}

const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
