import { Op, type WhereOptions } from 'sequelize';
import type { Id } from '../../common';
import type { MailContext } from '../context';
import { byAddress, byDate, byThread, type Place, type Source } from './pageSources';
import { pageWhere, type Conditions } from './pageWhere';
import { table } from './rows';
import type { Engine, Hit } from './search/engine';
import { expressionOf, type Expression } from './search/expression';
import { likeWhere } from './search/like';
import { readyEngine } from './search/state';

/** Fields of a mail that a list shows. */
const FIELDS = [
  ...['id', 'accountId', 'folderId', 'threadKey', 'subject', 'fromName', 'fromAddress', 'to', 'sentAt'],
  ...['receivedAt', 'size', 'seen', 'flagged', 'answered', 'draft', 'hasAttachments', 'preview'],
];
/** So many of the newest mails are looked through before the index is asked at all: most searches for a common word end here. */
const LOOK_FIRST = 400;
/** So many of the newest mails are looked through for a word that most mails have. */
const LOOK_THROUGH = 5000;
/** A place with no more mails than these is looked through whole. */
const FEW = 2000;
const MOST_AT_ONCE = 5000;

export interface PageRequest extends Place, Conditions {
  threadKey: string | null;
  /** Mails from or to this address, lower case. */
  address: string | null;
  before: Hit | null;
  limit: number;
}

export interface MessagePage {
  rows: object[];
  /** Where the next page begins; null at the end. */
  next: Hit | null;
}

/** One page of a list, newest first: by a place in the list, not by a number, so that it costs the same anywhere. */
export async function pageMessages(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  const hits = await hitsOf(ctx, { ...request, limit: request.limit + 1 });
  const shown = hits.slice(0, request.limit);
  const found = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: shown.map(({ id }) => id) } },
    attributes: FIELDS,
  });
  const rows = new Map(found.map((row) => [String(row.get('id')), row.get({ plain: true }) as object]));
  return {
    rows: shown.flatMap(({ id }) => rows.get(String(id)) ?? []),
    next: hits.length > shown.length ? (shown.at(-1) ?? null) : null,
  };
}

async function hitsOf(ctx: MailContext, request: PageRequest): Promise<Hit[]> {
  const { accountIds, folderIds, before, limit, threadKey, address, query } = request;
  if (accountIds.length === 0 || folderIds?.length === 0) return [];
  const expression = expressionOf(query);
  const engine = expression && (await readyEngine(ctx, accountIds));
  const where = [...pageWhere(request), ...(expression && !engine ? likeWhere(ctx, query) : [])];
  const inPlace = folderIds ? [...where, { folderId: { [Op.in]: [...folderIds] } }] : where;
  const match: Narrow = engine ? (hits) => matching(ctx, engine, expression, accountIds, hits) : all;
  const narrow: Narrow = async (hits) => match(await fulfilling(ctx, inPlace, hits));
  if (threadKey !== null)
    return (await collect(byThread(ctx, request, threadKey), narrow, before, limit)).hits;
  if (address !== null) return (await collect(byAddress(ctx, request, address), narrow, before, limit)).hits;
  const walk = byDate(ctx, request, where);
  if (!engine || expression.all.length === 0) return (await collect(walk, match, before, limit)).hits;

  const scope = (from: Hit | null, take: number) => ({ accountIds, before: from, limit: take });
  const find: Source = async (from, take) =>
    (await engine.find(ctx, expression, scope(from, take), true)).hits;
  const fulfil: Narrow = (hits) => fulfilling(ctx, inPlace, hits);
  if (!engine.testsRows) return (await collect(find, fulfil, before, limit)).hits;
  if (folderIds && (await mailsIn(ctx, folderIds)) <= FEW)
    return (await collect(walk, match, before, limit)).hits;
  const newest = await collect(walk, match, before, limit, { most: 1, take: LOOK_FIRST });
  if (newest.hits.length >= limit || newest.last === null) return newest.hits;
  const wanted = limit - newest.hits.length;
  const take = limit * 4;
  const first = await engine.find(ctx, expression, scope(newest.last, take), false);
  if (!first.common) {
    const found = await fulfil(first.hits);
    if (found.length >= wanted || first.hits.length < take)
      return [...newest.hits, ...found.slice(0, wanted)];
    const more = await collect(find, fulfil, newest.last, wanted, { take: take * 4 });
    return [...newest.hits, ...more.hits];
  }
  const looked = await collect(walk, match, newest.last, wanted, { most: LOOK_THROUGH });
  const known = [...newest.hits, ...looked.hits];
  if (known.length >= limit || looked.last === null) return known;
  return [...known, ...(await collect(find, fulfil, looked.last, limit - known.length)).hits];
}

type Narrow = (hits: Hit[]) => Promise<Hit[]>;
const all: Narrow = (hits) => Promise.resolve(hits);

/** Reads on until there are enough. `last`: the last one looked at, where `most` was reached before the end. */
async function collect(
  source: Source,
  narrow: Narrow,
  before: Hit | null,
  limit: number,
  { most = Infinity, take: begin }: { most?: number; take?: number } = {},
): Promise<{ hits: Hit[]; last: Hit | null }> {
  const found: Hit[] = [];
  let take = begin ?? (narrow === all ? limit : Math.max(limit * 2, 200));
  for (let from = before, looked = 0; ;) {
    const hits = await source(from, take);
    found.push(...(await narrow(hits)));
    from = hits.at(-1) ?? null;
    looked += hits.length;
    if (found.length >= limit || hits.length < take) return { hits: found.slice(0, limit), last: null };
    if (looked >= most) return { hits: found, last: from };
    take = Math.min(take * 4, MOST_AT_ONCE);
  }
}

/** Those whose rows are as the query says. */
async function fulfilling(ctx: MailContext, where: readonly WhereOptions[], hits: Hit[]): Promise<Hit[]> {
  if (hits.length === 0) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { [Op.and]: [{ id: { [Op.in]: hits.map(({ id }) => id) } }, ...where] },
    attributes: ['id'],
    raw: true,
  });
  const kept = new Set(rows.map((row) => String((row as unknown as Hit).id)));
  return hits.filter(({ id }) => kept.has(String(id)));
}

/** Those in which the words occur, and the others do not. */
async function matching(
  ctx: MailContext,
  engine: Engine,
  expression: Expression,
  accountIds: readonly Id[],
  hits: Hit[],
): Promise<Hit[]> {
  if (hits.length === 0) return [];
  const ids = hits.map(({ id }) => id);
  const test = async (part: Expression) =>
    new Set((await engine.test(ctx, part, accountIds, ids)).map(String));
  if (expression.all.length > 0) {
    const kept = await test(expression);
    return hits.filter(({ id }) => kept.has(String(id)));
  }
  // Databases look for what is there; what is not there is left when that is taken out.
  const gone = await Promise.all(expression.none.map((one) => test({ all: [one], none: [] })));
  return hits.filter(({ id }) => !gone.some((set) => set.has(String(id))));
}

async function mailsIn(ctx: MailContext, folderIds: readonly Id[]): Promise<number> {
  const rows = await table(ctx, 'mailFolders').findAll({
    where: { id: { [Op.in]: [...folderIds] } },
    attributes: ['total'],
  });
  return rows.reduce((sum, row) => sum + Number(row.get('total') ?? 0), 0);
}
