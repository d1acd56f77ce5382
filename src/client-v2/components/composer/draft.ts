import {
  derivedSubject,
  hasContent,
  paragraphs,
  isValidAddress,
  replyRecipients,
  uniqueAddresses,
  type AttachmentView,
  type ComposeInput,
  type DraftInput,
  type Id,
  type MailAddress,
  type MessageBody,
  type UploadView,
} from '../../../common';
import type { ComposerInit } from './composer-init';
import { withoutSignature } from './signature-html';

export type SourceKind = 'reply' | 'replyAll' | 'forward';

/** What a message may ask for beyond its text. */
export type MessageOptions = Pick<ComposeInput, 'importance' | 'readReceipt' | 'replyTo' | 'remind'>;

/** The message being written. Plain data, so that it can be stored and restored. */
export interface Draft extends MessageOptions {
  accountId: Id | null;
  /** The identity to send from; null for the account's default. */
  identityId: Id | null;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  html: string;
  /** Whether it is sent without HTML; `html` then has only lines. */
  plainText?: boolean;
  /** Identifies this message while it is being written, so that two requests to send it send it once. */
  key?: string;
  /** Whether the original is included below the text. */
  quote: boolean;
  uploads: UploadView[];
  /** Files of the original to be sent along. */
  attachments: AttachmentView[];
}

/** Bytes of all attachments together, unless the mail server accepts less. Most accept this much before base64. */
export const MAX_ATTACHMENT_SIZE = 25_000_000;

/** Returns the draft a composer opens with. `own` are the writer's addresses. */
export function initialDraft(init: ComposerInit, own: string[]): Draft {
  const { operation, source } = init;
  if (init.draft) return { ...ofStored(init.draft.draft, init.draft.uploads), key: init.draft.key };
  if (init.copy) return ofStored(init.copy.draft, init.copy.uploads);
  if (operation?.compose) return ofStored(operation.compose, operation.uploads ?? []);
  const derived =
    source && source.kind !== 'forward'
      ? replyRecipients(source.message, source.kind, own)
      : { to: [], cc: [] };
  return {
    accountId: init.accountId ?? source?.message.accountId ?? null,
    identityId: null,
    to: uniqueAddresses(init.to ?? derived.to),
    cc: uniqueAddresses(init.cc ?? derived.cc),
    bcc: uniqueAddresses(init.bcc ?? []),
    subject: init.subject ?? (source ? derivedSubject(source.message.subject, source.kind) : ''),
    html: init.html ?? paragraphs(init.text ?? ''),
    quote: Boolean(source),
    uploads: [],
    attachments: [],
  };
}

/** Returns a stored message as it was written. The original's files are added once they're known. */
function ofStored(stored: DraftInput, uploads: readonly UploadView[]): Draft {
  const { accountId, identityId = null, to, cc, bcc, subject, html, plainText } = stored;
  return {
    ...{ accountId, identityId, to, cc, bcc, subject, html },
    ...(plainText ? { plainText } : {}),
    quote: stored.source?.quote ?? false,
    uploads: stored.uploadIds.map((id) => knownUpload(id, uploads)),
    attachments: [],
    ...optionsOf(stored),
  };
}

/** An upload that the server no longer knows keeps its id, to be sent or reported missing. */
const knownUpload = (id: Id, uploads: readonly UploadView[]): UploadView =>
  uploads.find((upload) => String(upload.id) === String(id)) ?? {
    ...{ id, filename: '', contentType: '', size: 0 },
  };

/** The options that are set. */
const optionsOf = ({ importance, readReceipt, replyTo, remind }: MessageOptions): MessageOptions => ({
  ...(importance ? { importance } : {}),
  ...(readReceipt ? { readReceipt } : {}),
  ...(replyTo?.length ? { replyTo } : {}),
  ...(remind ? { remind } : {}),
});

export type DraftProblem =
  | { kind: 'no-account' }
  | { kind: 'no-recipient' }
  | { kind: 'invalid-address'; addresses: string[] }
  | { kind: 'too-large' };

/**
 * Returns why a draft can't be sent, or null if it can. `onTheWay` is the number of bytes still uploading, `limit` that
 * of all attachments together.
 */
export function draftProblem(
  draft: Draft,
  onTheWay = 0,
  limit: number = MAX_ATTACHMENT_SIZE,
): DraftProblem | null {
  const everybody = [...draft.to, ...draft.cc, ...draft.bcc];
  const invalid = everybody.filter(({ address }) => !isValidAddress(address));
  if (draft.accountId === null) return { kind: 'no-account' };
  if (invalid.length) return { kind: 'invalid-address', addresses: invalid.map(({ address }) => address) };
  if (!everybody.length) return { kind: 'no-recipient' };
  return attachmentSize(draft) + onTheWay > limit ? { kind: 'too-large' } : null;
}

/** Bytes of all files to be sent, before encoding. */
export const attachmentSize = (draft: Pick<Draft, 'html' | 'uploads' | 'attachments'>): number =>
  [...sentUploads(draft), ...draft.attachments].reduce((sum, file) => sum + Number(file.size), 0);

/** The uploads to be sent: all except pictures that were removed from the text again. */
export const sentUploads = ({ html, uploads }: Pick<Draft, 'html' | 'uploads'>): UploadView[] =>
  uploads.filter(({ contentId }) => !contentId || html.includes(`"cid:${contentId}"`));

/** The text without pictures that didn't reach the server; recipients would see a broken image. */
const withoutMissing = ({ html, uploads }: Pick<Draft, 'html' | 'uploads'>): string =>
  html.replace(/<img\b[^>]*>/gi, (tag) => {
    const missing =
      tag.includes('"cid:') &&
      !uploads.some(({ contentId }) => contentId && tag.includes(`"cid:${contentId}"`));
    return missing ? '' : tag;
  });

/**
 * Splits files, in their order, into those that fit into a message next to `used` bytes and those that don't.
 */
export function fitting<T extends { size: number }>(
  files: readonly T[],
  used: number,
  limit: number,
): { fit: T[]; refused: T[] } {
  let size = used;
  const fits = ({ size: added }: T): boolean => {
    if (size + added > limit) return false;
    size += added;
    return true;
  };
  const fit = files.filter(fits);
  return { fit, refused: files.filter((file) => !fit.includes(file)) };
}

/** Converts a draft to a send request. Throws if the draft has no account. */
export function toComposeInput(
  draft: Draft,
  source: { messageId: Id; kind: SourceKind } | null,
): ComposeInput {
  if (draft.accountId === null) throw new Error('a draft without an account cannot be sent');
  const { accountId, identityId, to, cc, bcc, key } = draft;
  return {
    ...(key === undefined ? {} : { key }),
    accountId,
    ...(identityId === null ? {} : { identityId }),
    to,
    cc,
    bcc,
    subject: draft.subject.trim(),
    html: withoutMissing(draft),
    ...(draft.plainText ? { plainText: true } : {}),
    ...(source ? { source: { ...source, quote: draft.quote } } : {}),
    uploadIds: sentUploads(draft).map(({ id }) => id),
    attachmentIds: draft.attachments.map(({ id }) => id),
    ...optionsOf(draft),
  };
}

/** Whether closing would lose something. Sender and signature don't count, as they can be chosen again. */
export function isChanged(draft: Draft, initial: Draft): boolean {
  // It's asked at each key, so a long text is only compared, never copied.
  const head = ({ accountId: _accountId, identityId: _identityId, key: _key, html: _html, ...rest }: Draft) =>
    JSON.stringify(rest);
  return textOf(draft) !== textOf(initial) || head(draft) !== head(initial);
}

/** What was written above the signature; '' for tags alone. */
function textOf({ html }: Draft): string {
  const written = withoutSignature(html);
  return hasContent(written) ? written : '';
}

/** Whether a draft contains nothing that anybody would miss. */
export const isEmpty = (draft: Draft): boolean =>
  textOf(draft) === '' &&
  draft.subject.trim() === '' &&
  [draft.to, draft.cc, draft.bcc, draft.uploads, draft.attachments].every(({ length }) => length === 0);

/**
 * Files of the original to send along unless removed: those that a stored message had (`before`), or all of a forward.
 * Pictures of quoted HTML are sent with the quote.
 */
export function forwardedFiles(
  body: MessageBody,
  kind: SourceKind,
  before?: readonly Id[],
): AttachmentView[] {
  if (before)
    return body.attachments.filter(({ id }) => before.some((chosen) => String(chosen) === String(id)));
  return kind === 'forward' ? body.attachments.filter(({ inline }) => !inline || !body.html) : [];
}
