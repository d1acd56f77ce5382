import type { CollectionName } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';

/** A collection's table and columns as they are really called: prefix, schema and snake case are the operator's. */
export interface Names {
  /** Quoted, with its schema. */
  table: string;
  /** Bare. */
  plain: string;
  /** A column, quoted. */
  column(attribute: string): string;
}

export function namesOf(ctx: MailContext, name: CollectionName): Names {
  const model = table(ctx, name);
  const named = model.getTableName();
  const queries = ctx.app.db.sequelize.getQueryInterface();
  const generator = queries.queryGenerator as { quoteTable(name: unknown): string };
  const attributes = model.getAttributes() as Record<string, { field?: string }>;
  return {
    table: generator.quoteTable(named),
    plain: typeof named === 'string' ? named : named.tableName,
    column: (attribute) => queries.quoteIdentifier(attributes[attribute]?.field ?? attribute),
  };
}
