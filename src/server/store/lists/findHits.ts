import { Op, type WhereOptions } from 'sequelize';
import {
  leavesOf,
  type Id,
  type MailQuery,
  type MessageSort,
  type QueryTerm,
  type RecordKey,
} from '../../../common';
import type { MailContext } from '../../context';
import { rowAs, table } from '../db/rows';
import type { Engine, Hit } from '../search/engine';
import { conditionOf, expressionOf, searchable, type Expression } from '../search/expression';
import { withFile } from '../search/files';
import { readyEngine } from '../search/state';
import type { Apart } from '../threads/threadPage';
import { withLabel } from '../labels/messageLabels';
import {
  byDate,
  byLabel,
  bySnooze,
  byRecord,
  byPeople,
  byThread,
  distinct,
  newestFirst,
  type ListScope,
  type People,
  type Source,
} from './pageSources';
import {
  pageWhere,
  sortTerms,
  termWhere,
  type Conditions,
  type LabelTerm,
  type SortedTerms,
} from './pageWhere';

/** Number of newest messages to check before asking the index: most searches for a common word end here. */
const LOOK_FIRST = 400;
/** Number of newest messages to check for a word that most messages contain. */
const LOOK_THROUGH = 5000;
/** A place with no more messages than this is checked completely. */
const FEW = 2000;
const MOST_AT_ONCE = 5000;
/** Maximum alternatives of a choice that are searched one by one. */
const MOST_BRANCHES = 16;

export interface PageRequest extends ListScope, Conditions {
  query: MailQuery;
  threadKey: string | null;
  /** Messages that are linked to this record. */
  record: RecordKey | null;
  /** Messages from or to any of them. */
  people: People | null;
  /** Newest first by default. */
  sort?: MessageSort;
  before: Hit | null;
  limit: number;
}

interface Search {
  ctx: MailContext;
  /** If null, words are searched in the rows. */
  engine: Engine | null;
  request: PageRequest;
}

/**
 * Whether the request searches for something. A place (`in:`) isn't a search, as it has been resolved to folders by
 * now.
 */
export const isSearched = ({
  query,
  threadKey,
  people,
  record,
}: Omit<PageRequest, 'before' | 'limit'>): boolean =>
  query.terms.some(({ kind }) => kind !== 'folder') ||
  threadKey !== null ||
  people !== null ||
  record !== null;

const isSnoozed = (term: QueryTerm): boolean =>
  term.kind === 'flag' && term.flag === 'snoozed' && !term.negated;

/**
 * How a list treats what is snoozed. Folders hide it, and so does a list of what is unread; searches find everything.
 */
export const apartIn = (request: Omit<PageRequest, 'before' | 'limit'>): Apart =>
  !isSearched(request) && (request.folderIds !== null || request.show === 'unread') ? 'awake' : 'listed';

/** The next messages of a list, newest first. */
export async function findHits(ctx: MailContext, request: PageRequest): Promise<Hit[]> {
  const { accountIds, folderIds } = request;
  if (accountIds.length === 0 || folderIds?.length === 0) return [];
  const terms = searchable(request.query.terms);
  const words = leavesOf(terms).some(({ kind }) => kind === 'text');
  const engine = words ? await readyEngine(ctx, accountIds) : null;
  return hitsOf({ ctx, engine, request }, terms, MOST_BRANCHES);
}

async function hitsOf(search: Search, terms: readonly QueryTerm[], branches: number): Promise<Hit[]> {
  const { ctx, engine, request } = search;
  const { accountIds, folderIds, before, limit, threadKey, people, record } = request;
  const sorted = sortTerms(terms, engine);
  const where = [...pageWhere(request), ...sorted.rows.map((term) => termWhere(ctx, term, request))];
  const inPlace = folderIds ? [...where, { folderId: { [Op.in]: [...folderIds] } }] : where;
  const match = narrowTo(search, { ...sorted, rows: [] });
  const narrow: Narrow = async (hits) => match(await fulfilling(ctx, inPlace, hits));
  if (threadKey !== null)
    return (await collect(byThread(ctx, request, threadKey), narrow, before, limit)).hits;
  if (people !== null) return (await collect(byPeople(ctx, request, people), narrow, before, limit)).hits;
  if (record !== null) return (await collect(byRecord(ctx, request, record), narrow, before, limit)).hits;
  // Listed by when they come back, but not in a choice (OR), whose lists have to be in one order.
  if (request.query.terms.some(isSnoozed))
    return (await collect(bySnooze(ctx, request), narrow, before, limit)).hits;
  const label = sorted.labels.find(({ negated }) => !negated);
  if (label) return (await collect(byLabel(ctx, request, idsOf(search, label)), narrow, before, limit)).hits;

  const walk = byDate(ctx, request, where);
  const expression = necessary(sorted);
  if (!engine || expression.all.length === 0) {
    const [choice] = sorted.mixed;
    if (engine && choice && choice.length <= branches)
      return hitsOfEach(search, terms, choice, Math.floor(branches / choice.length));
    return (await collect(walk, match, before, limit)).hits;
  }

  const scope = (from: Hit | null, take: number) => ({ accountIds, before: from, limit: take });
  const find: Source = async (from, take) =>
    (await engine.find(ctx, expression, scope(from, take), true)).hits;
  // What the index finds needn't be tested against it again.
  const rest = narrowTo(search, { ...sorted, indexed: [], rows: [] });
  const fulfil: Narrow = async (hits) => rest(await fulfilling(ctx, inPlace, hits));
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

/** Matches of any of the alternatives, each of which is searched in the way that is fastest for it. */
async function hitsOfEach(
  search: Search,
  terms: readonly QueryTerm[],
  choice: readonly QueryTerm[][],
  branches: number,
): Promise<Hit[]> {
  const others = terms.filter((term) => term.kind !== 'any' || term.of !== choice);
  const found: Hit[] = [];
  for (const list of choice) found.push(...(await hitsOf(search, [...others, ...list], branches)));
  return distinct(found.sort(newestFirst)).slice(0, search.request.limit);
}

/** What the index can tell about all of these terms: their words must occur, and so must those of a file's name. */
function necessary({ indexed, files }: SortedTerms): Expression {
  const { all: words, none } = expressionOf(indexed);
  const names = files.flatMap((term) => (term.negated ? [] : (conditionOf(term) ?? [])));
  return { all: [...words, ...names], none };
}

type Narrow = (hits: Hit[]) => Promise<Hit[]>;
const all: Narrow = (hits) => Promise.resolve(hits);

/** Keeps the hits for which all of these terms hold. */
function narrowTo(search: Search, sorted: SortedTerms): Narrow {
  const { ctx, engine, request } = search;
  const { indexed, rows, files, labels, mixed } = sorted;
  const steps: Narrow[] = [];
  if (rows.length > 0) {
    const where = rows.map((term) => termWhere(ctx, term, request));
    steps.push((hits) => fulfilling(ctx, where, hits));
  }
  const expression = expressionOf(indexed);
  if (engine && expression.all.length + expression.none.length > 0)
    steps.push((hits) => matching(ctx, engine, expression, request.accountIds, hits));
  for (const file of files)
    steps.push(async (hits) => {
      const kept = await withFile(
        ctx,
        file,
        hits.map(({ id }) => id),
      );
      return hits.filter(({ id }) => kept.has(String(id)));
    });
  for (const label of labels)
    steps.push(async (hits) => {
      const labelled = await withLabel(
        ctx,
        idsOf(search, label),
        hits.map(({ id }) => id),
      );
      return hits.filter(({ id }) => labelled.has(String(id)) !== label.negated);
    });
  for (const choice of mixed) {
    const ways = choice.map((list) => narrowTo(search, sortTerms(list, engine)));
    steps.push(async (hits) => {
      const kept = new Set<Hit>();
      for (const way of ways)
        for (const hit of await way(hits.filter((each) => !kept.has(each)))) kept.add(hit);
      return hits.filter((hit) => kept.has(hit));
    });
  }
  if (steps.length === 0) return all;
  return async (hits) => {
    let kept = hits;
    for (const step of steps) if (kept.length > 0) kept = await step(kept);
    return kept;
  };
}

const idsOf = ({ request }: Search, { name }: LabelTerm): readonly Id[] => request.labelled.get(name) ?? [];

/** Reads on until there are enough. `last` is the last hit checked if `most` ended it; otherwise null. */
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

/** Keeps the hits whose rows match the query. */
async function fulfilling(ctx: MailContext, where: readonly WhereOptions[], hits: Hit[]): Promise<Hit[]> {
  if (hits.length === 0) return [];
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { [Op.and]: [{ id: { [Op.in]: hits.map(({ id }) => id) } }, ...where] },
    attributes: ['id'],
    raw: true,
  });
  const kept = new Set(rows.map((row) => String(rowAs<Hit>(row).id)));
  return hits.filter(({ id }) => kept.has(String(id)));
}

/** Keeps the hits in which the words occur and the excluded ones don't. */
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
  // Databases find what is there, so to exclude something we find it and remove it from the hits.
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
