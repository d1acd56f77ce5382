import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { doesMailWork } from '../../mailWork';
import { withoutLimits } from '../limits';
import { table } from '../rows';
import { inTransaction } from '../transaction';
import { fillAddressDates } from './addressDates';
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
/** Mails a transaction, when old ones are indexed behind everything else. */
const BATCH = 50;

/** Full-text search where the database allows it, from the app's start on; mails stored before are indexed in the background. */
export function registerSearch(ctx: MailContext): void {
  let stopping = false;
  const prepare = async (): Promise<void> => {
    stopping = false;
    await prepareSearch(ctx);
  };
  // It waits for the promise that a listener gives back.
  ctx.app.on('beforeStart', prepare as () => void);
  ctx.app.on('afterStart', () => {
    if (!doesMailWork(ctx)) return;
    void withoutLimits(() => indexMissing(ctx, () => stopping)).catch((error: unknown) => {
      ctx.log.warn('mail: indexing older mails stopped; the next start goes on', { cause: String(error) });
    });
  });
  ctx.app.on('beforeStop', () => {
    stopping = true;
  });
}

/** Creates what the search needs. Without the right to do so mails are still found, by sender and subject. */
export async function prepareSearch(ctx: MailContext): Promise<void> {
  const engine = ENGINES[ctx.app.db.sequelize.getDialect()];
  // The very first start of all, before the tables are there.
  if (!engine || !(await ctx.app.db.collectionExistsInDb('mailSearch'))) return;
  // Of nodes that start together one may find the other's half-done work; the second look finds it done.
  for (const last of [false, true]) {
    try {
      await engine.prepare(ctx);
      return setEngine(ctx, engine);
    } catch (error) {
      if (last) ctx.log.warn('mail: no full-text search on this database', { cause: String(error) });
    }
  }
}

/** Indexes mails that are not, account by account, newest first, a few at a time; then the dates of their addresses. */
export async function indexMissing(ctx: MailContext, stopped: () => boolean = () => false): Promise<void> {
  const accounts = await table(ctx, 'mailAccounts').findAll({ attributes: ['id'] });
  // Nodes that start together begin at different ones.
  const ids = accounts.map((account) => account.get('id') as Id).sort(() => Math.random() - 0.5);
  for (const accountId of ids) {
    while (engineOf(ctx) && !stopped()) {
      const missing = await unindexed(ctx, accountId, BATCH);
      if (missing.length === 0) break;
      await inTransaction(ctx, async (transaction) =>
        indexBodies(ctx, await bodiesOf(ctx, missing, transaction), transaction),
      );
    }
    await fillAddressDates(ctx, accountId, stopped);
  }
}
