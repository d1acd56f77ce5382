import { Op, type Association } from 'sequelize';
import { COLLECTIONS, type CollectionName, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { beforeReads, sqlOf, type HostModel, type Join, type ReadOptions } from '../../host';
import { restrictionOf, type Restriction } from './rowSecurity';
import { tableNameOf } from './sql/ourTables';
import type { Proof } from './sql/proof';

/** The column that names the account. A collection that isn't listed here can't be read at all. */
const ACCOUNT_COLUMN: ReadonlyMap<string, string> = new Map([
  ['mailAccounts', 'id'],
  ['mailIdentities', 'accountId'],
  ['mailFolders', 'accountId'],
  ['mailMessages', 'accountId'],
  ['mailAddresses', 'accountId'],
  ['mailAttachments', 'accountId'],
  ['mailCampaigns', 'accountId'],
  ['mailCampaignRecipients', 'accountId'],
]);

/** Condition for somebody without an account, because ids are never 0. */
const NO_ACCOUNT: Id[] = [0];

/** Restricts what models read, just before Sequelize builds a statement from it. */
export function restrictReads(ctx: MailContext, proof: Proof): void {
  beforeReads(ctx.app.db, async (model, options) => {
    const limits = restrictionOf(ctx);
    if (!limits) return;
    const sql = sqlOf(model);
    if (sql !== undefined) await proof.demand(sql);
    await limitRead(model, options, limits);
  });
}

/** Adds the condition to the model itself and to everything joined with it. */
async function limitRead(model: HostModel, options: ReadOptions, limits: Restriction): Promise<void> {
  const tables: string[] = [];
  const condition = async (of: HostModel): Promise<object | undefined> => {
    const name = of.collection?.name ?? '';
    if (!COLLECTIONS.includes(name as CollectionName)) return undefined;
    limits.touched = true;
    const column = ACCOUNT_COLUMN.get(name);
    if (!column) throw new MailError('forbidden');
    tables.push(tableNameOf(of));
    const ids = await limits.accountIds();
    return { [column]: { [Op.in]: ids.length ? ids : NO_ACCOUNT } };
  };
  const narrow = async (of: HostModel, options: ReadOptions) => {
    const own = await condition(of);
    if (own) options.where = options.where ? { [Op.and]: [options.where, own] } : own;
    return own !== undefined;
  };
  // Only joins with our tables are touched; everything else stays as the host wrote it.
  const narrowJoins = async (parent: HostModel, options: ReadOptions) => {
    if (!options.include) return;
    const includes = Array.isArray(options.include) ? options.include : [options.include];
    for (const [index, include] of includes.entries()) {
      const join = typeof include === 'string' ? { association: include } : include;
      const target = targetOf(parent, join);
      if (!target) continue;
      if (await narrow(target, join)) {
        // Because of the condition, Sequelize would drop the parent's rows; it should only leave the join empty.
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
