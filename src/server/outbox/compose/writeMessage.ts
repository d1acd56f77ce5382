import type { Readable } from 'node:stream';
import { contentIdKey, type ComposeInput, type Id, type TimeZone } from '../../../common';
import { withMailbox } from '../../accounts/mailbox';
import { partStream } from '../../accounts/partStream';
import type { MailContext } from '../../context';
import { MailError } from '../../errors';
import { withFolder } from '../../imap';
import { composeMessage, isEightBit, type Draft, type DraftPart } from '../../mime/compose';
import { namedContentIds, takeInlineImages } from '../../mime/inlineImages';
import { inLetter, LETTER_STYLES, letterSource, letterText, plainLetterText } from '../../mime/letter';
import { messageTransfer } from '../../mime/messagePart';
import { quoteOriginal, type Quote } from '../../mime/quote';
import { sanitizeMailHtml } from '../../mime/sanitize';
import { readBlob } from '../../store/outbox/blobs';
import { findBody } from '../../store/messages/bodies';
import { findFolder } from '../../store/folders/folders';
import { serverPlace } from '../../store/outbox/operations';
import {
  findAttachments,
  findSource,
  type AttachmentRow,
  type SourceRow,
} from '../../store/messages/sources';
import { findOwnUploads } from '../../store/outbox/uploads';
import { sameId } from '../../store/db/rows';

/** What somebody wrote, and everything needed to turn it into a message. */
export interface Written extends Pick<Draft, 'from' | 'token' | 'isDraft'> {
  userId: Id;
  payload: ComposeInput & Pick<Draft, 'calendarReply' | 'unsubscribeUrl' | 'autoSubmitted'>;
  /** Headers that make it part of a conversation. */
  thread?: { inReplyTo?: string; references?: string[] };
  /** The time zone of the date above quoted text. */
  zone: TimeZone;
}

/**
 * Composes a message (RFC 5322) and passes it to `use` as a stream, with whether it contains octets beyond ASCII. Its
 * files are read while it is consumed, so `use` must not return before it has read everything. Throws a MailError if
 * something it refers to is gone.
 */
export async function writeMessage<T>(
  ctx: MailContext,
  { userId, payload, zone, thread, ...written }: Written,
  use: (message: Readable, isEightBit: boolean) => Promise<T>,
): Promise<T> {
  const { to, cc, bcc, replyTo, importance, readReceipt, subject } = payload;
  const { calendarReply, unsubscribeUrl, autoSubmitted } = payload;
  const uploads = await findOwnUploads(ctx, userId, payload.uploadIds);
  if (uploads.length < payload.uploadIds.length)
    throw new MailError('invalid-input', { params: { field: 'uploadIds' } });
  const body = await writeBody(ctx, { ...payload, zone });
  const named = namedContentIds(payload.plainText ? '' : body.own);
  const write = async (fetched: DraftPart[]) => {
    const files: DraftPart[] = [];
    for (const { filename, contentType, contentId, blobId, size } of uploads) {
      // An image that the text no longer shows is attached as a file: nothing the user chose is left out.
      const shown = contentId && named.has(contentIdKey(contentId)) ? { cid: contentId } : {};
      files.push({ filename, ...(await sent(contentType, () => readBlob(ctx, blobId, size))), ...shown });
    }
    const { text } = body;
    const html = payload.plainText ? undefined : body.html;
    const parts = [...body.images, ...fetched, ...files];
    const message = await composeMessage({
      ...{ ...written, to, cc, bcc, replyTo, importance, readReceipt, subject, html, text, calendarReply },
      ...{ date: new Date(), unsubscribeUrl, autoSubmitted, ...thread },
      parts,
    });
    return use(message, isEightBit(parts));
  };
  return body.source && body.parts.length ? withParts(ctx, body, body.source, write) : write([]);
}

/**
 * A file as it's sent. A message is sent as it is. One that can't be sent like this becomes a file of no particular
 * type, which arrives unchanged; programs recognize it by its name.
 */
async function sent(
  type: string,
  open: () => Readable,
): Promise<Pick<DraftPart, 'contentType' | 'content' | 'transfer'>> {
  if (!/^message\//i.test(type.trim())) return { contentType: type, content: open() };
  const transfer = await messageTransfer(open());
  return transfer
    ? { contentType: type, content: open(), transfer }
    : { contentType: 'application/octet-stream', content: open() };
}

interface Body {
  /** The typed HTML, sanitized. */
  own: string;
  html: string;
  text: string;
  images: DraftPart[];
  source: SourceRow | null;
  /** Parts of the original to include. */
  parts: AttachmentRow[];
  /** Content-IDs shown by the quoted HTML. */
  shown: Set<string>;
}

async function writeBody(ctx: MailContext, payload: ComposeInput & { zone: TimeZone }): Promise<Body> {
  const { plainText = false } = payload;
  const typed = takeInlineImages(payload.html);
  const own = wholeHtml(plainText ? typed.html : letterSource(typed.html), 'text-too-long', LETTER_STYLES);
  const body: Body = {
    own,
    html: inLetter(own),
    text: plainText ? plainLetterText(own) : letterText(own),
    images: plainText ? [] : typed.images,
    source: null,
    parts: [],
    shown: new Set(),
  };
  if (!payload.source) return body;
  const { messageId, kind, quote } = payload.source;
  const source = await findSource(ctx, messageId);
  if (!source) {
    if (quote || payload.attachmentIds.length) throw new MailError('message-gone');
    return body;
  }
  const quoted = quote
    ? await quoteSource(ctx, source, kind === 'forward' ? 'forward' : 'reply', payload.zone)
    : { html: '', text: '' };
  const attachments = await findAttachments(ctx, messageId);
  // Text doesn't show pictures.
  const shown = namedContentIds(plainText ? '' : quoted.html);
  const chosen = (id: Id) => payload.attachmentIds.some((each) => sameId(each, id));
  const parts = attachments.filter((part) => chosen(part.id) || isShown(part, shown));
  return { ...body, html: body.html + quoted.html, text: body.text + quoted.text, source, parts, shown };
}

/** Sanitizes HTML. Throws if that would truncate it: recipients must not get half of what was written. */
function wholeHtml(source: string, code: 'text-too-long' | 'quote-too-long', styles = ''): string {
  const { html, truncated } = sanitizeMailHtml(source, 'inline', styles);
  if (truncated) throw new MailError(code);
  return html;
}

const isShown = ({ contentId }: AttachmentRow, shown: Set<string>): boolean =>
  Boolean(contentId) && shown.has(contentIdKey(contentId ?? ''));

/**
 * The original as it's quoted below a reply or a forward (mime/quote.ts). Its text must be stored. Throws
 * `message-unreadable` if it isn't, and `quote-too-long`.
 */
export async function quoteSource(
  ctx: MailContext,
  source: SourceRow,
  kind: 'reply' | 'forward',
  zone: TimeZone,
): Promise<Quote> {
  // Stored when the send was requested: see actions/composeInput.ts.
  const body = await findBody(ctx, source.id);
  if (!body) throw new MailError('message-unreadable');
  const { html, text } = body;
  return quoteOriginal(kind, { ...source, html: wholeHtml(html, 'quote-too-long'), text }, zone);
}

/** Streams the parts from the server while the message is composed; the folder stays open until it is done. */
async function withParts<T>(
  ctx: MailContext,
  body: Body,
  source: SourceRow,
  compose: (parts: DraftPart[]) => Promise<T>,
): Promise<T> {
  const { folderId, uidValidity, uid } = await serverPlace(ctx, source.accountId, source);
  const folder = await findFolder(ctx, folderId);
  if (!folder) throw new MailError('message-gone');
  const draftPart = async (part: AttachmentRow, open: () => Readable): Promise<DraftPart> => ({
    filename: part.filename ?? '',
    ...(await sent(part.contentType ?? '', open)),
    ...(isShown(part, body.shown) ? { cid: (part.contentId ?? '').replace(/[\s\p{Cc}<>]/gu, '') } : {}),
  });
  return withMailbox(ctx, source.accountId, (mailbox) =>
    withFolder(
      mailbox,
      folder.path,
      async (open) => {
        const parts: DraftPart[] = [];
        for (const part of body.parts)
          parts.push(await draftPart(part, () => partStream(open, Number(uid), part.part, part.encoding)));
        return compose(parts);
      },
      { uidValidity },
    ),
  );
}
