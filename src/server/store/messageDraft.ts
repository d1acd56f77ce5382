import type { ErrorCode, MailAddress } from '../../common';

/**
 * Before the number of a part that lies in the mail's source, where the server's own numbers do not lead to it:
 * Exchange describes some mails other than they are.
 */
export const SOURCE_PART = 'source:';

/** A part that is a file; see collections/mailAttachments.ts. */
export interface AttachmentDraft {
  part: string;
  encoding: string;
  filename: string;
  contentType: string;
  size: number;
  contentId: string | null;
  inline: boolean;
}

export interface BodyDraft {
  text: string;
  html: string;
}

/** Octets that a body takes. */
export const sizeOf = ({ text, html }: BodyDraft): number =>
  Buffer.byteLength(text) + Buffer.byteLength(html);

/** A mail as its header says, to be stored. Its text follows later. */
export interface MessageDraft {
  uid: number;
  seen: boolean;
  flagged: boolean;
  answered: boolean;
  draft: boolean;
  size: number;
  receivedAt: Date;
  sentAt: Date;
  messageId: string | null;
  messageIdHash: string | null;
  inReplyTo: string | null;
  references: string[];
  identityHash: string;
  /** Hashes of the Message-IDs it may hang on, nearest first. */
  ancestors: string[];
  /** The thread that it begins if it continues none. */
  threadKey: string;
  /** Under which it may be put to others that name no mail; see subjectHash.ts. */
  subjectHash: string | null;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  replyTo: MailAddress[];
  attachments: AttachmentDraft[];
  /** Where its text lies; see collections/mailMessages.ts. */
  textParts: string | null;
  /** Why it cannot be read: then it is set aside. null where nothing is known against it. */
  bodyError: ErrorCode | null;
  /** Not even its header is known. */
  headerMissing?: boolean;
}

/** What is left of a mail whose texts the database does not take: where it lies, its flags, what finds it again. */
export const withoutContent = (draft: MessageDraft, reason: ErrorCode): MessageDraft => ({
  ...draft,
  messageId: null,
  inReplyTo: null,
  references: [],
  sentAt: draft.receivedAt,
  subject: '',
  from: [],
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  attachments: [],
  textParts: null,
  bodyError: reason,
  headerMissing: true,
});
