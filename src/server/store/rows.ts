import type { Model, ModelStatic } from 'sequelize';
import type { CollectionName, Id } from '../../common';
import type { MailContext } from '../context';

type Row = Model<Record<string, unknown>, Record<string, unknown>>;

/** The table of a collection of this plugin, without the host's layer for HTTP parameters. */
export const table = (ctx: MailContext, name: CollectionName): ModelStatic<Row> =>
  ctx.app.db.getCollection(name).model;

/** Ids are numbers or strings, by database; two that mean the same row are the same. */
export const sameId = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one != null && other != null && String(one) === String(other);
