import type { CollectionName } from '../../../common';
import type { MailContext } from '../../context';
import { table } from './rows';

/** The real names of a collection's table and columns: prefix, schema and snake case are up to the operator. */
export interface Names {
  /** Quoted, with schema. */
  table: string;
  /** Unquoted, without schema. */
  plain: string;
  /** A column, unquoted. */
  field(attribute: string): string;
  /** A column, quoted. */
  column(attribute: string): string;
}

/** The real names of a collection's table and columns. */
export function namesOf(ctx: MailContext, name: CollectionName): Names {
  const model = table(ctx, name);
  const named = model.getTableName();
  const queries = ctx.app.db.sequelize.getQueryInterface();
  const generator = queries.queryGenerator as { quoteTable(name: unknown): string };
  const attributes = model.getAttributes() as Record<string, { field?: string }>;
  const field = (attribute: string) => attributes[attribute]?.field ?? attribute;
  return {
    table: generator.quoteTable(named),
    plain: typeof named === 'string' ? named : named.tableName,
    field,
    column: (attribute) => queries.quoteIdentifier(field(attribute)),
  };
}
