import { Op, type WhereOptions } from 'sequelize';
import type { Id, ThreadView } from '../../common';
import type { MailContext } from '../context';
import { table } from './rows';
import type { ThreadRow } from './threadRows';

/** A row's place in the list, newest first. */
export interface ThreadPlace {
  receivedAt: Date;
  id: Id;
}

export interface ThreadPageRequest {
  accountId: Id;
  /** null: all folders of the account. */
  folderId: Id | null;
  /** Folders that are not looked at. */
  without: readonly Id[];
  unread: boolean;
  before: ThreadPlace | null;
  limit: number;
}

export interface ThreadPage {
  rows: ThreadView[];
  /** Where the next page begins; null at the end. */
  next: ThreadPlace | null;
}

type StoredThread = ThreadRow & { id: Id; accountId: Id };

/** One page of conversations, newest first: by a place in the list, so that it costs the same anywhere. */
export async function pageThreads(ctx: MailContext, request: ThreadPageRequest): Promise<ThreadPage> {
  const found = request.folderId
    ? await walk(ctx, request, [{ folderId: request.folderId }, outside(request.without)], request.limit + 1)
    : await acrossFolders(ctx, request);
  const shown = found.slice(0, request.limit);
  const last = shown.at(-1);
  const latest = await latestOf(
    ctx,
    shown.map(({ latestMessageId }) => latestMessageId),
  );
  const rows = shown.map(({ latestAt, ...row }): ThreadView => ({
    ...row,
    latestAt: latestAt.toISOString(),
    ...(latest.get(String(row.latestMessageId)) ?? { preview: '', toText: '' }),
  }));
  return {
    rows,
    next: found.length > shown.length && last ? { receivedAt: last.latestAt, id: last.id } : null,
  };
}

const outside = (folderIds: readonly Id[]): WhereOptions =>
  folderIds.length > 0 ? { folderId: { [Op.notIn]: [...folderIds] } } : {};

async function walk(
  ctx: MailContext,
  { unread, before }: Pick<ThreadPageRequest, 'unread' | 'before'>,
  where: readonly WhereOptions[],
  limit: number,
): Promise<StoredThread[]> {
  // Written so that every database begins in the index where the page begins.
  const further = before
    ? [
        { latestAt: { [Op.lte]: before.receivedAt } },
        { [Op.or]: [{ latestAt: { [Op.lt]: before.receivedAt } }, { id: { [Op.lt]: before.id } }] },
      ]
    : [];
  const rows = await table(ctx, 'mailThreads').findAll({
    where: { [Op.and]: [...where, ...further, ...(unread ? [{ unread: { [Op.gt]: 0 } }] : [])] },
    order: [
      ['latestAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit,
  });
  return rows.map((row) => row.get({ plain: true }) as unknown as StoredThread);
}

/** A thread that lies in several folders is shown once, where its newest mail is, with all of its mails counted. */
async function acrossFolders(ctx: MailContext, request: ThreadPageRequest): Promise<StoredThread[]> {
  const { accountId, without, limit } = request;
  const inPlace: WhereOptions[] = [{ accountId }, outside(without)];
  const found: StoredThread[] = [];
  for (let before = request.before; found.length <= limit;) {
    const rows = await walk(ctx, { unread: request.unread, before }, inPlace, limit + 1);
    const keys = [...new Set(rows.map(({ threadKey }) => threadKey))];
    const all = await table(ctx, 'mailThreads').findAll({
      where: { [Op.and]: [...inPlace, { threadKey: { [Op.in]: keys } }] },
    });
    const groups = new Map<string, StoredThread[]>();
    for (const row of all.map((one) => one.get({ plain: true }) as unknown as StoredThread))
      groups.set(row.threadKey, [...(groups.get(row.threadKey) ?? []), row]);
    for (const row of rows) {
      const group = (groups.get(row.threadKey) ?? [row]).filter((one) => !request.unread || one.unread > 0);
      if (group.every((one) => newestFirst(row, one) <= 0))
        found.push(together(row, groups.get(row.threadKey)));
    }
    const last = rows.at(-1);
    if (!last || rows.length <= limit) break;
    before = { receivedAt: last.latestAt, id: last.id };
  }
  return found.slice(0, limit + 1);
}

function newestFirst(a: StoredThread, b: StoredThread): number {
  return b.latestAt.getTime() - a.latestAt.getTime() || Number(b.id) - Number(a.id);
}

function together(row: StoredThread, group: readonly StoredThread[] = [row]): StoredThread {
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

/** What the newest mail of each says; read here, since its text is loaded after its row is counted. */
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
