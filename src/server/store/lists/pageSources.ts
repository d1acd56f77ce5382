import { Op, type WhereOptions } from 'sequelize';
import type { Id, RecordKey } from '../../../common';
import type { MailContext } from '../../context';
import { table } from '../db/rows';
import type { Hit } from '../search/engine';

/** At most `take` messages further down a list than `before`, newest first; fewer mean that there are no more. */
export type Source = (before: Hit | null, take: number) => Promise<Hit[]>;

/** Where to look: in the folders, or if null in all messages of the accounts. */
export interface ListScope {
  accountIds: readonly Id[];
  folderIds: readonly Id[] | null;
}

/** Messages by date, read through the index of each folder or account and merged. */
export const byDate =
  (ctx: MailContext, { accountIds, folderIds }: ListScope, where: readonly WhereOptions[]): Source =>
  async (before, take) => {
    const column = folderIds ? 'folderId' : 'accountId';
    const legs = await Promise.all(
      (folderIds ?? accountIds).map((id) =>
        newest(ctx, 'mailMessages', [{ [column]: id }, ...where], before, take),
      ),
    );
    return legs.length === 1 ? (legs[0] ?? []) : legs.flat().sort(newestFirst).slice(0, take);
  };

/** Messages of one thread, which are few enough to sort. */
export const byThread =
  (ctx: MailContext, { accountIds }: ListScope, threadKey: string): Source =>
  async (before, take) => {
    const rows = await table(ctx, 'mailMessages').findAll({
      where: { accountId: { [Op.in]: [...accountIds] }, threadKey },
      attributes: ['id', 'receivedAt'],
      raw: true,
    });
    const hits = hitsOf(rows, 'id').sort(newestFirst);
    return hits.filter((hit) => !before || newestFirst(before, hit) < 0).slice(0, take);
  };

/** Snoozed messages, the first to come back first. Their places have the time at which they do. */
export const bySnooze =
  (ctx: MailContext, { accountIds }: ListScope): Source =>
  async (before, take) => {
    const later = before
      ? [
          { snoozedUntil: { [Op.gte]: before.receivedAt } },
          { [Op.or]: [{ snoozedUntil: { [Op.gt]: before.receivedAt } }, { id: { [Op.gt]: before.id } }] },
        ]
      : [];
    const legs = await Promise.all(
      accountIds.map(async (accountId) => {
        const rows = await table(ctx, 'mailMessages').findAll({
          where: { [Op.and]: [{ accountId, snoozedUntil: { [Op.ne]: null }, returnedAt: null }, ...later] },
          attributes: ['id', ['snoozedUntil', 'receivedAt']],
          order: [
            ['snoozedUntil', 'ASC'],
            ['id', 'ASC'],
          ],
          limit: take,
          raw: true,
        });
        return hitsOf(rows, 'id');
      }),
    );
    return legs
      .flat()
      .sort((one, other) => newestFirst(other, one))
      .slice(0, take);
  };

/** Messages that have one of the labels. */
export const byLabel =
  (ctx: MailContext, { accountIds }: ListScope, labelIds: readonly Id[]): Source =>
  async (before, take) => {
    const legs = await Promise.all(
      labelIds.map((labelId) => {
        const place = { labelId, accountId: { [Op.in]: [...accountIds] } };
        return newest(ctx, 'mailMessageLabels', [place], before, take);
      }),
    );
    return distinct(legs.flat().sort(newestFirst)).slice(0, take);
  };

/** Messages that are linked to a record, read through the index for each account and merged. */
export const byRecord =
  (ctx: MailContext, { accountIds }: ListScope, { collection, recordKey }: RecordKey): Source =>
  async (before, take) => {
    const legs = await Promise.all(
      accountIds.map((accountId) => {
        const place = { collection, recordKey, accountId, dataSource: 'main' };
        return newest(ctx, 'mailLinks', [place], before, take);
      }),
    );
    return legs.flat().sort(newestFirst).slice(0, take);
  };

/** Addresses and whole domains, in lower case. */
export interface People {
  addresses: readonly string[];
  domains: readonly string[];
}

/** Queries for one page; with more people and accounts, the database sorts what it finds for all of them. */
const MOST_LEGS = 24;

/** Messages from or to people. Addresses stored before they had a date are sorted by their message's date. */
export function byPeople(ctx: MailContext, { accountIds }: ListScope, people: People): Source {
  const read = async (place: WhereOptions, before: Hit | null, take: number) => {
    // A message has a row for each address, and for each field that it occurs in.
    const rows = await newest(ctx, 'mailAddresses', [place], before, take);
    return { hits: distinct(rows), full: rows.length === take };
  };
  const leg = async (place: WhereOptions, before: Hit | null, take: number): Promise<Hit[]> => {
    const found: Hit[] = [];
    for (let from = before; ;) {
      const { hits, full } = await read(place, from, take);
      found.push(...hits);
      if (!full || found.length >= take) return found.slice(0, take);
      from = found.at(-1) ?? null;
    }
  };
  return async (before, take) => {
    const all = { [Op.or]: together(people, accountIds) };
    const undated = { [Op.and]: [all, { receivedAt: null }] };
    if (await table(ctx, 'mailAddresses').findOne({ where: undated, attributes: ['id'] }))
      return byUndated(ctx, all)(before, take);
    const legs = await Promise.all(legsOf(people, accountIds).map((place) => leg(place, before, take)));
    return distinct(legs.flat().sort(newestFirst)).slice(0, take);
  };
}

/** Each place is in one index, in the order of the list. */
function legsOf(people: People, accountIds: readonly Id[]): WhereOptions[] {
  const each = [
    ...people.addresses.map((address) => ({ address })),
    ...people.domains.map((domain) => ({ domain })),
  ];
  if (each.length * accountIds.length > MOST_LEGS) return together(people, accountIds);
  return each.flatMap((one) => accountIds.map((accountId) => ({ ...one, accountId })));
}

function together({ addresses, domains }: People, accountIds: readonly Id[]): WhereOptions[] {
  const accountId = { [Op.in]: [...accountIds] };
  return [
    ...(addresses.length > 0 ? [{ address: { [Op.in]: [...addresses] }, accountId }] : []),
    ...(domains.length > 0 ? [{ domain: { [Op.in]: [...domains] }, accountId }] : []),
  ];
}

/** Sorts all messages of some people, as long as some of their addresses have no date. */
const byUndated =
  (ctx: MailContext, where: WhereOptions): Source =>
  async (before, take) => {
    const rows = await table(ctx, 'mailAddresses').findAll({
      where,
      attributes: ['mailMessageId'],
      group: ['mailMessageId'],
    });
    const hits: Hit[] = [];
    for (let at = 0; at < rows.length; at += 1000) {
      const ids = rows.slice(at, at + 1000).map((row) => row.get('mailMessageId') as Id);
      const mails = await table(ctx, 'mailMessages').findAll({
        where: { [Op.and]: [{ id: { [Op.in]: ids } }, ...further(before, 'id')] },
        attributes: ['id', 'receivedAt'],
        raw: true,
      });
      hits.push(...hitsOf(mails, 'id'));
    }
    return hits.sort(newestFirst).slice(0, take);
  };

/** Rows that have a message and its date, or are messages, further down a list than `before`. */
async function newest(
  ctx: MailContext,
  name: 'mailMessages' | 'mailMessageLabels' | 'mailLinks' | 'mailAddresses',
  where: readonly WhereOptions[],
  before: Hit | null,
  take: number,
): Promise<Hit[]> {
  const id = name === 'mailMessages' ? 'id' : 'mailMessageId';
  const rows = await table(ctx, name).findAll({
    where: { [Op.and]: [...further(before, id), ...where] },
    attributes: [id, 'receivedAt'],
    order: [
      ['receivedAt', 'DESC'],
      [id, 'DESC'],
    ],
    limit: take,
    raw: true,
  });
  return hitsOf(rows, id);
}

/** Written so that every database starts in the index where the page begins. */
function further(before: Hit | null, id: string): WhereOptions[] {
  if (!before) return [];
  const { receivedAt } = before;
  return [
    { receivedAt: { [Op.lte]: receivedAt } },
    { [Op.or]: [{ receivedAt: { [Op.lt]: receivedAt } }, { [id]: { [Op.lt]: before.id } }] },
  ];
}

/** Hits from raw rows: turning them into objects of the host's model would take longer than the query. */
const hitsOf = (rows: readonly unknown[], id: string): Hit[] =>
  (rows as Record<string, unknown>[]).map((row) => ({
    id: row[id] as Id,
    receivedAt: new Date(row.receivedAt as string),
  }));

/** Orders hits by date and id, newest first. Ids are compared as numbers, because as texts 9 would come after 10. */
export function newestFirst(a: Hit, b: Hit): number {
  const time = b.receivedAt.getTime() - a.receivedAt.getTime();
  if (time !== 0) return time;
  const [one, other] = [BigInt(a.id), BigInt(b.id)];
  return one === other ? 0 : one < other ? 1 : -1;
}

/** Removes duplicates from sorted hits. */
export function distinct(hits: readonly Hit[]): Hit[] {
  return hits.filter((hit, index) => index === 0 || String(hit.id) !== String(hits[index - 1]?.id));
}
