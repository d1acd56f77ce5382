import type { MessageMeta } from '../../imap';
import type { MailHeaders } from '../../mime/headers';
import { sectionsOf, type Layout } from '../../mime/structure';
import type { MessageDraft } from '../../store/messageDraft';
import { asReason } from './reason';
import { idHash } from '../../store/threads/idHash';
import { ancestorHashes, threadStart } from '../threads';
import { identityOf } from './messageIdentity';

const DAY = 24 * 60 * 60 * 1000;

/** A message as it will be stored. `layout`: null if the server doesn't report its parts. */
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

/** A placeholder for a message that the server won't deliver or that can't be parsed. It says why it is empty. */
export function unreadableDraft(meta: MessageMeta, error: unknown): MessageDraft {
  const draft = common(meta, NO_HEADERS);
  // Nothing is known about it that another message might not share.
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
  // Without a Message-ID, copies of a message still share these, while different messages that say nothing about
  // themselves don't.
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

/** The Date header, or the arrival time if that is missing, from before e-mail existed, or in the future. */
export function plausibleDate(date: Date | null, receivedAt: Date): Date {
  if (!date) return receivedAt;
  const time = date.getTime();
  return time < Date.UTC(1980, 0, 1) || time > receivedAt.getTime() + 2 * DAY ? receivedAt : date;
}
