import type { MessageMeta } from '../imap';
import type { MailHeaders } from '../mime/headers';
import { sectionsOf, type Layout } from '../mime/structure';
import type { MessageDraft } from '../store/messageDraft';
import { asReason } from './reason';
import { ancestorHashes, idHash, identityOf, threadStart } from './threads';

const DAY = 24 * 60 * 60 * 1000;

/** A mail as it will be stored. `layout`: null where the server does not tell its parts. */
export function draftOf(meta: MessageMeta, headers: MailHeaders, layout: Layout | null): MessageDraft {
  return {
    ...common(meta, headers),
    attachments: layout?.attachments ?? [],
    textParts: layout && sectionsOf(layout),
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
  // Nothing is known of it that another mail might not share.
  const own = idHash(`unreadable ${meta.uid} ${meta.size} ${meta.receivedAt.getTime()}`);
  return {
    ...draft,
    identityHash: own,
    threadKey: own,
    attachments: [],
    textParts: null,
    bodyError: asReason(error),
    headerMissing: true,
  };
}

function common(
  meta: MessageMeta,
  headers: MailHeaders,
): Omit<MessageDraft, 'attachments' | 'textParts' | 'bodyError'> {
  const { date: _date, ...kept } = headers;
  const messageIdHash = headers.messageId ? idHash(headers.messageId) : null;
  const identityHash = identityOf({ ...headers, from: headers.from[0]?.address ?? '' });
  // Without a Message-ID, copies still have these in common, and mails that say nothing of themselves do not.
  const own = messageIdHash ?? idHash(`${identityHash} ${meta.size} ${meta.receivedAt.getTime()}`);
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
    messageIdHash,
    identityHash,
    ancestors: ancestorHashes(headers),
    ...threadStart(headers, own),
  };
}

/** The Date header, unless it is missing, from before mail, or from the future: then the arrival. */
export function plausibleDate(date: Date | null, receivedAt: Date): Date {
  if (!date) return receivedAt;
  const time = date.getTime();
  return time < Date.UTC(1980, 0, 1) || time > receivedAt.getTime() + 2 * DAY ? receivedAt : date;
}
