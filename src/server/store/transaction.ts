import { QueryTypes, Transaction } from 'sequelize';
import type { MailContext } from '../context';
import { settleThreads } from './threads';
import { writersOf } from './writers';

/** How often a transaction is begun anew after the database refused it for the sake of another one. */
const ATTEMPTS = 8;

/**
 * Runs `work` in one transaction: all of it or nothing. SQLite transactions take the write lock at
 * their start (a deferred one that reads first and writes later fails at once when another writer
 * came between, whatever the busy timeout). What the database refuses only because of another
 * transaction (deadlock, serialisation, busy) is begun anew, so `work` must not touch anything else.
 */
export async function inTransaction<T>(
  ctx: MailContext,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { sequelize } = ctx.app.db;
  const settled = async (transaction: Transaction): Promise<T> => {
    const result = await work(transaction);
    await settleThreads(transaction);
    return result;
  };
  if (!ctx.app.db.inDialect('sqlite')) {
    // MySQL's default would show the rows as they were when the transaction began, also after it has waited for
    // another one.
    const { READ_COMMITTED } = Transaction.ISOLATION_LEVELS;
    const options = (await readsCommitted(ctx)) ? {} : { isolationLevel: READ_COMMITTED };
    return retried(() => sequelize.transaction(options, settled));
  }
  return writersOf(sequelize).run(() =>
    retried(() => sequelize.transaction({ type: 'IMMEDIATE' as Transaction.TYPES }, settled)),
  );
}

/** By database: whether its transactions read what is committed without being told, which is a round trip each. */
const defaults = new WeakMap<object, boolean>();

/** So it is on PostgreSQL, unless its operator has changed `default_transaction_isolation`. Asked once a process. */
async function readsCommitted(ctx: MailContext): Promise<boolean> {
  const { sequelize } = ctx.app.db;
  if (!ctx.app.db.inDialect('postgres')) return false;
  const known = defaults.get(sequelize);
  if (known !== undefined) return known;
  const [row] = await sequelize.query<{ level: string }>(
    `SELECT current_setting('default_transaction_isolation') AS level`,
    { type: QueryTypes.SELECT },
  );
  const committed = row?.level === 'read committed';
  defaults.set(sequelize, committed);
  return committed;
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
