import type {
  FoundRecord,
  Id,
  LinkChange,
  LinkedRecord,
  LinkedView,
  LinkTarget,
  RecordForm,
  RecordView,
} from '../common';
import type { Get, Post } from './call';
import { timeZone } from './time-zone';

/** A message, or a whole conversation of an account. */
export type AboutMessages = { messageId: Id } | { threadKey: string; accountId: Id };

/** The calls for links from messages to records. */
export const recordLinkCalls = (get: Get, post: Post) => ({
  /** The records that the messages are linked to. */
  linkedRecords: (about: AboutMessages, signal?: AbortSignal) =>
    get<LinkedRecord[]>('mailLinks:list', { ...about, timeZone: timeZone() }, signal),
  /** Records of the address books with an address that the messages are from or to. */
  matchingRecords: (about: AboutMessages, signal?: AbortSignal) =>
    get<RecordView[]>('mailLinks:matching', { ...about, timeZone: timeZone() }, signal),
  /** The collections that the caller can link messages to. */
  linkTargets: () => get<LinkTarget[]>('mailLinks:targets'),
  /** Records by their titles; the newest ones if nothing is typed. */
  searchRecords: (collection: string, text: string, signal?: AbortSignal) =>
    get<FoundRecord[]>('mailLinks:search', { collection, text }, signal),
  /** The collections in which the caller may create records. */
  creatableCollections: () => get<LinkTarget[]>('mailLinks:creatable'),
  /** What a new record of a collection is made of. */
  recordForm: (collection: string) => get<RecordForm>('mailLinks:form', { collection }),
  /** Creates a record as the host's own pages do. */
  createRecord: (collection: string, values: Record<string, unknown>) =>
    post<Record<string, unknown>>(`${encodeURIComponent(collection)}:create`, values),
  /** Links messages to records; `whole` includes the rest of their conversations in the same folder. */
  link: (ids: Id[], change: LinkChange, whole = false) =>
    post<LinkedView>('mailMessages:link', { ids, ...(whole ? { conversations: true } : {}), ...change }),
});
