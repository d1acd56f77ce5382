import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { beforeStatements } from '../../host';
import { restrictionOf } from './rowSecurity';
import type { Catalog } from './sql/relations';
import { tablesIn } from './sql/tablesIn';

/** How SQLite changes a table: it copies all of its rows into another one, and back. */
const isCopy = (sql: string): boolean =>
  /^\s*insert\b/i.test(sql) && /\bselect\b/i.test(sql) && !/\bvalues\s*\(/i.test(sql);

/**
 * Guards what Sequelize's hooks don't see: the host's SQL, aggregates, writes, and joins made by hand. A statement may
 * only name those of our tables that `restrictReads` has restricted for it.
 */
export function guardStatements(ctx: MailContext, catalog: Catalog): void {
  beforeStatements(ctx.app.db, async (sql, options) => {
    const limits = restrictionOf(ctx);
    if (!limits) return;
    for (const table of tablesIn(sql, await catalog.guarded(), catalog.dialect)) {
      limits.touched = true;
      if (options?.mailTables?.includes(table) || (limits.schema && isCopy(sql))) continue;
      throw new MailError('forbidden', {
        cause: new Error(`a statement that is not limited names ${table}`),
      });
    }
  });
}
