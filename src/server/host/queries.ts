import type { Database } from '@nocobase/database';
import type { Model, ModelStatic, QueryOptions, Sequelize, Transaction } from 'sequelize';

/** A model, with the collection that the host made it from. */
export type HostModel = ModelStatic<Model> & { collection?: { name: string } };

/** An include as it may be written before Sequelize expands it. */
export type Include = string | Join;
export interface ReadOptions {
  where?: object;
  include?: Include | Include[];
  /** Set by us: those of our tables whose rows this read has already restricted. */
  mailTables?: string[];
}
export interface Join extends ReadOptions {
  association?: unknown;
  model?: unknown;
  as?: unknown;
  required?: boolean;
}

/** Calls `work` before Sequelize builds a statement from a model's read; `work` may still change the options. */
export function beforeReads(
  { sequelize }: Database,
  work: (model: HostModel, options: ReadOptions) => Promise<void>,
): void {
  const hook = async function (this: unknown, options: object): Promise<void> {
    await work(this as HostModel, options);
  };
  sequelize.addHook('beforeFind', hook);
  sequelize.addHook('beforeCount', hook);
}

/** Calls `work` with the text of every statement, no matter who made it, before the database gets it. */
export function beforeStatements(
  { sequelize }: Database,
  work: (sql: string, options: ReadOptions | undefined) => Promise<void>,
): void {
  const query = sequelize.query.bind(sequelize) as (statement: unknown, options?: unknown) => Promise<never>;
  const guarded = async (statement: unknown, options?: ReadOptions): Promise<never> => {
    const sql = typeof statement === 'string' ? statement : (statement as { query?: unknown }).query;
    await work(String(sql), options);
    return query(statement, options);
  };
  sequelize.query = guarded as Sequelize['query'];
}

type QueryHook = (options: QueryOptions, query: object) => Promise<void> | void;

/** Calls `before` and `after` around every query that Sequelize sends, both with the same `query` object. */
export function aroundQueries(sequelize: Sequelize, before: QueryHook, after: QueryHook): void {
  sequelize.addHook('beforeQuery', (options, query) => before(options, query));
  sequelize.addHook('afterQuery', (options, query) => after(options, query));
}

/** Whether the query commits or rolls back; Sequelize gives these the type of their transaction too. */
export const completes = (options: QueryOptions): boolean =>
  (options as { completesTransaction?: boolean }).completesTransaction === true;

/** Whether the transaction that begins is a savepoint. */
export const isNested = (transaction: Transaction): boolean =>
  (transaction as unknown as { savepoints: unknown[] }).savepoints.length > 0;

/** Name of the model that a query is for; undefined for a raw query. */
export const modelNameOf = (options: QueryOptions): string | undefined =>
  (options as { model?: { name: string } }).model?.name;

/**
 * Makes Sequelize close SQLite connections when a commit or rollback fails (another process or a long reader keeps the
 * file, or the disk is full). It would destroy them through its pool, which SQLite's aren't in, so they would stay open
 * and hold their lock on the whole database until the process ends.
 */
export function closeDestroyed(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as {
    destroyConnection(connection: object): Promise<void>;
    releaseConnection(connection: object): void;
  };
  manager.destroyConnection = async (connection) => manager.releaseConnection(connection);
}
