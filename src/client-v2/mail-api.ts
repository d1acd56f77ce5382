import type {
  AccountView,
  CheckLine,
  ComposeInput,
  FolderView,
  Id,
  IdentityView,
  MailAddress,
  MessageBody,
  MessageView,
  OperationView,
  ProviderSettingsInput,
  ProviderSettingsView,
  ProviderView,
  SetAsideView,
  SyncOptions,
  SyncOptionsInput,
  UploadView,
} from '../common';
import { toMailApiError } from './api-error';
import { callsOf, type Requester } from './call';

export { MailApiError } from './api-error';
export type { RequestConfig, Requester } from './call';

/** A host filter: `{seen: false}`, `{$or: [{subject: {$includes: 'x'}}, …]}`. */
export type MailFilter = Record<string, unknown>;

export interface Page<T> {
  rows: T[];
  /** Rows over all pages. */
  count: number;
}

/** Which mails to list; everything that is left out limits nothing. */
export interface MessageQuery {
  folderId?: Id;
  accountId?: Id;
  /** In the language of the search box (common/query.ts). */
  q?: string;
  show?: 'all' | 'unread' | 'flagged';
  /** Where the page begins: `next` of the one before. */
  before?: string | null;
  /** Up to 100. */
  limit?: number;
  signal?: AbortSignal;
}

export interface MessagePage {
  rows: MessageRow[];
  /** Where the next page begins; null at the end. */
  next: string | null;
  /** Names after `in:` that no folder has. */
  unknownFolders: string[];
}

/** What a list shows of a mail. Bodies and addresses beyond the sender's are read with the mail itself. */
export type MessageRow = Omit<MessageView, 'messageId' | 'from' | 'cc' | 'bcc' | 'replyTo'>;

/** Typed calls over the host's API client; what each does is in `docs/architecture.md`. Every failure is a MailApiError. `origin`: where the browser reaches the API. */
export function createMailApi(request: Requester, origin?: string) {
  const call = callsOf(request);
  // The host answers `{data}`; what lies in it is the contract's type (common/types.ts).
  const get = async <T>(url: string, params?: Record<string, unknown>, signal?: AbortSignal): Promise<T> =>
    (await call({ url, method: 'get', params, signal })).data as T;
  const post = async <T = unknown>(url: string, data?: unknown, filterByTk?: Id): Promise<T> =>
    (await call({ url, method: 'post', data, params: filterByTk === undefined ? undefined : { filterByTk } }))
      .data as T;
  const all = { paginate: false };

  return {
    providers: () => get<ProviderView[]>('mailProviders:list', { origin }),
    providerSettings: (name: string) =>
      get<ProviderSettingsView>('mailProviders:get', { filterByTk: name, origin }),
    saveProvider: (input: ProviderSettingsInput) =>
      post<ProviderSettingsView>('mailProviders:save', { ...input, origin }),

    /** What is right and wrong with the settings as typed, without any user. */
    checkProvider: (input: ProviderSettingsInput) =>
      post<CheckLine[]>('mailProviders:check', { ...input, origin }),
    /** Starts the tenant-wide consent: the browser goes to `url`, and comes back to `returnTo`. */
    consent: (input: { name: string; returnTo: string }) =>
      post<{ url: string }>('mailProviders:consent', { ...input, origin }),

    accounts: () => get<AccountView[]>('mailAccounts:list', { ...all, sort: ['id'] }),
    account: (id: Id) => get<AccountView>('mailAccounts:get', { filterByTk: id }),
    /** Starts a sign-in: the browser goes to `url`, and comes back to `returnTo`, a path of this origin. */
    connect: (input: { provider: string; returnTo: string; accountId?: Id }) =>
      post<{ url: string }>('mailAccounts:connect', { ...input, origin }),
    disconnect: (id: Id) => post('mailAccounts:disconnect', {}, id),
    sync: (id: Id) => post('mailAccounts:sync', {}, id),
    syncOptions: (id: Id) => get<SyncOptions>('mailAccounts:getSyncOptions', { filterByTk: id }),
    setSyncOptions: (input: SyncOptionsInput) => post('mailAccounts:setSyncOptions', input),
    /** Adds a shared mailbox, opened by this account's sign-in. */
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
    /** To the trash; one that lies there is deleted for good. */
    removeFolder: (id: Id) => post('mailFolders:remove', {}, id),
    /** Deletes for good what lies in the trash or the junk folder. */
    emptyFolder: (id: Id) => post('mailFolders:empty', {}, id),
    markFolderRead: (id: Id) => post('mailFolders:markRead', {}, id),

    /** Mails, newest first, from one place of the list to the next. */
    async messages({ signal, ...query }: MessageQuery): Promise<MessagePage> {
      const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
      const params = Object.fromEntries(given);
      const answer = await call({ url: 'mailMessages:page', method: 'get', params, signal });
      const { next = null, unknownFolders = [] } = (answer.meta ?? {}) as Partial<MessagePage>;
      return { rows: answer.data as MessageRow[], next, unknownFolders };
    },
    message: (id: Id, signal?: AbortSignal) =>
      get<MessageView>('mailMessages:get', { filterByTk: id }, signal),
    body: (id: Id, signal?: AbortSignal) => get<MessageBody>('mailMessages:body', { filterByTk: id }, signal),
    /** How many mails could not be read, of each account that has some. */
    setAsideCounts: () => get<Array<{ accountId: Id; count: number }>>('mailMessages:countSetAside'),
    /** Those of an account, newest first. */
    async setAside(query: {
      accountId: Id;
      before: string | null;
      limit: number;
    }): Promise<{ rows: SetAsideView[]; next: string | null }> {
      const params = { ...query, before: query.before ?? undefined };
      const answer = await call({ url: 'mailMessages:listSetAside', method: 'get', params });
      const { next = null } = (answer.meta ?? {}) as { next?: string | null };
      return { rows: answer.data as SetAsideView[], next };
    },
    /** Tries them once more with the mailbox's next turn: some, or all of an account. */
    retrySetAside: (which: { ids: Id[] } | { accountId: Id }) =>
      post<{ count: number }>('mailMessages:retrySetAside', which),
    /** Addresses of the caller's own mail in which a text occurs, each once. */
    async knownAddresses(text: string, signal?: AbortSignal): Promise<MailAddress[]> {
      const filter = JSON.stringify({
        $or: [{ address: { $includes: text } }, { name: { $includes: text } }],
      });
      const params = { page: 1, pageSize: 50, fields: ['address', 'name'], sort: ['-id'], filter };
      const rows = await get<MailAddress[]>('mailAddresses:list', params, signal);
      return [
        ...new Map(rows.map(({ address, name }) => [address, { address, name: name ?? '' }])).values(),
      ].slice(0, 8);
    },
    flag: (ids: Id[], flags: { seen?: boolean; flagged?: boolean }) =>
      post('mailMessages:flag', { ids, ...flags }),
    move: (ids: Id[], folderId: Id) => post('mailMessages:move', { ids, folderId }),
    remove: (ids: Id[]) => post('mailMessages:remove', { ids }),
    archive: (ids: Id[]) => post('mailMessages:archive', { ids }),
    spam: (ids: Id[]) => post('mailMessages:spam', { ids }),
    notSpam: (ids: Id[]) => post('mailMessages:notSpam', { ids }),
    send: (input: ComposeInput) => post<OperationView>('mailMessages:send', input),

    async upload(
      file: File,
      onProgress?: (fraction: number) => void,
      signal?: AbortSignal,
    ): Promise<UploadView> {
      const data = new FormData();
      data.append('file', file);
      const answer = await call({
        url: 'mailUploads:create',
        method: 'post',
        data,
        signal,
        onUploadProgress: (event) => onProgress?.(event.total ? event.loaded / event.total : 0),
      });
      return answer.data as UploadView;
    },
    removeUpload: (id: Id) => post('mailUploads:destroy', {}, id),
    /** The file itself; `inline` for a picture of the text. By the API client, so that no token stands in a URL. */
    attachment: (id: Id, options: ReadOptions = {}) => readBlob(request, id, options),
    /** Hands an attachment to the browser's downloads. */
    async downloadAttachment(id: Id, filename: string, options: ReadOptions = {}): Promise<void> {
      saveAs(await readBlob(request, id, options), filename);
    },

    operations: (filter?: MailFilter) =>
      get<OperationView[]>('mailOperations:list', { ...all, filter: filter && JSON.stringify(filter) }),
    retry: (id: Id, compose?: ComposeInput) => post<OperationView>('mailOperations:retry', { compose }, id),
    discard: (id: Id) => post('mailOperations:discard', {}, id),
  };
}

export type MailApi = ReturnType<typeof createMailApi>;

interface ReadOptions {
  inline?: boolean;
  signal?: AbortSignal;
  /** Octets so far, and of how many where the server said. */
  onProgress?: (loaded: number, total?: number) => void;
}

async function readBlob(
  request: Requester,
  id: Id,
  { inline, signal, onProgress }: ReadOptions,
): Promise<Blob> {
  try {
    const params = { filterByTk: id, ...(inline ? { inline: 1 } : {}) };
    const url = 'mailAttachments:download';
    const answer = await request({
      url,
      method: 'get',
      params,
      responseType: 'blob',
      signal,
      skipNotify: true,
      onDownloadProgress: (event) => onProgress?.(event.loaded, event.total),
    });
    return answer.data as Blob;
  } catch (error) {
    throw await toMailApiError(error);
  }
}

function saveAs(blob: Blob, filename: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // The download reads the URL after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
