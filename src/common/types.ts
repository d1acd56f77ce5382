/** Plain values that travel between server and client. Dates are ISO 8601 strings, sizes are octets. */

export type Id = string | number;

export interface MailAddress {
  /** Display name; '' where the mail gives none. */
  name: string;
  /** addr-spec (RFC 5322 §3.4.1) as written in the mail. */
  address: string;
}

/** What a folder is for (RFC 6154 special use, found by name where the server does not say). */
export type FolderRole = 'inbox' | 'sent' | 'drafts' | 'trash' | 'junk' | 'archive' | 'outbox' | 'other';

export interface FolderView {
  id: Id;
  accountId: Id;
  /** Server name, decoded from modified UTF-7. */
  path: string;
  /** Last part of the path. */
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  selectable: boolean;
  /** Not synchronised: none of its mails are here. */
  leftOut?: boolean;
  total: number;
  unread: number;
}

export interface MessageView {
  id: Id;
  accountId: Id;
  folderId: Id;
  /** Message-ID (RFC 5322 §3.6.4) with its angle brackets; not unique. */
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
  /** Date header, or the arrival where it is missing or absurd. */
  sentAt: string;
  /** INTERNALDATE (RFC 3501 §2.3.3). */
  receivedAt: string;
  size: number;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
  hasAttachments: boolean;
  /** The text's first 200 characters, white space folded. */
  preview: string;
}

/** A conversation as a folder's list shows it: the mails of one thread in that folder. */
export interface ThreadView {
  id: Id;
  accountId: Id;
  folderId: Id;
  threadKey: string;
  total: number;
  unread: number;
  flagged: number;
  hasAttachments: boolean;
  /** Of its oldest mail. */
  subject: string;
  /** Who wrote, in order of appearance, the first few. */
  participants: MailAddress[];
  latestAt: string;
  latestMessageId: Id;
  /** Of its newest mail, as in {@link MessageView}. */
  preview: string;
  toText: string;
}

export interface AttachmentView {
  id: Id;
  filename: string;
  contentType: string;
  size: number;
  contentId: string | null;
  /** Shown inside the text by its Content-ID. */
  inline: boolean;
}

export interface MessageBody {
  id: Id;
  /** Sanitised; '' when the mail has no HTML part. Inline images are `cid:` references. */
  html: string;
  text: string;
  /** The HTML names images or styles on other servers; they load only after the reader asks. */
  hasRemoteContent: boolean;
  /** The HTML was too long or too deep: only its beginning is here. */
  truncated?: boolean;
  attachments: AttachmentView[];
  /** The mail could not be read: there is no text, and this says why. */
  setAside?: SetAside;
}

/** Of a mail that could not be read from the server, or not be stored. */
export interface SetAside {
  /** An {@link import('./errors').ErrorCode}. */
  reason: string | null;
  /** When that was found out, the last time. */
  since: string | null;
  /** It is tried again with the mailbox's next turn. */
  waiting: boolean;
  /** Not even who sent it, and about what, is known. */
  headerMissing: boolean;
}

/** A line in the list of mails that could not be read. */
export type SetAsideView = SetAside &
  Pick<
    MessageView,
    'id' | 'accountId' | 'folderId' | 'subject' | 'fromName' | 'fromAddress' | 'receivedAt' | 'size'
  >;

export interface ComposeInput {
  accountId: Id;
  /** One of the account's; the default one where it is left out. */
  identityId?: Id;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  /** The editor's HTML, without the quoted original. Pasted pictures are `data:` URLs; composing makes them parts. */
  html: string;
  /** What this mail answers or forwards. */
  source?: { messageId: Id; kind: 'reply' | 'replyAll' | 'forward'; quote: boolean };
  /** Ids from `mailUploads:create`. */
  uploadIds: Id[];
  /** Attachments of the original that go along with a forward (ids of mailAttachments). */
  attachmentIds: Id[];
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
  | 'readFolder';
export type OperationState = 'pending' | 'running' | 'sending' | 'sent' | 'unclear' | 'done' | 'failed';

export interface OperationView {
  id: Id;
  accountId: Id;
  kind: OperationKind;
  state: OperationState;
  reason: string | null;
  /** Values for the sentence of the reason, e.g. the refused `addresses`. */
  params?: Record<string, string | number>;
  attempts: number;
  nextAttemptAt: string | null;
  /** For a send: what was typed, so that it can be shown, edited and sent again. */
  compose: ComposeInput | null;
  /** For a send: the files behind `compose.uploadIds`, so that a form can name them. */
  uploads?: UploadView[];
  createdAt: string;
}

export interface UploadView {
  id: Id;
  filename: string;
  contentType: string;
  size: number;
}

/** What changed; never the data itself. The client reads again over REST, through the same access rules. */
export interface ChangeHint {
  accountId: Id;
  folderIds: Id[];
  what: Array<'account' | 'folders' | 'messages' | 'operations'>;
}
