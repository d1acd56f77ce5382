/** Plain values exchanged between server and client. Dates are ISO 8601 strings, sizes are octets. */

import type { ErrorCode } from './errors';

export type Id = string | number;

export interface MailAddress {
  /** Display name; '' if the message gives none. */
  name: string;
  /** addr-spec (RFC 5322 §3.4.1), as written in the message. */
  address: string;
}

/** What a folder is for: RFC 6154 special use, or guessed by name if the server doesn't say. */
export type FolderRole = 'inbox' | 'sent' | 'drafts' | 'trash' | 'junk' | 'archive' | 'outbox' | 'other';

export interface FolderView {
  id: Id;
  accountId: Id;
  /** Name on the server, decoded from modified UTF-7. */
  path: string;
  /** Last part of the path. */
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  selectable: boolean;
  /** Not synced: none of its messages are stored here. */
  leftOut?: boolean;
  /** Why the server lists the folder but doesn't open it. */
  problem?: ErrorCode | null;
  total: number;
  unread: number;
}

export interface MessageView {
  id: Id;
  accountId: Id;
  folderId: Id;
  /** Message-ID (RFC 5322 §3.6.4) with angle brackets; not unique. */
  messageId: string | null;
  threadKey: string;
  subject: string;
  fromName: string;
  fromAddress: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  replyTo: MailAddress[];
  /** Date header, or the arrival time if that is missing or absurd. */
  sentAt: string;
  /** INTERNALDATE (RFC 3501 §2.3.3). */
  receivedAt: string;
  size: number;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
  hasAttachments: boolean;
  /** The first 200 characters of the text, whitespace collapsed. */
  preview: string;
  /** Until when it is snoozed, unless `returnedAt` says that it has come back. */
  snoozedUntil?: string | null;
  returnedAt?: string | null;
  /** In lists of folders: it is above the others, because it has just come back. */
  back?: boolean;
  /** In lists: ids of the caller's labels on it, or for a conversation, on any of its messages. */
  labels?: Id[];
  /** Number of notes on its conversation, if there are any. */
  notes?: number;
  /** In lists: a report says that the message didn't reach everyone. */
  bounced?: boolean;
  /** In lists of conversations: the one whose newest message this is. */
  conversation?: ConversationSummary;
}

/** A conversation in a list: the messages of one thread in the listed folder. */
export interface ConversationSummary {
  total: number;
  unread: number;
  flagged: number;
  hasAttachments: boolean;
  /** The first few senders, in order of appearance. */
  participants: MailAddress[];
}

/** A conversation as a folder's list shows it: the messages of one thread in that folder. */
export interface ThreadView {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string;
  total: number;
  unread: number;
  flagged: number;
  hasAttachments: boolean;
  /** From its oldest message. */
  subject: string;
  /** The first few senders, in order of appearance. */
  participants: MailAddress[];
  latestAt: string;
  latestMessageId: Id;
  /** From its newest message, as in {@link MessageView}. */
  preview: string;
  toText: string;
}

export interface AttachmentView {
  id: Id;
  filename: string;
  contentType: string;
  size: number;
  contentId: string | null;
  /** Shown inside the text, by its Content-ID. */
  inline: boolean;
}

/** A message that couldn't be read from the server or stored. */
export interface SetAside {
  /** An {@link import('./errors').ErrorCode}. */
  reason: string | null;
  /** When that last happened. */
  since: string | null;
  /** It is tried again the next time the mailbox is synced. */
  waiting: boolean;
  /** Even its sender and subject are unknown. */
  headerMissing: boolean;
}

/** A line in the list of messages that couldn't be read. */
export type SetAsideView = SetAside &
  Pick<
    MessageView,
    'id' | 'accountId' | 'folderId' | 'subject' | 'fromName' | 'fromAddress' | 'receivedAt' | 'size'
  >;

export interface ComposeInput {
  /**
   * Created by the composer, once per message: sending the same request again with the same key sends nothing twice. 16
   * to 64 letters, digits, `_` and `-`. Not stored with the typed message.
   */
  key?: string;
  accountId: Id;
  /** One of the account's identities; the default one if omitted. */
  identityId?: Id;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  /**
   * The editor's HTML without the quoted original. Pasted images are uploads, referenced by `cid:` and their
   * Content-ID.
   */
  html: string;
  /** Sent as text only (RFC 2046 §4.1), without HTML and pictures: `html` has only paragraphs, one for each line. */
  plainText?: boolean;
  /** The message that this one answers or forwards. */
  source?: { messageId: Id; kind: 'reply' | 'replyAll' | 'forward'; quote: boolean };
  /** Ids from `mailUploads:create`. */
  uploadIds: Id[];
  /** The original's attachments to include in a forward (ids of mailAttachments). */
  attachmentIds: Id[];
  /** The writer's IANA time zone, used for the date in the quote header. */
  timeZone?: string;
  /** Where answers go, if not to the sender (Reply-To, RFC 5322 §3.6.2). */
  replyTo?: MailAddress[];
  /** Marks it for the recipients (RFC 2156 §5.3.4); normal if omitted. */
  importance?: 'high' | 'low';
  /** Asks the recipients' programs to report that it was displayed (RFC 8098). */
  readReceipt?: boolean;
  /** Reminds the writer if nobody has answered by then. */
  remind?: Reminder;
}

/** When to be reminded: so many days later, or on a day (`2026-12-24`); in the morning either way. */
export type Reminder = { days: number } | { on: string };

/** A message to be sent, and when. */
export interface SendInput extends ComposeInput {
  /** Milliseconds in which sending can be undone, at most a minute. */
  delay?: number;
  /** Not before this time (ISO 8601), at most a year from now. */
  sendAt?: string;
}

export type OperationKind =
  | 'send'
  | 'flag'
  | 'move'
  | 'remove'
  | 'createFolder'
  | 'renameFolder'
  | 'removeFolder'
  | 'emptyFolder'
  | 'readFolder'
  | 'draft';
export type OperationState = 'pending' | 'running' | 'sending' | 'sent' | 'unclear' | 'done' | 'failed';

/** A message and the folder that it was moved from. */
export interface MessageOrigin {
  id: Id;
  folderId: Id;
}

/** Moved messages, so that they can be moved back. */
export interface MoveView {
  moved: MessageOrigin[];
}

/** What happened to messages that were to be deleted; one that was already gone is in neither list. */
export interface RemovalView {
  /** Messages now in the trash, with the folders they came from. */
  trashed: MessageOrigin[];
  /** Messages deleted permanently. */
  deleted: Id[];
}

export interface OperationView {
  id: Id;
  accountId: Id;
  kind: OperationKind;
  state: OperationState;
  reason: string | null;
  /** Values for the reason's sentence, e.g. the refused `addresses`. */
  params?: Record<string, string | number>;
  attempts: number;
  nextAttemptAt: string | null;
  /** For a send that is waiting: the time its writer chose; it doesn't begin earlier. */
  notBefore?: string | null;
  /** For a send: the parts of the message that a list shows, with the first few recipients and their number. */
  subject?: string;
  recipients?: MailAddress[];
  recipientCount?: number;
  /** For a send: this message or an earlier version of it may already have reached its recipients. */
  mayHaveGone?: boolean;
  /**
   * For a send, returned only by `mailOperations:get`: the typed message, so that it can be shown, edited and sent
   * again.
   */
  compose: ComposeInput | null;
  /** With `compose`: the files behind `compose.uploadIds`, so that a form can show their names. */
  uploads?: UploadView[];
  createdAt: string;
}

export interface UploadView {
  id: Id;
  filename: string;
  contentType: string;
  size: number;
  /** For an image in the text: the text refers to it as `cid:` plus this. */
  contentId?: string | null;
}

/** What changed, but never the data itself. The client reads it again over REST, through the same access rules. */
export interface ChangeHint {
  accountId: Id;
  folderIds: Id[];
  what: Array<
    'account' | 'folders' | 'messages' | 'operations' | 'drafts' | 'todos' | 'campaigns' | 'labels' | 'links'
  >;
}
