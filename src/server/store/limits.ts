import { AsyncLocalStorage } from 'node:async_hooks';
import {
  Op,
  type Association,
  type CountOptions,
  type FindOptions,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import { COLLECTIONS, type CollectionName, type Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { wordTables } from './search/tables';
import { tablePattern, tablesIn } from './sqlText';

/**
 * Row-level security for everything in this process that is not ours. The host and its plugins have many
 * ways to read a collection that is named in a request's body (page variables, charts, exports, SQL, custom
 * requests, associations that an admin adds). Instead of knowing them all, every query that is made on
 * behalf of a request is limited here, right before the database: of our tables it sees the caller's own
 * rows, and of those that hold secrets nothing.
 */
interface Limits {
  app: object;
  accountIds: () => Promise<Id[]>;
  /** The request changes tables: on SQLite that copies all rows of a table from one to another. */
  schema: boolean;
}

const current = new AsyncLocalStorage<Limits | undefined>();

/** Runs `work`, all of whose queries are limited to these accounts. */
export function withLimits<T>(
  ctx: MailContext,
  { accountIds, schema }: Pick<Limits, 'accountIds' | 'schema'>,
  work: () => T,
): T {
  let ids: Promise<Id[]> | undefined;
  return current.run({ app: ctx.app, accountIds: () => (ids ??= withoutLimits(accountIds)), schema }, work);
}

/** Runs our own code, also where a request of somebody else's has set it off. */
export const withoutLimits = <T>(work: () => T): T => current.run(undefined, work);

/** Which column names the account. A collection that is not here cannot be read at all. */
const ACCOUNT_COLUMN: ReadonlyMap<string, string> = new Map([
  ['mailAccounts', 'id'],
  ['mailIdentities', 'accountId'],
  ['mailFolders', 'accountId'],
  ['mailMessages', 'accountId'],
  ['mailAddresses', 'accountId'],
  ['mailAttachments', 'accountId'],
]);

/** Ids are never 0: the condition of somebody without an account. */
const NO_ACCOUNT: Id[] = [0];

type HostModel = ModelStatic<Model> & { collection?: { name: string } };
/** An include as it may be written before Sequelize has expanded it. */
type Include = string | Join;
interface ReadOptions {
  where?: object;
  include?: Include | Include[];
  /** Set by us: tables of ours whose rows this read has limited. */
  mailTables?: string[];
}
interface Join extends ReadOptions {
  association?: unknown;
  model?: unknown;
  as?: unknown;
  required?: boolean;
}

const installed = new WeakSet<Sequelize>();

/** Puts the limits in front of this app's database. */
export function registerLimits(ctx: MailContext): void {
  const { sequelize } = ctx.app.db;
  if (installed.has(sequelize)) return;
  installed.add(sequelize);
  const active = () => {
    const limits = current.getStore();
    return limits?.app === ctx.app ? limits : undefined;
  };
  const limit = async (model: HostModel, options: ReadOptions) => {
    const limits = active();
    if (limits) await limitRead(model, options, limits);
  };
  sequelize.addHook('beforeFind', async function (this: unknown, options: FindOptions) {
    await limit(this as HostModel, options as ReadOptions);
  });
  sequelize.addHook('beforeCount', async function (this: unknown, options: CountOptions) {
    await limit(this as HostModel, options as ReadOptions);
  });
  guardStatements(ctx, sequelize, () => active()?.schema === false);
}

/** Adds the condition to the model itself and to everything that is joined with it. */
async function limitRead(model: HostModel, options: ReadOptions, limits: Limits): Promise<void> {
  const tables: string[] = [];
  const condition = async (of: HostModel): Promise<object | undefined> => {
    const name = of.collection?.name ?? '';
    if (!COLLECTIONS.includes(name as CollectionName)) return undefined;
    const column = ACCOUNT_COLUMN.get(name);
    if (!column) throw new MailError('forbidden');
    tables.push(tableName(of));
    const ids = await limits.accountIds();
    return { [column]: { [Op.in]: ids.length ? ids : NO_ACCOUNT } };
  };
  const narrow = async (of: HostModel, options: ReadOptions) => {
    const own = await condition(of);
    if (own) options.where = options.where ? { [Op.and]: [options.where, own] } : own;
    return own !== undefined;
  };
  // Only what joins our tables is touched; everything else stays as the host wrote it.
  const narrowJoins = async (parent: HostModel, options: ReadOptions) => {
    if (!options.include) return;
    const includes = Array.isArray(options.include) ? options.include : [options.include];
    for (const [index, include] of includes.entries()) {
      const join = typeof include === 'string' ? { association: include } : include;
      const target = targetOf(parent, join);
      if (!target) continue;
      if (await narrow(target, join)) {
        // Sequelize would drop the parent's rows for a condition; ours is to leave the join empty.
        join.required ??= false;
        includes[index] = join;
      }
      await narrowJoins(target, join);
    }
    options.include = includes;
  };
  await narrow(model, options);
  await narrowJoins(model, options);
  options.mailTables = tables;
}

function targetOf(parent: HostModel, include: Join): HostModel | undefined {
  const { association, model, as } = include;
  if (typeof association === 'string') return parent.associations[association]?.target;
  if (association) return (association as Association).target;
  if (typeof as === 'string' && parent.associations[as]) return parent.associations[as].target;
  return model as HostModel | undefined;
}

function tableName(model: HostModel): string {
  const name = model.getTableName();
  return (typeof name === 'string' ? name : name.tableName).toLowerCase();
}

/**
 * What Sequelize's hooks do not see: SQL text (charts, SQL blocks, aggregates), writes, and joins made by
 * hand. A statement may name those of our tables that {@link limitRead} has limited for it, and no other.
 */
function guardStatements(ctx: MailContext, sequelize: Sequelize, active: () => boolean): void {
  // At the first request, when every collection is there.
  let pattern: RegExp | undefined;
  const named = (name: CollectionName) => tableName(ctx.app.db.getCollection(name).model);
  const ours = () =>
    (pattern ??= tablePattern([...COLLECTIONS.map(named), ...wordTables(named('mailSearch'))]));
  const backslashes = ['mysql', 'mariadb'].includes(sequelize.getDialect());
  const query = sequelize.query.bind(sequelize) as (statement: unknown, options?: unknown) => Promise<never>;
  const guarded = async (statement: unknown, options?: ReadOptions): Promise<never> => {
    if (active()) {
      const sql =
        typeof statement === 'string' ? statement : String((statement as { query?: unknown }).query);
      for (const table of tablesIn(sql, ours(), backslashes)) {
        if (options?.mailTables?.includes(table)) continue;
        throw new MailError('forbidden', {
          cause: new Error(`a statement that is not limited names ${table}`),
        });
      }
    }
    return query(statement, options);
  };
  sequelize.query = guarded as Sequelize['query'];
}
