import type { Context } from '@nocobase/actions';
import { MAX_QUERY, parseQuery, type Id, type MailQuery } from '../../common';
import type { MailContext } from '../context';
import { foldersFor, foldersNamed, type RoleNames } from '../store/folderNames';
import { pageMessages, type PageRequest } from '../store/page';
import { leftOutFolders } from '../store/syncOptions';
import { accessibleAccountIds, idOf, idsOf, ownAccount, ownRow } from './access';
import type { ActionTable } from './action';
import { callerOf } from './caller';
import { timezoneOffset } from './composeInput';
import { beforeOf, invalid, limitOf, writeCursor } from './listCursor';
import { translated } from './translated';

const SHOWS = ['all', 'unread', 'flagged'] as const;
const LONGEST = 320;

type Params = Record<string, unknown>;

export const listActions: ActionTable = {
  /** Mails of a folder, of accounts, of a thread or with a person, newest first, page by page. */
  'mailMessages:page': async (mail, http) => {
    const params = http.action.params as Params;
    const query = parseQuery(textOf(params.q, 'q', MAX_QUERY * 2));
    const place = await placeOf(mail, http, params, query);
    const { rows, next } = await pageMessages(mail, {
      ...place.request,
      query,
      show: SHOWS.find((show) => show === (params.show ?? 'all')) ?? invalid('show'),
      offset: timezoneOffset(http),
      threadKey: textOf(params.threadKey, 'threadKey', 64) || null,
      address: textOf(params.address, 'address', LONGEST).trim().toLowerCase() || null,
      before: beforeOf(params.before),
      limit: limitOf(params.limit),
    });
    http.set('Cache-Control', 'no-store');
    http.body = { rows, next: next && writeCursor(next), unknownFolders: place.unknownFolders };
  },
};

type Place = Pick<PageRequest, 'accountIds' | 'folderIds' | 'without'>;

/** Where to look. `in:` of the query comes before the folder that is open: whoever types it means it. */
async function placeOf(
  mail: MailContext,
  http: Context,
  params: Params,
  query: MailQuery,
): Promise<{ request: Place; unknownFolders: string[] }> {
  const { accountIds, folderIds } = await startOf(mail, http, params);
  const names = roleNames(http);
  const place: Place = { accountIds, folderIds, without: await leftOutFolders(mail, accountIds) };
  const unknownFolders: string[] = [];
  for (const term of query.terms) {
    if (term.kind !== 'folder') continue;
    const found = await foldersNamed(mail, accountIds, term.name, names);
    if (found.length === 0) unknownFolders.push(term.name);
    if (term.negated) place.without = [...place.without, ...found];
  }
  const named = query.terms.filter((term) => term.kind === 'folder' && !term.negated);
  if (named.length > 0) {
    const sets = await Promise.all(
      named.map((term) => foldersNamed(mail, accountIds, term.kind === 'folder' ? term.name : '', names)),
    );
    const [first = [], ...rest] = sets;
    place.folderIds = first.filter((id) =>
      rest.every((set) => set.some((one) => String(one) === String(id))),
    );
  }
  return { request: place, unknownFolders };
}

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
  const wanted = typeof named === 'string' ? named.split(',') : Array.isArray(named) ? named : [named];
  const accountIds =
    named == null
      ? await accessibleAccountIds(mail, callerOf(http))
      : await Promise.all(idsOf(wanted).map(async (id) => (await ownAccount(mail, http, idOf(id))).id));
  const role = textOf(params.role, 'role', 20);
  return { accountIds, folderIds: role ? await foldersFor(mail, accountIds, [role]) : null };
}

/** What folders are called on screen, in the caller's language, and in English. */
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

function textOf(value: unknown, field: string, longest: number): string {
  if (value == null) return '';
  return typeof value === 'string' && value.length <= longest ? value : invalid(field);
}
