import { AsyncLocalStorage } from 'node:async_hooks';
import { Transaction, type QueryOptions, type Sequelize } from 'sequelize';
import { COLLECTIONS } from '../../common';

/**
 * How long, in milliseconds, anything but a transaction of ours waits for its turn. Then it goes on as if there were
 * no queue: whoever waits for itself by a way around must come to an end.
 */
const PATIENCE = 20_000;
/** How long, in milliseconds, others wait for a transaction of the host: it may be waiting for one of them. */
const HOST = 2_000;

/** Types of statements that write. Raw ones are not among them: nobody can tell, and most of the host's read. */
const WRITES = new Set(['INSERT', 'UPDATE', 'BULKUPDATE', 'DELETE', 'BULKDELETE', 'UPSERT']);
const BEGINS = new Set<string>(Object.values(Transaction.TYPES));

type Leave = () => void;

/**
 * SQLite has one writer: those of this process queue here. In the queue of the database itself they would meet its
 * busy timeout: node-sqlite3 waits a second, Sequelize tries five times, and a transaction of the host that has read
 * before it writes is refused at once, so it fails after half a second. A longer timeout would not do: it does not
 * help that transaction, each one who waits blocks one of libuv's few threads, and all statements outside of
 * transactions share one connection, so that every reader would wait behind a writer.
 *
 * What does not go through {@link Writers.run} passes by in Sequelize's hooks, the host's as well, since all run on the
 * same Sequelize. While nothing of ours writes, the host waits for nobody; a write of ours never comes between what a
 * transaction of the host has read and what it is about to write.
 */
class Writers {
  private tail: Promise<unknown> = Promise.resolve();
  /** Transactions and single writes of ours that run or wait. */
  private ours = 0;
  /** Whether this is part of a transaction of ours, as long as that is not over. */
  private readonly inside = new AsyncLocalStorage<{ over: boolean }>();
  /** By query, or by the host's transaction. */
  private readonly leaves = new WeakMap<object, Leave>();
  /** Of queries that Sequelize tries again, those that have waited long enough. */
  private readonly impatient = new WeakSet<QueryOptions>();

  constructor(sequelize: Sequelize) {
    sequelize.addHook('beforeQuery', (options, query) => this.before(options, query));
    sequelize.addHook('afterQuery', (options, query) => this.after(options, query));
    closeDestroyed(sequelize);
  }

  /** Runs a transaction of ours when those before it are over. */
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
    // Of ours itself; or somebody forgot to name it, and would wait for himself.
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
      if (!(await within(turn, PATIENCE))) this.impatient.add(options);
    } else if (transaction && BEGINS.has(type) && !completes(options) && !isNested(transaction)) {
      const { turn, leave } = this.enter();
      if (this.ours > 0) await within(turn, PATIENCE);
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

/**
 * Where a commit or a rollback fails (another process, or a long reader, keeps the file; the disk is full), Sequelize
 * destroys the connection through its pool, which SQLite's are not in: it would stay open, and with it the lock that
 * it holds, on the whole database and until the process ends.
 */
function closeDestroyed(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as {
    destroyConnection(connection: object): Promise<void>;
    releaseConnection(connection: object): void;
  };
  manager.destroyConnection = async (connection) => manager.releaseConnection(connection);
}

const OURS = new Set<string>(COLLECTIONS);

/** Whether it writes to a table of this plugin. The host has hardly any that name no model. */
const isOurs = ({ model }: QueryOptions & { model?: { name: string } }): boolean =>
  !model || OURS.has(model.name);

/** Whether it commits or rolls back; Sequelize gives these the type of their transaction too. */
const completes = (options: QueryOptions): boolean =>
  (options as { completesTransaction?: boolean }).completesTransaction === true;

/** Whether it is a savepoint that begins. */
const isNested = (transaction: Transaction): boolean =>
  (transaction as unknown as { savepoints: unknown[] }).savepoints.length > 0;

async function within(turn: Promise<unknown>, patience: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), patience)));
  try {
    return await Promise.race([turn.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

const known = new WeakMap<Sequelize, Writers>();

/** Of a SQLite database; from the first call on the host's queries pass by here too. */
export function writersOf(sequelize: Sequelize): Writers {
  const writers = known.get(sequelize) ?? new Writers(sequelize);
  known.set(sequelize, writers);
  return writers;
}
