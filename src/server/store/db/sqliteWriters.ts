import { AsyncLocalStorage } from 'node:async_hooks';
import { Transaction, type QueryOptions, type Sequelize } from 'sequelize';
import { COLLECTIONS } from '../../../common';
import { perDatabase } from '../../appState';
import { aroundQueries, closeDestroyed, completes, isNested, modelNameOf } from '../../host';
import { withTimeout } from '../../withTimeout';

/**
 * How long, in milliseconds, everything except our own transactions waits for its turn. After that it continues as if
 * there were no queue, so that something that indirectly waits for itself comes to an end.
 */
const PATIENCE = 20_000;
/** How long, in milliseconds, others wait for one of the host's transactions: it may be waiting for one of them. */
const HOST = 2_000;

/** Types of statements that write. Raw ones aren't included: nobody can tell, and most of the host's only read. */
const WRITES = new Set(['INSERT', 'UPDATE', 'BULKUPDATE', 'DELETE', 'BULKDELETE', 'UPSERT']);
const BEGINS = new Set<string>(Object.values(Transaction.TYPES));

type Leave = () => void;

/**
 * SQLite allows one writer, so the writers of this process queue here. If they queued in the database, they'd meet its
 * busy timeout: node-sqlite3 waits a second, Sequelize tries five times, and a transaction of the host that has read
 * before it writes is refused at once, so it fails after half a second. A longer timeout wouldn't do: it doesn't help
 * that transaction, each waiting writer blocks one of libuv's few threads, and all statements outside transactions
 * share one connection, so every reader would wait behind a writer.
 *
 * Everything that doesn't go through {@link Writers.run}, including the host's statements, passes through Sequelize's
 * hooks, since it all runs on the same Sequelize. While nothing of ours writes, the host waits for nobody. Our writes
 * never come between what a transaction of the host has read and what it's about to write.
 */
class Writers {
  private tail: Promise<unknown> = Promise.resolve();
  /** Our transactions and single writes that are running or waiting. */
  private ours = 0;
  /** Set inside a transaction of ours, until that is over. */
  private readonly inside = new AsyncLocalStorage<{ over: boolean }>();
  /** By query, or by the host's transaction. */
  private readonly leaves = new WeakMap<object, Leave>();
  /** Queries that have already waited long enough, in case Sequelize tries them again. */
  private readonly impatient = new WeakSet<QueryOptions>();

  constructor(sequelize: Sequelize) {
    aroundQueries(
      sequelize,
      (options, query) => this.before(options, query),
      (options, query) => this.after(options, query),
    );
    closeDestroyed(sequelize);
  }

  /** Runs one of our transactions once those before it are over. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const scope = { over: false };
    this.ours++;
    const { turn, leave } = this.enter();
    try {
      await turn;
      return await this.inside.run(scope, work);
    } finally {
      scope.over = true;
      this.ours--;
      leave();
    }
  }

  private enter(): { turn: Promise<unknown>; leave: Leave } {
    const turn = this.tail;
    let leave: Leave = () => undefined;
    const done = new Promise<void>((resolve) => (leave = resolve));
    this.tail = turn.then(() => done);
    return { turn, leave };
  }

  private async before(options: QueryOptions, query: object): Promise<void> {
    const { transaction, type = '' } = options;
    // This query is part of our own transaction (or forgot to name it) and would wait for itself.
    if (this.inside.getStore()?.over === false) return;
    if (!transaction && WRITES.has(type)) {
      const own = isOurs(options);
      if ((this.ours === 0 && !own) || this.impatient.has(options)) return;
      const { turn, leave } = this.enter();
      if (own) this.ours++;
      this.leaves.set(query, () => {
        if (own) this.ours--;
        leave();
      });
      await withTimeout(turn, PATIENCE, () => void this.impatient.add(options));
    } else if (transaction && BEGINS.has(type) && !completes(options) && !isNested(transaction)) {
      const { turn, leave } = this.enter();
      if (this.ours > 0) await withTimeout(turn, PATIENCE, () => undefined);
      const timer = setTimeout(leave, HOST);
      timer.unref();
      this.leaves.set(transaction, () => {
        clearTimeout(timer);
        leave();
      });
    }
  }

  private after(options: QueryOptions, query: object): void {
    this.leaves.get(query)?.();
    if (options.transaction && completes(options)) this.leaves.get(options.transaction)?.();
  }
}

const OURS = new Set<string>(COLLECTIONS);

/** Whether it writes to one of this plugin's tables. Queries without a model count as ours; the host has hardly any. */
function isOurs(options: QueryOptions): boolean {
  const name = modelNameOf(options);
  return name === undefined || OURS.has(name);
}

/** The writers of a SQLite database. From the first call on, the host's queries pass through here too. */
export const writersOf = perDatabase('sqliteWriters', ({ sequelize }) => new Writers(sequelize));
