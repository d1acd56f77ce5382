import { Op, type Order, type WhereOptions } from 'sequelize';
import { isByDate, type Id } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { Hit } from '../search/engine';
import { findHits, isSearched, type PageRequest } from './findHits';
import { newestFirst } from './pageSources';
import { pageWhere } from './pageWhere';
import { sortKey, type SortKey } from './sortKey';

/** Maximum matches of a search that are sorted: the newest ones. */
const MOST_SORTED = 10_000;

/** Whether a place can start a page in this order: a list by sender, for example, needs a sender in it. */
export const isSortPlace = ({ key }: Hit, sort: NonNullable<PageRequest['sort']>): boolean =>
  isByDate(sort) || (sort === 'size' ? Number.isSafeInteger(Number(key ?? NaN)) : key !== undefined);

/** The next messages of a list in any order except newest first, which {@link findHits} handles. */
export async function findSorted(ctx: MailContext, request: PageRequest): Promise<Hit[]> {
  const { accountIds, folderIds } = request;
  if (accountIds.length === 0 || folderIds?.length === 0) return [];
  if (isSearched(request)) {
    const found = await findHits(ctx, { ...request, before: null, limit: MOST_SORTED });
    return found.length === 0 ? [] : read(ctx, request, [{ id: { [Op.in]: found.map(({ id }) => id) } }]);
  }
  const where = pageWhere(request);
  const column = folderIds ? 'folderId' : 'accountId';
  const places = folderIds ?? accountIds;
  if (sortKey(ctx, request.sort))
    return read(ctx, request, [{ [column]: { [Op.in]: [...places] } }, ...where]);
  // By date, an index covers each folder and account, so each is read separately.
  const legs = await Promise.all(places.map((id) => read(ctx, request, [{ [column]: id }, ...where])));
  if (legs.length === 1) return legs[0] ?? [];
  return legs
    .flat()
    .sort((a, b) => newestFirst(b, a))
    .slice(0, request.limit);
}

async function read(ctx: MailContext, request: PageRequest, where: WhereOptions[]): Promise<Hit[]> {
  const key = sortKey(ctx, request.sort);
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { [Op.and]: [...where, ...(request.before ? further(request.before, key) : [])] },
    attributes: ['id', 'receivedAt', ...(key ? [[key.of, 'key'] as [typeof key.of, string]] : [])],
    order: orderBy(key),
    limit: request.limit,
    raw: true,
  });
  return rowsAs<{ id: Id; receivedAt: string; key?: string | number }>(rows).map((row) => ({
    ...row,
    receivedAt: new Date(row.receivedAt),
  }));
}

/** By the key, then newest first. Without a key, the oldest come first. */
function orderBy(key: SortKey | null): Order {
  if (!key)
    return [
      ['receivedAt', 'ASC'],
      ['id', 'ASC'],
    ];
  return [
    [key.of, key.descending ? 'DESC' : 'ASC'],
    ['receivedAt', 'DESC'],
    ['id', 'DESC'],
  ];
}

function further(before: Hit, key: SortKey | null): WhereOptions[] {
  const { receivedAt, id } = before;
  const beyond = key ? Op.lt : Op.gt;
  const later = [
    // Written so that every database begins in the index where the page begins.
    { receivedAt: { [key ? Op.lte : Op.gte]: receivedAt } },
    { [Op.or]: [{ receivedAt: { [beyond]: receivedAt } }, { id: { [beyond]: id } }] },
  ];
  if (!key) return later;
  const value = key.read(before.key);
  return [
    {
      [Op.or]: [
        key.is(key.descending ? Op.lt : Op.gt, value),
        { [Op.and]: [key.is(Op.eq, value), ...later] },
      ],
    },
  ];
}
