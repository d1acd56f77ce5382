import type { Database } from '@nocobase/database';

/** Key under which a model keeps the text of its SQL collection, for {@link sqlOf}. */
const TEXT = Symbol('the SQL of a collection');

/** The SQL that a person wrote for this model; undefined unless it belongs to an SQL collection. */
export const sqlOf = (model: object): string | undefined => (model as { [TEXT]?: string })[TEXT];

/** The parts of the host's collection types that we need; SQL collections come from a separate plugin. */
interface CollectionType {
  prototype: { isSql?(): boolean; modelInit(this: SqlCollection): void; [TEXT]?: string };
}
interface SqlCollection {
  model: { sql?: string; [TEXT]?: string };
  context: { database: Database };
}
type RunSql = (sql: string, ...rest: unknown[]) => Promise<unknown>;
interface Runner {
  runSQLWithSchema?: RunSql;
}

const typesOf = (db: Database): CollectionType[] => [
  ...(db.collectionFactory.collectionTypes.keys() as unknown as Iterable<CollectionType>),
];
const isSqlType = ({ prototype }: CollectionType): boolean => Object.hasOwn(prototype, 'isSql');

/** Calls `demand` with SQL that a person wrote (SQL blocks, charts, their previews) before the host runs it. */
export function beforePersonSql(db: Database, demand: (sql: string) => Promise<void>): void {
  const host = db as unknown as Runner;
  const run = host.runSQLWithSchema?.bind(db);
  if (!run) return;
  host.runSQLWithSchema = async (sql, ...rest) => {
    await demand(sql);
    return run(sql, ...rest);
  };
}

/**
 * Calls `demand` with the text of an SQL collection each time a statement is made from it. All apps of a process share
 * the collection classes, so `demand` also gets the database of the collection at hand.
 */
export function beforeSqlCollections(db: Database, demand: (of: Database, sql: string) => void): void {
  for (const { prototype } of typesOf(db).filter(isSqlType)) {
    if (prototype[TEXT]) continue;
    prototype[TEXT] = 'guarded';
    const { modelInit } = prototype;
    prototype.modelInit = function (this: SqlCollection) {
      modelInit.call(this);
      const { sql } = this.model;
      if (typeof sql !== 'string') return;
      this.model[TEXT] = sql;
      const { database } = this.context;
      Object.defineProperty(this.model, 'sql', {
        configurable: true,
        get: () => {
          demand(database, sql);
          return sql;
        },
      });
    };
  }
}

/** Runs SQL the way the host runs SQL that a person wrote. */
export async function runAsPerson(db: Database, sql: string): Promise<unknown> {
  const { runSQLWithSchema: run } = db as unknown as Runner;
  if (!run) throw new Error('the host runs SQL in another way');
  return run.call(db, sql);
}

/** Whether {@link beforeSqlCollections} sees the text of every SQL collection. */
export const seesSqlCollections = (db: Database): boolean =>
  typesOf(db)
    .filter(isSqlType)
    .every(({ prototype }) => prototype[TEXT] !== undefined);
