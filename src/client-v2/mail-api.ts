import type {
  AccountView,
  AttachmentView,
  CheckLine,
  EnclosedMessage,
  FolderRole,
  FolderView,
  Id,
  InvitationAnswer,
  IdentityView,
  MailAddress,
  MatchesView,
  MatchingView,
  MessageSort,
  MessageBody,
  MessageView,
  MoveView,
  OperationView,
  ProviderSettingsInput,
  ProviderSettingsView,
  ProviderView,
  RemovalView,
  SendInput,
  SetAsideView,
  SyncOptions,
  SyncOptionsInput,
} from '../common';
import { readAccounts } from './account-list';
import { addressBookCalls } from './address-books-api';
import { callsOf, readPage, type Get, type Post, type Requester } from './call';
import { campaignCalls } from './campaigns-api';
import { draftCalls } from './drafts-api';
import { followUpCalls } from './follow-up-api';
import { fileParams, readBlob, readFile, saveAs, type ReadOptions } from './files';
import { grantCalls } from './grants-api';
import { groupCalls } from './groups-api';
import { labelCalls } from './labels-api';
import { noteCalls } from './notes-api';
import { operationCalls } from './operations-api';
import { preferenceCalls } from './preferences-api';
import { recordAddressCalls } from './record-addresses-api';
import { recordLinkCalls } from './record-links-api';
import { snoozeCalls } from './snooze-api';
import { suppressionCalls } from './suppressions-api';
import { templateCalls } from './templates-api';
import { timeZone } from './time-zone';
import { uploadCalls } from './uploads-api';

export { MailApiError } from './api-error';
export type { RequestConfig, Requester } from './call';

export interface Page<T> {
  rows: T[];
  /** Number of rows on all pages. */
  count: number;
}

/** Which messages to list. Anything left out doesn't restrict the list. */
export interface MessageQuery {
  folderId?: Id;
  accountId?: Id;
  accountIds?: readonly Id[];
  /** Folders with this role, of all accounts. */
  role?: FolderRole;
  /** A search in the language of the search box (common/query.ts). */
  q?: string;
  show?: 'all' | 'unread' | 'flagged';
  /** From or to any of these addresses, or from or to anybody at one of these domains. */
  address?: string | readonly string[];
  domain?: readonly string[];
  /** Linked to this record: `<collection>:<key>`. */
  record?: string;
  /** The messages of one of the account's conversations, each with its Message-ID. */
  threadKey?: string;
  /** Returns one row for each conversation, with its summary. */
  conversations?: boolean;
  /** Newest first by default. Conversations can only be sorted by date. */
  sort?: MessageSort;
  /** Start of the page: `next` of the previous one. */
  before?: string | null;
  /** Up to 100. */
  limit?: number;
  signal?: AbortSignal;
}

export interface MessagePage {
  rows: MessageRow[];
  /** Start of the next page; null at the end. */
  next: string | null;
  /** Names after `in:` that match no folder. */
  unknownFolders: string[];
  /** Names after `label:` that match no label. */
  unknownLabels: string[];
}

/**
 * What a list shows of a message. Bodies and addresses other than the sender's are loaded with the message
 * itself.
 */
export type MessageRow = Omit<MessageView, 'messageId' | 'from' | 'cc' | 'bcc' | 'replyTo'> &
  Partial<Pick<MessageView, 'messageId'>>;

/**
 * Creates the typed calls over the host's API client, described in `docs/architecture.md`. Every failure is a
 * MailApiError. `origin` is where the browser reaches the API.
 */
export function createMailApi(request: Requester, origin?: string) {
  const call = callsOf(request);
  // The host answers `{data}`, whose content has the contract's type (common/types.ts).
  const get: Get = async <T>(url: string, params?: Record<string, unknown>, signal?: AbortSignal) =>
    (await call({ url, method: 'get', params, signal })).data as T;
  const post: Post = async <T = unknown>(url: string, data?: unknown, filterByTk?: Id) =>
    (await call({ url, method: 'post', data, params: filterByTk === undefined ? undefined : { filterByTk } }))
      .data as T;
  const all = { paginate: false };

  return {
    providers: () => get<ProviderView[]>('mailProviders:list', { origin }),
    providerSettings: (name: string) =>
      get<ProviderSettingsView>('mailProviders:get', { filterByTk: name, origin }),
    saveProvider: (input: ProviderSettingsInput) =>
      post<ProviderSettingsView>('mailProviders:save', { ...input, origin }),

    /** Checks the settings as typed, without any user. */
    checkProvider: (input: ProviderSettingsInput) =>
      post<CheckLine[]>('mailProviders:check', { ...input, origin }),
    /** Starts the tenant-wide consent. The browser goes to `url` and comes back to `returnTo`. */
    consent: (input: { name: string; returnTo: string }) =>
      post<{ url: string }>('mailProviders:consent', { ...input, origin }),

    accounts: () => readAccounts(call),
    account: (id: Id) => get<AccountView>('mailAccounts:get', { filterByTk: id }),
    /** Starts a sign-in. The browser goes to `url` and comes back to `returnTo`, a path of this origin. */
    connect: (input: { provider: string; returnTo: string; accountId?: Id }) =>
      post<{ url: string }>('mailAccounts:connect', { ...input, origin }),
    disconnect: (id: Id) => post('mailAccounts:disconnect', {}, id),
    sync: (id: Id) => post('mailAccounts:sync', {}, id),
    syncOptions: (id: Id) => get<SyncOptions>('mailAccounts:getSyncOptions', { filterByTk: id }),
    setSyncOptions: (input: SyncOptionsInput) => post('mailAccounts:setSyncOptions', input),
    /** Adds a shared mailbox that is opened with this account's sign-in. */
    addShared: (input: { accountId: Id; address: string }) =>
      post<{ id: Id }>('mailAccounts:addShared', input),

    identities: () => get<IdentityView[]>('mailIdentities:list', { ...all, sort: ['id'] }),
    saveIdentity: (input: Omit<IdentityView, 'id'> & { id?: Id }) =>
      post<IdentityView>('mailIdentities:save', input),
    removeIdentity: (id: Id) => post('mailIdentities:remove', {}, id),

    folders: (accountId: Id) =>
      get<FolderView[]>('mailFolders:list', { ...all, filter: JSON.stringify({ accountId }) }),

    createFolder: (input: { accountId: Id; parentId?: Id; name: string }) =>
      post<{ id: Id }>('mailFolders:create', input),
    renameFolder: (id: Id, name: string) => post('mailFolders:rename', { name }, id),
    /**
     * Moves a folder to the trash. One that is already there is only deleted with `permanently`; otherwise
     * this fails with `confirm-permanent`.
     */
    removeFolder: (id: Id, permanently = false) =>
      post('mailFolders:remove', permanently ? { permanently } : {}, id),
    /** Permanently deletes everything in the trash or junk folder. */
    emptyFolder: (id: Id) => post('mailFolders:empty', {}, id),
    markFolderRead: (id: Id) => post('mailFolders:markRead', {}, id),

    /** Returns a page of messages, newest first. */
    async messages({ signal, ...query }: MessageQuery): Promise<MessagePage> {
      const params = listParams(query);
      const answer = await call({ url: 'mailMessages:page', method: 'get', params, signal });
      const {
        next = null,
        unknownFolders = [],
        unknownLabels = [],
      } = (answer.meta ?? {}) as Partial<MessagePage>;
      return { rows: answer.data as MessageRow[], next, unknownFolders, unknownLabels };
    },
    /** Counts all messages of a list. Conversations count by their messages. */
    countMatching: (query: MessageQuery) => get<MatchesView>('mailMessages:countMatching', listParams(query)),
    /** Returns the ids of a list's messages, newest first, at most 1,000, and none stored after `upTo`. */
    matching: (query: MessageQuery & { upTo: Id | null }) =>
      get<MatchingView>('mailMessages:matching', listParams(query)),
    message: (id: Id, signal?: AbortSignal) =>
      get<MessageView>('mailMessages:get', { filterByTk: id }, signal),
    body: (id: Id, signal?: AbortSignal) => get<MessageBody>('mailMessages:body', { filterByTk: id }, signal),
    /** Number of messages that couldn't be read, for each account that has any. */
    setAsideCounts: () => get<Array<{ accountId: Id; count: number }>>('mailMessages:countSetAside'),
    /** An account's messages that couldn't be read, newest first. */
    setAside: (query: { accountId: Id; before: string | null; limit: number }) =>
      readPage<SetAsideView>(call, 'mailMessages:listSetAside', query),
    /** Tries to read them again in the mailbox's next round: some of them, or all of an account. */
    retrySetAside: (which: { ids: Id[] } | { accountId: Id }) =>
      post<{ count: number }>('mailMessages:retrySetAside', which),
    /** People from the caller's own messages whose name or address matches what is typed, best ones first. */
    suggestAddresses: (text: string, signal?: AbortSignal) =>
      get<MailAddress[]>('mailAddresses:suggest', { text }, signal),
    // `whole` includes all messages of the conversation that are in the same folder.
    flag: (ids: Id[], flags: { seen?: boolean; flagged?: boolean }, whole = false) =>
      post('mailMessages:flag', { ids, ...flags, ...wholly(whole) }),
    move: (ids: Id[], folderId: Id, whole = false) =>
      post<MoveView>('mailMessages:move', { ids, folderId, ...wholly(whole) }),
    /**
     * Moves messages to the trash. Those already there are only deleted with `permanently`; otherwise this
     * fails with `confirm-permanent`.
     */
    remove: (ids: Id[], { permanently = false, whole = false } = {}) =>
      post<RemovalView>('mailMessages:remove', {
        ids,
        ...(permanently ? { permanently } : {}),
        ...wholly(whole),
      }),
    archive: (ids: Id[], whole = false) => post<MoveView>('mailMessages:archive', { ids, ...wholly(whole) }),
    spam: (ids: Id[], whole = false) => post<MoveView>('mailMessages:spam', { ids, ...wholly(whole) }),
    notSpam: (ids: Id[], whole = false) => post<MoveView>('mailMessages:notSpam', { ids, ...wholly(whole) }),
    send: (input: SendInput) => post<OperationView>('mailMessages:send', { ...input, timeZone: timeZone() }),

    /** Answers an invitation. `key` works as for sending a message. */
    answerInvitation: (input: { id: Id; answer: InvitationAnswer; comment?: string; key: string }) =>
      post<OperationView>('mailMessages:answerInvitation', { ...input, timeZone: timeZone() }),

    /**
     * Unsubscribes from a message's mailing list, by a request or a message from the server. `key` works as
     * for sending.
     */
    unsubscribe: (input: { id: Id; key: string }) => post('mailMessages:unsubscribe', input),

    /** The files of these messages, by the message's id. */
    async filesOf(ids: Id[]): Promise<Map<string, AttachmentView[]>> {
      const filter = JSON.stringify({ id: { $in: ids } });
      const params = { ...all, filter, fields: ['id'], appends: ['attachments'] };
      type Row = { id: Id; attachments: AttachmentView[] };
      const rows = ids.length > 0 ? await get<Row[]>('mailMessages:list', params) : [];
      return new Map(rows.map(({ id, attachments }) => [String(id), attachments]));
    },
    /**
     * Reads an attachment; `inline` for a picture in the text. Goes through the API client, so that no token
     * is in a URL.
     */
    attachment: (id: Id, options: ReadOptions = {}) => readBlob(request, id, options),
    /** Reads a message that is attached to another one. */
    enclosed: (id: Id, signal?: AbortSignal) =>
      get<EnclosedMessage>('mailAttachments:enclosed', fileParams(id), signal),
    /** Hands an attachment to the browser's downloads. */
    async downloadAttachment(id: Id, filename: string, options: ReadOptions = {}): Promise<void> {
      saveAs(await readBlob(request, id, options), filename);
    },
    /** Saves all files of a message as one archive in the browser's downloads. */
    async downloadAll(messageId: Id, filename: string, options: ReadOptions = {}): Promise<void> {
      const action = { url: 'mailAttachments:downloadAll', params: { messageId } };
      saveAs(await readFile(request, action, options), filename);
    },
    source: (id: Id, signal?: AbortSignal) => readBlob(request, id, { signal }, 'mailMessages:source'),
    /** Saves a whole message as a download of the browser. */
    async downloadSource(id: Id, filename: string): Promise<void> {
      const action = { url: 'mailMessages:source', params: { filterByTk: id, download: 1 } };
      saveAs(await readFile(request, action), filename);
    },

    ...operationCalls(get, post),
    ...draftCalls(get, post),
    ...templateCalls(get, post),
    ...uploadCalls(request, get, post),
    ...preferenceCalls(get, post),
    ...addressBookCalls(get, post),
    ...grantCalls(get, post),
    ...recordAddressCalls(get),
    ...groupCalls(get, post),
    ...labelCalls(get, post),
    ...noteCalls(get, post),
    ...snoozeCalls(post),
    ...recordLinkCalls(get, post),
    ...followUpCalls(get, post),
    ...campaignCalls(request, get, post, origin),
    ...suppressionCalls(request, post),
  };
}

export type MailApi = ReturnType<typeof createMailApi>;

/** A list's restrictions as query parameters. */
const listParams = (query: object) => ({
  ...Object.fromEntries(
    Object.entries(query as Record<string, unknown>)
      .map(([name, value]): [string, unknown] => [name, Array.isArray(value) ? value.join() : value])
      .filter(([, value]) => value != null && value !== ''),
  ),
  timeZone: timeZone(),
});

const wholly = (whole: boolean) => (whole ? { conversations: true } : {});
