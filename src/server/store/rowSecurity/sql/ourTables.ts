import type { Model, ModelStatic } from 'sequelize';
import { COLLECTIONS } from '../../../../common';
import type { MailContext } from '../../../context';
import { wordTables } from '../../db/wordTables';

/** A model's table name, in lower case because databases differ in whether its case matters. */
export function tableNameOf(model: ModelStatic<Model>): string {
  const name = model.getTableName();
  return (typeof name === 'string' ? name : name.tableName).toLowerCase();
}

/** All tables that contain anything of ours, in lower case. */
export function ourTables(ctx: MailContext): Set<string> {
  const named = COLLECTIONS.map((name) => tableNameOf(ctx.app.db.getCollection(name).model));
  const search = tableNameOf(ctx.app.db.getCollection('mailSearch').model);
  return new Set([...named, ...wordTables(search)]);
}
