import type { MailAddress } from '../../common';

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

/** A mail that was read from the server and is to be stored. */
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
  /** Its thread, if none of the ancestors is known. */
  threadKey: string;
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  replyTo: MailAddress[];
  preview: string;
  attachments: AttachmentDraft[];
  /** null: the mail cannot be read; see `bodyError`. */
  body: BodyDraft | null;
  bodyError: string | null;
}
