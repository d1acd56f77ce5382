import type { ErrorCode, Id, MailAddress, MessageNotice } from '../../common';
import type { MessageFacts } from '../messageFacts';
import { fromStored, listIn } from './db/stored';

/**
 * Prefix of a part's number in the message's source, for parts that the server's own numbers don't lead to: Exchange
 * describes some messages differently from what they are.
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
  /** Notices for the reader; see collections/mailBodies.ts. */
  notices?: MessageNotice[];
  /** Facts from the message's header. */
  facts?: MessageFacts;
}

/** The values of a row of mailBodies. */
export const bodyValues = (mailMessageId: Id, accountId: Id, { text, html, notices, facts }: BodyDraft) => ({
  ...{ mailMessageId, accountId, size: sizeOf({ text, html }), text, html },
  notices: notices ?? [],
  facts: facts ?? {},
});

/** Notices as a database returns them, as a value or as text; none for rows from before there were any. */
export const noticesOf = (stored: unknown): MessageNotice[] => listIn(stored);

/** The same for facts from the header. */
export const factsOf = (stored: unknown): MessageFacts => fromStored(stored) ?? {};

/** Octets that a body takes up. */
const sizeOf = ({ text, html }: Pick<BodyDraft, 'text' | 'html'>): number =>
  Buffer.byteLength(text) + Buffer.byteLength(html);

/** A message to store, as its header describes it. Its text follows later. */
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
  /** From our own private header, if the message has it, because servers rewrite the Message-ID. */
  token?: string | null;
  messageIdHash: string | null;
  inReplyTo: string | null;
  references: string[];
  identityHash: string;
  /** Hashes of the Message-IDs that it may belong under, nearest first. */
  ancestors: string[];
  /** The thread that it starts if it continues none. */
  threadKey: string;
  /** The hash that may connect it with others that name no message; see subjectHash.ts. */
  subjectHash: string | null;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  replyTo: MailAddress[];
  attachments: AttachmentDraft[];
  /** The sections that contain its text; see collections/mailMessages.ts. */
  textParts: string | null;
  /** Why it can't be read, in which case it's set aside; null if nothing is known to be wrong. */
  bodyError: ErrorCode | null;
  /** True if a program sent it by itself, such as an out-of-office reply or a delivery report. */
  automatic?: boolean;
  /** True if not even its header is known. */
  headerMissing?: boolean;
}

/** What remains of a message whose texts the database refuses: its place, its flags, and what finds it again. */
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
