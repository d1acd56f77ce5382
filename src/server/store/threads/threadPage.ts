import { Op, type WhereOptions } from 'sequelize';
import type { Id, MessageSort, ThreadView } from '../../../common';
import type { MailContext } from '../../context';
import { rowsAs, table } from '../db/rows';
import type { ThreadRow } from './threadRows';

/** A row's place in the list, newest first. */
export interface ThreadPlace {
  receivedAt: Date;
  id: Id;
}

/**
 * How a list treats what is snoozed, and what has just come back: `listed` at its date like everything else, `awake`
 * without what is snoozed, or `dated` also without what has come back and is at the top of the list.
 */
export type Apart = 'listed' | 'awake' | 'dated';

/** Where to look for conversations. */
export interface ThreadScope {
  accountIds: readonly Id[];
  /** Null for all folders of the accounts. */
  folderIds: readonly Id[] | null;
  /** Folders to leave out. */
  without: readonly Id[];
  apart?: Apart;
}

export interface ThreadPageRequest extends ThreadScope {
  show: 'all' | 'unread' | 'flagged';
  /** `oldest`: the conversation whose newest message is the oldest comes first. */
  sort?: MessageSort;
  before: ThreadPlace | null;
  limit: number;
}

export interface ThreadPage {
  rows: ThreadView[];
  /** Where the next page begins; null at the end. */
  next: ThreadPlace | null;
}

export type StoredThread = ThreadRow & { id: Id; accountId: Id };

/** One page of conversations, newest first. It begins at a place in the list, so that every page costs the same. */
export async function pageThreads(ctx: MailContext, request: ThreadPageRequest): Promise<ThreadPage> {
  const { threads, next } = await findThreads(ctx, request);
  const latest = await latestOf(
    ctx,
    threads.map(({ latestMessageId }) => latestMessageId),
  );
  const rows = threads.map(({ latestAt, ...row }): ThreadView => ({
    ...row,
    latestAt: latestAt.toISOString(),
    ...(latest.get(String(row.latestMessageId)) ?? { preview: '', toText: '' }),
  }));
  return { rows, next };
}

/**
 * The conversations of a page as they're stored. A conversation that is in several of the folders is found once, in the
 * folder with its newest message, with all of its messages in these folders counted.
 */
export async function findThreads(
  ctx: MailContext,
  request: ThreadPageRequest,
): Promise<{ threads: StoredThread[]; next: ThreadPlace | null }> {
  const found =
    request.folderIds?.length === 1
      ? await walk(ctx, request, request.before, request.limit + 1)
      : await acrossFolders(ctx, request);
  const threads = found.slice(0, request.limit);
  const last = threads.at(-1);
  const more = found.length > threads.length && last;
  return { threads, next: more ? { receivedAt: last.latestAt, id: last.id } : null };
}

/**
 * The parts of the conversations with these `threadKey`s that are within the scope, by {@link conversationOf}. `show`
 * can limit them to folders where something in them is unread, or flagged.
 */
export async function threadsByKey(
  ctx: MailContext,
  { accountIds, folderIds, without, apart }: ThreadScope,
  keys: readonly string[],
  show: ThreadPageRequest['show'] = 'all',
): Promise<Map<string, StoredThread>> {
  const groups = new Map<string, StoredThread[]>();
  const places = folderIds ? [{ folderId: { [Op.in]: [...folderIds] } }] : [];
  const rows = await table(ctx, 'mailThreads').findAll({
    where: {
      [Op.and]: [
        { accountId: { [Op.in]: [...accountIds] }, threadKey: { [Op.in]: [...new Set(keys)] } },
        ...places,
        outside(without),
        ...SHOWN[show],
        ...APART[apart ?? 'listed'],
      ],
    },
  });
  for (const row of rowsAs<StoredThread>(rows)) {
    const group = groups.get(conversationOf(row));
    if (group) group.push(row);
    else groups.set(conversationOf(row), [row]);
  }
  return new Map([...groups].map(([key, group]) => [key, together(group.sort(newestFirst))]));
}

/** Identifies a message's conversation; includes the account, because threads are within an account. */
export const conversationOf = ({ accountId, threadKey }: { accountId: Id; threadKey: string }): string =>
  `${accountId} ${threadKey}`;

const outside = (folderIds: readonly Id[]): WhereOptions =>
  folderIds.length > 0 ? { folderId: { [Op.notIn]: [...folderIds] } } : {};

const SHOWN: Record<ThreadPageRequest['show'], WhereOptions[]> = {
  all: [],
  unread: [{ unread: { [Op.gt]: 0 } }],
  flagged: [{ flagged: { [Op.gt]: 0 } }],
};

const APART: Record<Apart, WhereOptions[]> = {
  listed: [],
  awake: [{ [Op.or]: [{ apart: null }, { apart: 'back' }] }],
  dated: [{ apart: null }],
};

/** Reads the rows of each folder or account through its index, and merges them. */
async function walk(
  ctx: MailContext,
  { accountIds, folderIds, without, show, sort, apart }: Omit<ThreadPageRequest, 'before' | 'limit'>,
  before: ThreadPlace | null,
  limit: number,
): Promise<StoredThread[]> {
  const up = sort === 'oldest';
  const beyond = up ? Op.gt : Op.lt;
  const direction = up ? 'ASC' : 'DESC';
  // Written so that every database begins in the index where the page begins.
  const further = before
    ? [
        { latestAt: { [up ? Op.gte : Op.lte]: before.receivedAt } },
        { [Op.or]: [{ latestAt: { [beyond]: before.receivedAt } }, { id: { [beyond]: before.id } }] },
      ]
    : [];
  const legs = await Promise.all(
    (folderIds ?? accountIds).map(async (id) => {
      const rows = await table(ctx, 'mailThreads').findAll({
        where: {
          [Op.and]: [
            { [folderIds ? 'folderId' : 'accountId']: id },
            outside(without),
            ...further,
            ...SHOWN[show],
            ...APART[apart ?? 'listed'],
          ],
        },
        order: [
          ['latestAt', direction],
          ['id', direction],
        ],
        limit,
      });
      return rowsAs<StoredThread>(rows);
    }),
  );
  if (legs.length === 1) return legs[0] ?? [];
  const inOrder = up ? (a: StoredThread, b: StoredThread) => newestFirst(b, a) : newestFirst;
  return legs.flat().sort(inOrder).slice(0, limit);
}

async function acrossFolders(ctx: MailContext, request: ThreadPageRequest): Promise<StoredThread[]> {
  const { limit, show } = request;
  const found: StoredThread[] = [];
  for (let before = request.before; found.length <= limit;) {
    const rows = await walk(ctx, request, before, limit + 1);
    const keys = rows.map(({ threadKey }) => threadKey);
    const whole = await threadsByKey(ctx, request, keys);
    const listed = show === 'all' ? whole : await threadsByKey(ctx, request, keys, show);
    for (const row of rows) {
      const key = conversationOf(row);
      // It's listed elsewhere, with its newest message.
      if (String(listed.get(key)?.id ?? row.id) !== String(row.id)) continue;
      found.push({ ...(whole.get(key) ?? row), ...placeIn(row) });
    }
    const last = rows.at(-1);
    if (!last || rows.length <= limit) break;
    before = { receivedAt: last.latestAt, id: last.id };
  }
  return found.slice(0, limit + 1);
}

const placeIn = ({ id, folderId, latestAt, latestMessageId }: StoredThread) => ({
  ...{ id, folderId, latestAt, latestMessageId },
});

function newestFirst(a: StoredThread, b: StoredThread): number {
  return b.latestAt.getTime() - a.latestAt.getTime() || (BigInt(a.id) < BigInt(b.id) ? 1 : -1);
}

/** Combines a conversation's rows from several folders. They must be sorted, and there must be at least one. */
function together(group: readonly StoredThread[]): StoredThread {
  const [row] = group as [StoredThread];
  const sum = (field: 'total' | 'unread' | 'flagged') => group.reduce((total, one) => total + one[field], 0);
  const people = group.flatMap(({ participants }) => participants);
  return {
    ...row,
    ...{ total: sum('total'), unread: sum('unread'), flagged: sum('flagged') },
    hasAttachments: group.some((one) => one.hasAttachments),
    participants: people.filter(
      ({ address, name }, at) =>
        people.findIndex((one) => one.address === address && (address !== '' || one.name === name)) === at,
    ),
  };
}

/** Preview and recipients of the newest messages. Read here, because a text is loaded after its row is counted. */
async function latestOf(
  ctx: MailContext,
  ids: readonly Id[],
): Promise<Map<string, { preview: string; toText: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await table(ctx, 'mailMessages').findAll({
    where: { id: { [Op.in]: [...ids] } },
    attributes: ['id', 'preview', 'toText'],
  });
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return new Map(
    rows.map((row) => [
      String(row.get('id')),
      { preview: text(row.get('preview')), toText: text(row.get('toText')).slice(0, 200) },
    ]),
  );
}
