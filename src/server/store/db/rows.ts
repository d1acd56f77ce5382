import type { Model, ModelStatic } from 'sequelize';
import type { CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';

type Row = Model<Record<string, unknown>, Record<string, unknown>>;

/** The table of one of this plugin's collections, without the host's layer for HTTP parameters. */
export const table = (ctx: MailContext, name: CollectionName): ModelStatic<Row> =>
  ctx.app.db.getCollection(name).model;

/**
 * Returns a row as the type that its query was written for. Sequelize doesn't know the columns, and has one type for
 * its own objects and for plain ones (`raw: true`): this is the only place that trusts the caller about what was found.
 */
export function rowAs<T>(row: Row): T;
export function rowAs<T>(row: Row | null | undefined): T | null;
export function rowAs<T>(row: Row | null | undefined): T | null {
  if (!row) return null;
  return (typeof row.get === 'function' ? row.get({ plain: true }) : row) as T;
}

/** {@link rowAs} for all rows that a query found. */
export const rowsAs = <T>(rows: readonly Row[]): T[] => rows.map((row) => rowAs<T>(row));

/** The database's name for a field (`DB_UNDERSCORED`), for functions that take a column: Sequelize maps all others. */
export const columnOf = (ctx: MailContext, name: CollectionName, field: string): string =>
  table(ctx, name).getAttributes()[field]?.field ?? field;

/** Whether two ids mean the same row. Ids are numbers or strings, depending on the database. */
export const sameId = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one != null && other != null && String(one) === String(other);
