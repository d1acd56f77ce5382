import { COLLECTIONS, type CollectionName } from '../../../common';
import type { MailContext } from '../../context';
import { table } from './rows';

/**
 * Returns tables, and columns (`table.column`), that this version of the plugin needs and the database lacks. That
 * happens if the app was restarted with newer files but not upgraded.
 */
export async function missingColumns(ctx: MailContext): Promise<string[]> {
  const missing: string[] = [];
  for (const name of COLLECTIONS) {
    const found = await columnsOf(ctx, name);
    const wanted = Object.values(table(ctx, name).getAttributes()).filter(({ type }) => !isVirtual(type));
    if (found === null) missing.push(name);
    else
      for (const { field } of wanted)
        if (field !== undefined && !found.has(field)) missing.push(`${name}.${field}`);
  }
  return missing;
}

/** null if the table doesn't exist. */
async function columnsOf(ctx: MailContext, name: CollectionName): Promise<Set<string> | null> {
  const { db } = ctx.app;
  if (!(await db.collectionExistsInDb(name))) return null;
  const queries = db.sequelize.getQueryInterface();
  return new Set(Object.keys(await queries.describeTable(table(ctx, name).getTableName())));
}

const isVirtual = (type: unknown): boolean => (type as { key?: string }).key === 'VIRTUAL';
