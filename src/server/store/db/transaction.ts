import { QueryTypes, Transaction, type Sequelize, type TransactionOptions } from 'sequelize';
import { perDatabase } from '../../appState';
import type { MailContext } from '../../context';
import { ofDatabase } from './outage';
import { writersOf } from './sqliteWriters';

/** How many times a transaction is attempted if the database refuses it because of another one. */
const ATTEMPTS = 8;

const endings = new WeakMap<Transaction, () => Promise<void>>();

/** Sets the last thing that a transaction of {@link inTransaction} does before its commit. */
export const beforeCommit = (transaction: Transaction, work: () => Promise<void>): void =>
  void endings.set(transaction, work);

/**
 * Runs `work` in one transaction: all of it or nothing. SQLite transactions take the write lock at the start, because a
 * deferred one that reads first and writes later fails at once if another writer came in between, whatever the busy
 * timeout. A transaction that the database refuses only because of another one (deadlock, serialisation, busy) is
 * started again, so `work` must not touch anything else.
 */
export async function inTransaction<T>(
  ctx: MailContext,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { sequelize } = ctx.app.db;
  const settled = async (transaction: Transaction): Promise<T> => {
    const result = await work(transaction);
    await endings.get(transaction)?.();
    return result;
  };
  if (!ctx.app.db.inDialect('sqlite')) {
    // MySQL's default would show the rows as they were when the transaction began, even after it has waited for another
    // one.
    const { READ_COMMITTED } = Transaction.ISOLATION_LEVELS;
    const options = (await readsCommitted(ctx)) ? {} : { isolationLevel: READ_COMMITTED };
    return retried(() => transact(sequelize, options, settled));
  }
  return writersOf(ctx.app.db).run(() =>
    retried(() => transact(sequelize, { type: 'IMMEDIATE' as Transaction.TYPES }, settled)),
  );
}

/** Runs one attempt. Any error that ends it is marked as the database's: see {@link ofDatabase}. */
export async function transact<T>(
  sequelize: Sequelize,
  options: TransactionOptions,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await sequelize.transaction(options, work);
  } catch (error) {
    throw ofDatabase(error);
  }
}

/** Whether transactions read committed data without being told to, which would cost each a round trip. */
const isolation = perDatabase('isolation', (): { readsCommitted?: boolean } => ({}));

/** True on PostgreSQL unless its operator has changed `default_transaction_isolation`. Asked only once. */
async function readsCommitted(ctx: MailContext): Promise<boolean> {
  if (!ctx.app.db.inDialect('postgres')) return false;
  const known = isolation(ctx.app.db);
  if (known.readsCommitted !== undefined) return known.readsCommitted;
  const [row] = await ctx.app.db.sequelize.query<{ level: string }>(
    `SELECT current_setting('default_transaction_isolation') AS level`,
    { type: QueryTypes.SELECT },
  );
  return (known.readsCommitted = row?.level === 'read committed');
}

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * Math.random()));
    }
  }
}

/** SQLSTATE 40001 and 40P01 (PostgreSQL), 1213 and 1205 (MySQL, MariaDB), SQLITE_BUSY. */
function isConflict(error: unknown): boolean {
  const { original } = error as { original?: { code?: string; errno?: number } };
  const code = original?.code ?? (error as { code?: string }).code ?? '';
  return (
    ['40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY'].includes(code) ||
    original?.errno === 1213 ||
    original?.errno === 1205
  );
}
