import type { ConversationSummary, Id } from '../../../common';
import type { MailContext } from '../../context';
import type { Hit } from '../search/engine';
import { conversationOf, findThreads, threadsByKey, type StoredThread } from '../threads/threadPage';
import { withNotes } from '../notes/notes';
import { labelsOf, labelsOfThreads } from '../labels/messageLabels';
import { isSearched } from './findHits';
import { dated, findReturned } from './returned';
import { listedRows, pageIds, type MessagePage, type PageRequest } from './messagePage';

/** The parts of a listed row that find its conversation. */
interface Listed {
  id: Id;
  accountId: Id;
  threadKey: string;
  receivedAt: Date;
  labels?: Id[];
  seen?: boolean;
  flagged?: boolean;
  hasAttachments?: boolean;
  conversation?: ConversationSummary;
  back?: boolean;
}

/** Maximum pages of matches that are read for one page of conversations. */
const MOST_PAGES = 5;

/**
 * One page of a list of conversations by date: each by its newest message in the folders that are listed, or, in a
 * search, by its match that comes first. A search's later page may name a conversation again that an earlier one had.
 */
export function pageConversations(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  return isSearched(request) ? matching(ctx, request) : all(ctx, request);
}

async function all(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  if (request.accountIds.length === 0 || request.folderIds?.length === 0) return { rows: [], next: null };
  const listed = dated(request);
  const { threads, next } = await findThreads(ctx, listed);
  const back = await returned(ctx, request);
  const byMessage = new Map(threads.map((thread) => [String(thread.latestMessageId), thread]));
  const rows = (await listedRows(ctx, [...byMessage.keys()])) as Listed[];
  const shown = rows.map((row) => withConversation(row, byMessage.get(String(row.id))));
  return { rows: await withLabels(ctx, request, [...back, ...shown]), next };
}

/** The conversations that have come back, each by the message that did. */
async function returned(ctx: MailContext, request: PageRequest): Promise<Listed[]> {
  const ids = await findReturned(ctx, { ...request, show: 'all' });
  if (ids.length === 0) return [];
  const rows = (await listedRows(ctx, ids)) as Listed[];
  const keys = rows.map(({ threadKey }) => threadKey);
  const threads = await threadsByKey(ctx, request, keys, request.show);
  const found = new Map<string, Listed>();
  for (const row of rows) {
    const thread = threads.get(conversationOf(row));
    // Only the first row of a conversation counts; one that the list's own menu hides has no thread here.
    if (thread && !found.has(conversationOf(row)))
      found.set(conversationOf(row), { ...withConversation(row, thread), back: true });
  }
  return [...found.values()];
}

async function matching(ctx: MailContext, request: PageRequest): Promise<MessagePage> {
  const found = new Map<string, Listed>();
  let { before } = request;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { ids, places, next } = await pageIds(ctx, { ...request, before });
    const placed = new Map(places.map((place) => [String(place.id), place]));
    for (const row of (await listedRows(ctx, ids)) as Listed[]) {
      const key = conversationOf(row);
      if (found.size === request.limit && !found.has(key)) return finish(ctx, request, found, before);
      if (!found.has(key)) found.set(key, row);
      before = placed.get(String(row.id)) ?? before;
    }
    before = next;
    if (before === null) break;
  }
  return finish(ctx, request, found, before);
}

async function finish(
  ctx: MailContext,
  request: PageRequest,
  found: ReadonlyMap<string, Listed>,
  next: Hit | null,
): Promise<MessagePage> {
  const keys = [...found.values()].map(({ threadKey }) => threadKey);
  const threads = await threadsByKey(ctx, request, keys);
  const rows = [...found].map(([key, row]) => withConversation(row, threads.get(key)));
  return { rows: await withLabels(ctx, request, rows), next };
}

/** A conversation that hasn't been counted yet is shown as its message alone, without counts. */
function withConversation(row: Listed, thread: StoredThread | undefined): Listed {
  if (!thread) return row;
  const { total, unread, flagged, hasAttachments, participants } = thread;
  const conversation: ConversationSummary = { total, unread, flagged, hasAttachments, participants };
  return { ...row, seen: unread === 0, flagged: flagged > 0, hasAttachments, conversation };
}

/** A conversation has the labels of all its messages. A message that belongs to none yet has its own. */
async function withLabels(ctx: MailContext, { accountIds }: PageRequest, rows: Listed[]): Promise<Listed[]> {
  const single = rows.filter(({ threadKey }) => threadKey === null).map(({ id }) => id);
  const keys = rows.flatMap(({ threadKey }) => threadKey ?? []);
  const [own, all] = [await labelsOf(ctx, single), await labelsOfThreads(ctx, accountIds, keys)];
  return (await withNotes(ctx, rows)).map((row) => ({
    ...row,
    labels: (row.threadKey === null ? own.get(String(row.id)) : all.get(conversationOf(row))) ?? [],
  }));
}
