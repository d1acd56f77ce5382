import { asMailError } from '../errors';
import type { MessageMeta } from '../imap';
import type { MailHeaders } from '../mime/headers';
import { previewOf } from '../mime/htmlText';
import { wordsOf, type ParsedText } from '../mime/parse';
import type { AttachmentPart } from '../mime/structure';
import type { MessageDraft } from '../store/messageDraft';
import { ancestorHashes, idHash, identityOf, threadKeyOf } from './threads';

const DAY = 24 * 60 * 60 * 1000;

/** A mail as it will be stored. */
export function draftOf(
  meta: MessageMeta,
  headers: MailHeaders,
  text: ParsedText,
  attachments: readonly AttachmentPart[],
): MessageDraft {
  const words = wordsOf(text);
  return {
    ...common(meta, headers),
    preview: previewOf(words),
    attachments: [...attachments],
    body: { text: words, html: text.html },
    bodyError: null,
  };
}

const NO_HEADERS: MailHeaders = {
  messageId: null,
  inReplyTo: null,
  references: [],
  subject: '',
  from: [],
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  date: null,
};

/** A mail that the server will not give or that cannot be parsed: it is there, and says why it is empty. */
export function unreadableDraft(meta: MessageMeta, error: unknown): MessageDraft {
  const draft = common(meta, NO_HEADERS);
  return {
    ...draft,
    // Nothing is known of it that another mail might not share.
    identityHash: idHash(`unreadable ${meta.uid} ${meta.size} ${meta.receivedAt.getTime()}`),
    preview: '',
    attachments: [],
    body: null,
    bodyError: asMailError(error).code,
  };
}

function common(
  meta: MessageMeta,
  headers: MailHeaders,
): Omit<MessageDraft, 'preview' | 'attachments' | 'body' | 'bodyError'> {
  const { date: _date, ...kept } = headers;
  const people = [...headers.from, ...headers.to, ...headers.cc];
  const thread = { ...headers, participants: people.map((one) => one.address.toLowerCase()) };
  const { seen, flagged, answered, draft } = meta.flags;
  return {
    ...kept,
    uid: meta.uid,
    seen,
    flagged,
    answered,
    draft,
    size: meta.size,
    receivedAt: meta.receivedAt,
    sentAt: plausibleDate(headers.date, meta.receivedAt),
    messageIdHash: headers.messageId ? idHash(headers.messageId) : null,
    identityHash: identityOf({ ...headers, from: headers.from[0]?.address ?? '' }),
    ancestors: ancestorHashes(thread),
    threadKey: threadKeyOf(thread),
  };
}

/** The Date header, unless it is missing, from before mail, or from the future: then the arrival. */
export function plausibleDate(date: Date | null, receivedAt: Date): Date {
  if (!date) return receivedAt;
  const time = date.getTime();
  return time < Date.UTC(1980, 0, 1) || time > receivedAt.getTime() + 2 * DAY ? receivedAt : date;
}
