import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import { inTransaction } from '../db/transaction';
import type { Engine } from './engine';
import { mysqlEngine } from './mysql';
import { postgresEngine } from './postgres';
import { sqliteEngine } from './fts5';
import { engineOf, unindexed, setEngine } from './state';
import { bodiesOf, indexBodies } from './write';

const ENGINES: Record<string, Engine> = {
  postgres: postgresEngine,
  mysql: mysqlEngine,
  mariadb: mysqlEngine,
  sqlite: sqliteEngine,
};
/** Messages per transaction when old ones are indexed in the background. */
const BATCH = 50;

/** Prepares full-text search before the app starts, where the database allows it. */
export function registerSearch(ctx: MailContext): void {
  // The host waits for the promise that a listener gives back.
  ctx.app.on('beforeStart', (() => prepareSearch(ctx)) as () => void);
}

/**
 * Creates the database objects that search needs. Without permission to do so, messages can only be found by the
 * columns of the list, such as sender and subject.
 */
export async function prepareSearch(ctx: MailContext): Promise<void> {
  const engine = ENGINES[ctx.app.db.sequelize.getDialect()];
  // At the very first start, the tables don't exist yet.
  if (!engine || !(await ctx.app.db.collectionExistsInDb('mailSearch'))) return;
  // If nodes start together, one may find the other's half-done work; at the second attempt it's done.
  for (const last of [false, true]) {
    try {
      await engine.prepare(ctx);
      return setEngine(ctx, engine);
    } catch (error) {
      if (last)
        ctx.log.warn('mail: full-text search is not available on this database', { cause: String(error) });
    }
  }
}

/**
 * Indexes some of an account's messages that aren't indexed yet, newest first. Returns how many; 0 when none is left
 * or there is no index.
 */
export async function indexMissing(ctx: MailContext, accountId: Id): Promise<number> {
  if (!engineOf(ctx)) return 0;
  const missing = await unindexed(ctx, accountId, BATCH);
  if (missing.length > 0)
    await inTransaction(ctx, async (transaction) =>
      indexBodies(ctx, await bodiesOf(ctx, missing, transaction), transaction),
    );
  return missing.length;
}

/** Accounts with messages that aren't indexed, because there was no index when they were stored. */
export async function unindexedAccounts(ctx: MailContext): Promise<Id[]> {
  if (!engineOf(ctx)) return [];
  const accounts = await table(ctx, 'mailAccounts').findAll({ attributes: ['id'] });
  const found: Id[] = [];
  for (const id of accounts.map((account) => account.get('id') as Id))
    if ((await unindexed(ctx, id, 1)).length > 0) found.push(id);
  return found;
}
