import type { Database } from '@nocobase/database';
import type { Application } from '@nocobase/server';
import type { Sequelize } from 'sequelize';
import type { MailContext } from './context';

/**
 * Everything the server keeps in memory for longer than a request, a turn or a transaction: its name, and the only file
 * that uses it. `__tests__/layers` refuses such state anywhere else. Nothing here is needed after a restart: state that
 * must survive one is in the database.
 */
export const KEPT = {
  /**
   * Lives as long as the app object that the host hands to us; it hands over a new one each time it loads the plugins.
   * Sub-apps share the process, so each has its own.
   */
  app: {
    /** By account: the end of the queue of those that wait to renew its token. */
    tokenQueues: 'accounts/exclusive.ts',
    /** By address: recent requests to unsubscribe. */
    unsubscribeRequests: 'actions/unsubscribePage.ts',
    /** Open IMAP connections shared by people's requests. */
    sharedConnections: 'accounts/mailbox.ts',
    /** By account: the messages that are being sent, and whether further sends may start. */
    sends: 'outbox/send/sends.ts',
    /** By account: events inserted since the last check for surplus ones. */
    eventCounts: 'store/accounts/events.ts',
    /** Workflow plugins whose runs see only what their starter may see. */
    limitedWorkflows: 'host/workflows.ts',
    /** Parts of the host that we rely on and that are missing; if there are any, no mail is served. */
    hostCheck: 'host/serving.ts',
  },
  /** Lives as long as the app's database object, which the host recreates when it reloads the app. */
  database: {
    /** The fence in front of the host's queries, with what it knows about tables and views. */
    rowSecurity: 'store/rowSecurity/fence.ts',
    /** The queue of everything that writes to SQLite. */
    sqliteWriters: 'store/db/sqliteWriters.ts',
    /** Whether transactions read committed data without being told to. */
    isolation: 'store/db/transaction.ts',
    /** Rows and texts stored since PostgreSQL's statistics were last updated. */
    growth: 'store/db/statistics.ts',
    /** The search engine, and the accounts whose messages it knows completely. */
    search: 'store/search/state.ts',
  },
  /** Lives as long as the process and is shared by all of its apps. */
  process: {
    /** By mail server: how many connections are being opened. */
    connectionLimits: 'semaphore.ts',
    /** By account (ids are unique across apps): IMAP connections that are open. */
    openConnections: 'imap/connection/connections.ts',
    /** How many uploads are being written to the database. */
    uploadWriters: 'store/outbox/uploads.ts',
    /** By app and collection: how many searches for recipients are running. */
    bookSearches: 'actions/addressBooks.ts',
    /** By app and collection: how many searches for a message's records are running. */
    recordMatches: 'actions/recordLinks.ts',
    /** How many enclosed messages are being read. */
    enclosedMessages: 'actions/enclosed.ts',
    /** By set of table names: the pattern that finds them. */
    tablePatterns: 'store/rowSecurity/sql/tablesIn.ts',
  },
} as const;

type State = Map<string, unknown>;

const apps = new WeakMap<Application, State>();
const databases = new WeakMap<Sequelize, State>();
const ofProcess: State = new Map();

/** State that each app has its own copy of, made on first use. */
export function perApp<T>(
  name: keyof (typeof KEPT)['app'],
  make: (ctx: MailContext) => T,
): (ctx: MailContext) => T {
  return (ctx) => entry(stateOf(apps, ctx.app), name, () => make(ctx));
}

/** State that each database has its own copy of, made on first use. */
export function perDatabase<T>(
  name: keyof (typeof KEPT)['database'],
  make: (db: Database) => T,
): (db: Database) => T {
  return (db) => entry(stateOf(databases, db.sequelize), name, () => make(db));
}

/** State that all apps of this process share, made on first use. */
export function perProcess<T>(name: keyof (typeof KEPT)['process'], make: () => T): () => T {
  return () => entry(ofProcess, name, make);
}

function stateOf<Owner extends object>(states: WeakMap<Owner, State>, owner: Owner): State {
  let state = states.get(owner);
  if (!state) states.set(owner, (state = new Map<string, unknown>()));
  return state;
}

function entry<T>(state: State, name: string, make: () => T): T {
  if (!state.has(name)) state.set(name, make());
  return state.get(name) as T;
}
