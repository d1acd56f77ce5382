import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  isByDate,
  leavesOf,
  LONGEST_RECORD_PART,
  MAX_QUERY,
  MESSAGE_SORTS,
  namesFolder,
  parseQuery,
  type Id,
  type MailQuery,
  type MatchesView,
  type MatchingView,
  type RecordKey,
} from '../../common';
import type { MailContext } from '../context';
import { foldersFor, foldersNamed, type RoleNames } from '../store/folders/folderNames';
import { pageConversations } from '../store/lists/conversationPage';
import { countMatching, newestId } from '../store/lists/countMatching';
import { isSortPlace } from '../store/lists/findSorted';
import { pageIds, pageMessages, type PageRequest } from '../store/lists/messagePage';
import { labelsNamed } from '../store/labels/labels';
import { leftOutFolders } from '../store/folders/syncOptions';
import { accessibleAccountIds, ownAccount, ownRow } from './access';
import { read, type ActionTable } from './action';
import { callerOf } from './caller';
import { writeCursor } from './listCursor';
import { unfit } from './request';
import { before, flag, limit, MOST_IDS, prose, rowId, rowIds, text, timeZone, whole } from './parameters';
import { translated } from './translated';
import { zoneOf } from './zone';

/** One or more ids, separated by commas in a URL. */
const ids = z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), rowIds);
/** Everything that belongs to a customer with many contacts. */
const MOST_PEOPLE = 200;
/** One or more addresses or domains; in a URL, separated by commas, which none of them contains. */
const addresses = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',') : value),
  z
    .array(text(320))
    .max(MOST_PEOPLE)
    .transform((all) => [...new Set(all.map((each) => each.trim().toLowerCase()).filter(Boolean))]),
);
const LIST = {
  folderId: rowId.nullish(),
  accountId: ids.nullish(),
  accountIds: ids.nullish(),
  role: text(20).nullish(),
  threadKey: text(64).nullish(),
  /** `<collection>:<key>`: messages that are linked to the record. */
  record: text(2 * LONGEST_RECORD_PART + 1)
    .nullish()
    .transform((named, { addIssue }) => {
      const record = named ? recordOf(named) : null;
      if (named && !record) addIssue({ code: 'custom', params: { context: 'value' } });
      return record;
    }),
  /** Messages from or to any of these addresses, or from or to anybody at any of these domains. */
  address: addresses.nullish(),
  domain: addresses.nullish(),
  /** Longer queries are cut by {@link parseQuery}, which reports it. */
  q: prose(MAX_QUERY * 2).nullish(),
  show: z.enum(['all', 'unread', 'flagged']).default('all'),
  timeZone,
};
/** No collection's name contains a colon; a key may. */
function recordOf(named: string): RecordKey | null {
  const colon = named.indexOf(':');
  return colon > 0 && colon < named.length - 1
    ? { collection: named.slice(0, colon), recordKey: named.slice(colon + 1) }
    : null;
}

const PAGE = {
  ...LIST,
  /** One row per conversation, with a summary of it. */
  conversations: flag.default(false),
  sort: z.enum(MESSAGE_SORTS).default('newest'),
  before,
  limit,
};
/** `upTo`: messages stored after this one are left out. */
const MATCHING = { ...LIST, upTo: rowId.nullish(), before, limit: whole(1, MOST_IDS).default(MOST_IDS) };
type Params = z.output<z.ZodObject<typeof LIST>>;

export const listActions: ActionTable = {
  /** Messages of a folder, of accounts, of a thread or with a person, newest first, in pages. */
  'mailMessages:page': read(PAGE, async (mail, http, params) => {
    const { sort, before, limit } = params;
    if (params.conversations && !isByDate(sort))
      unfit('sort', { context: 'choice', choices: 'newest, oldest' });
    if (before && !isSortPlace(before, sort)) unfit('before', { context: 'cursor' });
    const { request, unknownFolders, unknownLabels } = await listOf(mail, http, params);
    const pageOf = params.conversations ? pageConversations : pageMessages;
    const { rows, next } = await pageOf(mail, { ...request, sort, before, limit });
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next), unknownFolders, unknownLabels };
  }),

  /** How many messages a list contains in total, and the one stored last: later ones aren't counted. */
  'mailMessages:countMatching': read(LIST, async (mail, http, params) => {
    const { request } = await listOf(mail, http, params);
    const upTo = await newestId(mail, request.accountIds);
    const matches = await countMatching(mail, { ...request, upTo });
    http.set('Cache-Control', 'no-store');
    http.body = { ...matches, upTo } satisfies MatchesView;
  }),

  /** Ids of a list's messages, newest first, for clients that process all of them step by step. */
  'mailMessages:matching': read(MATCHING, async (mail, http, params) => {
    const { request } = await listOf(mail, http, params);
    const { upTo, limit } = params;
    const { ids, next } = await pageIds(mail, { ...request, upTo, before: params.before, limit });
    http.set('Cache-Control', 'no-store');
    http.body = { ids, next: next && writeCursor(next) } satisfies MatchingView;
  }),
};

/** What a request lists, before it is split into pages. */
async function listOf(mail: MailContext, http: Context, params: Params) {
  const query = parseQuery(params.q ?? '');
  const { request, unknownFolders } = await placeOf(mail, http, params, query);
  const names = leavesOf(query.terms).flatMap((term) => (term.kind === 'label' ? [term.name] : []));
  const labelled = await labelsNamed(mail, callerOf(http), names);
  const unknownLabels = [...labelled].filter(([, found]) => found.length === 0).map(([name]) => name);
  const conditions = {
    ...{ query, labelled },
    show: params.show,
    zone: zoneOf(http, params.timeZone),
    threadKey: params.threadKey || null,
    record: params.record,
    people: peopleOf(params),
  };
  return { request: { ...request, ...conditions }, unknownFolders, unknownLabels };
}

/** Without any, everybody's messages are listed. */
function peopleOf({ address, domain }: Params): PageRequest['people'] {
  const people = { addresses: address ?? [], domains: domain ?? [] };
  return people.addresses.length + people.domains.length > 0 ? people : null;
}

type ListScope = Pick<PageRequest, 'accountIds' | 'folderIds' | 'without' | 'named'>;

/** Where to look. `in:` in the query takes precedence over the open folder: people who type it mean it. */
async function placeOf(
  mail: MailContext,
  http: Context,
  params: Params,
  query: MailQuery,
): Promise<{ request: ListScope; unknownFolders: string[] }> {
  const start = await startOf(mail, http, params);
  const { accountIds } = start;
  const names = roleNames(http);
  const named = new Map<string, Id[]>();
  for (const term of leavesOf(query.terms))
    if (term.kind === 'folder' && !named.has(term.name))
      named.set(term.name, await foldersNamed(mail, accountIds, term.name, names));
  let folderIds = namesFolder(query) ? null : start.folderIds;
  let without = await leftOutFolders(mail, accountIds);
  for (const term of query.terms) {
    if (term.kind !== 'folder') continue;
    const found = named.get(term.name) ?? [];
    if (term.negated) without = [...without, ...found];
    else folderIds = folderIds ? folderIds.filter((id) => includesId(found, id)) : found;
  }
  const unknownFolders = [...named].filter(([, found]) => found.length === 0).map(([name]) => name);
  return { request: { accountIds, folderIds, without, named }, unknownFolders };
}

const includesId = (ids: readonly Id[], id: Id): boolean => ids.some((one) => String(one) === String(id));

async function startOf(
  mail: MailContext,
  http: Context,
  params: Params,
): Promise<{ accountIds: Id[]; folderIds: Id[] | null }> {
  if (params.folderId != null) {
    const folder = await ownRow<{ id: Id; accountId: Id }>(mail, http, 'mailFolders', params.folderId);
    return { accountIds: [folder.accountId], folderIds: [folder.id] };
  }
  const named = params.accountId ?? params.accountIds;
  const accountIds =
    named == null
      ? await accessibleAccountIds(mail, callerOf(http))
      : await Promise.all(named.map(async (id) => (await ownAccount(mail, http, id)).id));
  const { role } = params;
  return { accountIds, folderIds: role ? await foldersFor(mail, accountIds, [role]) : null };
}

/** What folders are called on screen, in the caller's language and in English. */
function roleNames(http: Context): RoleNames {
  const both = (key: string, ...more: string[]) => [key, translated(http, key), ...more];
  return {
    inbox: both('Inbox'),
    drafts: both('Drafts', 'draft'),
    sent: both('Sent'),
    archive: both('Archive'),
    junk: both('Junk', 'spam'),
    trash: both('Trash', 'bin', 'deleted'),
    outbox: both('Server outbox'),
  };
}
