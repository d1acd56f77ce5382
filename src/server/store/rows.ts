import type { Model, ModelStatic } from 'sequelize';
import type { CollectionName, Id } from '../../common';
import type { MailContext } from '../context';

type Row = Model<Record<string, unknown>, Record<string, unknown>>;

/** The table of a collection of this plugin, without the host's layer for HTTP parameters. */
export const table = (ctx: MailContext, name: CollectionName): ModelStatic<Row> =>
  ctx.app.db.getCollection(name).model;

/** What the database calls a field (`DB_UNDERSCORED`), for functions that take a column: Sequelize maps the rest. */
export const columnOf = (ctx: MailContext, name: CollectionName, field: string): string =>
  table(ctx, name).getAttributes()[field]?.field ?? field;

/** Ids are numbers or strings, by database; two that mean the same row are the same. */
export const sameId = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one != null && other != null && String(one) === String(other);
