import { Op, type WhereOptions } from 'sequelize';
import type { AccountOverview, AccountState, CollectionName, Id } from '../../../common';
import type { MailContext } from '../../context';
import type { AccountRow } from './accounts';
import { databaseTime } from '../db/clock';
import { ownersMatching, ownerNames } from '../rowSecurity/owners';
import { columnOf, rowsAs, table } from '../db/rows';
import { countSetAside } from '../messages/unreadable';

export interface OverviewQuery {
  page: number;
  pageSize: number;
  /** Part of an address or of an owner's name. */
  search?: string;
  state?: AccountState;
}

/** A page of all accounts as an administrator sees them, in a fixed number of statements however many rows it has. */
export async function listOverview(
  ctx: MailContext,
  query: OverviewQuery,
): Promise<{ rows: AccountOverview[]; count: number }> {
  const { page, pageSize } = query;
  const { rows: found, count } = await table(ctx, 'mailAccounts').findAndCountAll({
    where: await conditionOf(ctx, query),
    order: [
      ['address', 'ASC'],
      ['id', 'ASC'],
    ],
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const accounts = rowsAs<AccountRow & { createdAt: Date }>(found);
  const ids = accounts.map(({ id }) => id);
  const [names, folders, messages, aside, storage, leases] = await Promise.all([
    ownerNames(ctx, [...new Set(accounts.map(({ userId }) => userId))]),
    totals(ctx, 'mailFolders', 'COUNT', 'id', { accountId: ids, vanishedAt: null }),
    totals(ctx, 'mailMessages', 'COUNT', 'id', { accountId: ids, vanishedAt: null }),
    countSetAside(ctx, ids),
    totals(ctx, 'mailBodies', 'SUM', 'size', { accountId: ids }),
    servingNodes(ctx, ids),
  ]);
  const rows = accounts.map((account): AccountOverview => {
    const key = String(account.id);
    const lease = leases.get(key);
    return {
      id: account.id,
      provider: account.provider,
      address: account.address,
      owner: { id: account.userId, name: names.get(String(account.userId)) ?? '' },
      parentId: account.parentId ?? null,
      state: account.state,
      reason: account.reason,
      stateSince: isoOf(account.stateSince),
      retryAt: isoOf(account.retryAt),
      lastSyncAt: isoOf(account.lastSyncAt),
      connectedAt: account.createdAt.toISOString(),
      progressDone: Number(account.progressDone ?? 0),
      progressTotal: Number(account.progressTotal ?? 0),
      folders: folders.get(key) ?? 0,
      messages: messages.get(key) ?? 0,
      setAside: aside.get(key) ?? {},
      storage: storage.get(key) ?? 0,
      connections: lease ? lease.connections : null,
      node: lease ? lease.node : null,
    };
  });
  return { rows, count };
}

const isoOf = (date: Date | null): string | null => (date ? new Date(date).toISOString() : null);

async function conditionOf(ctx: MailContext, { search, state }: OverviewQuery): Promise<WhereOptions> {
  const conditions: WhereOptions[] = state ? [{ state }] : [];
  if (search) {
    // Addresses are stored in lower case.
    const address = { [Op.like]: containing(ctx, search.toLowerCase()) };
    const userId = { [Op.in]: await ownersMatching(ctx, containing(ctx, search)) };
    conditions.push({ [Op.or]: [{ address }, { userId }] });
  }
  return { [Op.and]: conditions };
}

/** A LIKE pattern. SQLite has no escape character by default, so `_` and `%` remain wildcards there. */
const containing = (ctx: MailContext, text: string): string =>
  `%${ctx.app.db.inDialect('sqlite') ? text : text.replace(/[\\%_]/g, '\\$&')}%`;

/** One figure per account, from rows that name their account. */
async function totals(
  ctx: MailContext,
  name: CollectionName,
  fn: 'COUNT' | 'SUM',
  column: string,
  where: WhereOptions,
): Promise<Map<string, number>> {
  const { sequelize } = ctx.app.db;
  const rows = rowsAs<{ accountId: Id; total: string | number | null }>(
    await table(ctx, name).findAll({
      where,
      attributes: ['accountId', [sequelize.fn(fn, sequelize.col(columnOf(ctx, name, column))), 'total']],
      group: ['accountId'],
      raw: true,
    }),
  );
  return new Map(rows.map(({ accountId, total }) => [String(accountId), Number(total ?? 0)]));
}

async function servingNodes(
  ctx: MailContext,
  accountIds: Id[],
): Promise<Map<string, { node: string; connections: number }>> {
  const rows = await table(ctx, 'mailLeases').findAll({
    where: { accountId: { [Op.in]: accountIds }, until: { [Op.gt]: databaseTime(ctx) } },
  });
  return new Map(
    rows.map((row) => [
      String(row.get('accountId')),
      { node: (row.get('node') ?? '') as string, connections: Number(row.get('connections') ?? 0) },
    ]),
  );
}
