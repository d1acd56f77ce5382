import { Op } from 'sequelize';
import type { Id } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import { apartIn, isSearched } from './findHits';
import { pageIds, type PageRequest } from './messagePage';
import { pageWhere } from './pageWhere';

/** Maximum matches counted, because a search finds them one page after another. */
const MOST_COUNTED = 10_000;
const STEP = 2000;

/** How many messages match; unless `exact`, there are at least this many. */
export interface Matches {
  count: number;
  exact: boolean;
}

/** How many messages a list would show if it were read to the end. */
export async function countMatching(
  ctx: MailContext,
  request: Omit<PageRequest, 'before' | 'limit'>,
): Promise<Matches> {
  const { accountIds, folderIds } = request;
  if (accountIds.length === 0 || folderIds?.length === 0) return { count: 0, exact: true };
  if (isSearched(request)) return countPages(ctx, request);
  const place = folderIds
    ? { folderId: { [Op.in]: [...folderIds] } }
    : { accountId: { [Op.in]: [...accountIds] } };
  const where = { [Op.and]: [place, ...pageWhere({ ...request, apart: apartIn(request) })] };
  return { count: await table(ctx, 'mailMessages').count({ where }), exact: true };
}

async function countPages(
  ctx: MailContext,
  request: Omit<PageRequest, 'before' | 'limit'>,
): Promise<Matches> {
  let count = 0;
  for (let before: PageRequest['before'] = null; ;) {
    const { ids, next } = await pageIds(ctx, { ...request, before, limit: STEP });
    count += ids.length;
    if (next === null) return { count, exact: true };
    if (count >= MOST_COUNTED) return { count, exact: false };
    before = next;
  }
}

/** The id of the message that was stored last; null if there is none. */
export async function newestId(ctx: MailContext, accountIds: readonly Id[]): Promise<Id | null> {
  if (accountIds.length === 0) return null;
  const where = { accountId: { [Op.in]: [...accountIds] } };
  const newest = await table(ctx, 'mailMessages').findOne({
    where,
    attributes: ['id'],
    order: [['id', 'DESC']],
  });
  return newest ? (newest.get('id') as Id) : null;
}
