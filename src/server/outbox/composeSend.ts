import { randomUUID } from 'node:crypto';
import type { Id, MailAddress } from '../../common';
import { withMailbox } from '../accounts/mailbox';
import { partStream } from '../accounts/partStream';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { withFolder } from '../imap';
import { composeMessage, type Draft, type DraftPart } from '../mime/compose';
import { contentIdKey, namedContentIds, takeInlineImages } from '../mime/inline-images';
import { htmlToText } from '../mime/plain';
import { quoteOriginal } from '../mime/quote';
import { envelopeOf } from '../mime/recipients';
import { sanitizeMailHtml } from '../mime/sanitize';
import { deleteBlob, readBlob, writeBlob } from '../store/blobs';
import { findBody } from '../store/bodies';
import { findFolder } from '../store/folders';
import { serverPlace } from '../store/operations';
import { findAttachments, findSource, type AttachmentRow, type SourceRow } from '../store/sources';
import { findOwnUploads } from '../store/uploads';
import { sameId } from '../store/rows';
import type { Desk } from './desk';
import type { SendOperation } from './payload';

/** Octets of a composed mail; the server's own limit (EHLO SIZE) is below, but known only to the submission. */
const LARGEST = 150 * 1024 * 1024;

/** A send that is ready to go. */
export interface Written {
  operation: SendOperation;
  /** The octets of its blob, where they are at hand. */
  raw: Buffer | null;
}

/** Writes the mail down once, into a blob: every attempt to send it submits the same octets. */
export async function composeSend(desk: Desk, operation: SendOperation): Promise<Written> {
  if (operation.blobId) return { operation, raw: null };
  const { blobId, whole, ...made } = await writeMail(desk, operation);
  try {
    const progress = { ...operation.progress, ...made };
    return { operation: await desk.save(operation, { blobId, progress }), raw: whole };
  } catch (error) {
    await deleteBlob(desk.ctx, blobId);
    throw error;
  }
}

interface Composed {
  blobId: string;
  whole: Buffer | null;
  token: string;
  /** The sender's address. */
  from: string;
  size: number;
  recipients: string[];
}

async function writeMail(
  { ctx, recent, keepPiece }: Desk,
  { userId, payload, progress }: SendOperation,
): Promise<Composed> {
  const identity = await recent.identity(payload.identityId);
  // Removed since it was asked for: never from another address than the chosen one.
  if (!identity) throw new MailError('sender-gone');
  const from: MailAddress = { name: identity.name, address: identity.address };
  const { to, cc, bcc, subject } = payload;
  const recipients = envelopeOf(to, cc, bcc);
  const uploads = await findOwnUploads(ctx, userId, payload.uploadIds);
  if (uploads.length < payload.uploadIds.length)
    throw new MailError('invalid-input', { params: { field: 'uploadIds' } });
  const body = await writeBody(ctx, { ...payload, offset: progress.offset ?? 0 });
  const token = randomUUID();
  const compose = async (fetched: DraftPart[]) => {
    const files = uploads.map(({ filename, contentType, blobId }) => ({
      filename,
      contentType,
      content: readBlob(ctx, blobId),
    }));
    const draft: Draft = {
      ...{
        from,
        to,
        cc,
        subject,
        token,
        date: new Date(),
        html: body.html,
        text: body.text,
        ...progress.thread,
      },
      parts: [...body.images, ...fetched, ...files],
    };
    return writeBlob(ctx, await composeMessage(draft), { limit: LARGEST, insert: keepPiece });
  };
  const written =
    body.source && body.parts.length ? await withParts(ctx, body, body.source, compose) : await compose([]);
  return { ...written, token, from: identity.address, recipients };
}

interface Body {
  html: string;
  text: string;
  images: DraftPart[];
  source: SourceRow | null;
  /** Parts of the original that go along. */
  parts: AttachmentRow[];
  /** Content-IDs that the quoted HTML shows. */
  shown: Set<string>;
}

async function writeBody(
  ctx: MailContext,
  payload: SendOperation['payload'] & { offset: number },
): Promise<Body> {
  const typed = takeInlineImages(payload.html);
  const own = sanitizeMailHtml(typed.html).html;
  const body: Body = {
    html: own,
    text: htmlToText(own),
    images: typed.images,
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
    ? await quoteSource(ctx, source, kind === 'forward' ? 'forward' : 'reply', payload.offset)
    : { html: '', text: '' };
  const attachments = await findAttachments(ctx, messageId);
  const shown = namedContentIds(quoted.html);
  const chosen = (id: Id) => payload.attachmentIds.some((each) => sameId(each, id));
  const parts = attachments.filter((part) => chosen(part.id) || isShown(part, shown));
  return { ...body, html: own + quoted.html, text: body.text + quoted.text, source, parts, shown };
}

const isShown = ({ contentId }: AttachmentRow, shown: Set<string>): boolean =>
  Boolean(contentId) && shown.has(contentIdKey(contentId ?? ''));

async function quoteSource(ctx: MailContext, source: SourceRow, kind: 'reply' | 'forward', offset: number) {
  // Stored when the mail was asked for: see actions/composeInput.ts.
  const body = await findBody(ctx, source.id);
  if (!body) throw new MailError('message-unreadable');
  const { html, text } = body;
  return quoteOriginal(kind, { ...source, html: sanitizeMailHtml(html).html, text }, offset);
}

/** Streams the parts from the server while the mail is written; the folder stays open until it is. */
async function withParts<T>(
  ctx: MailContext,
  body: Body,
  source: SourceRow,
  compose: (parts: DraftPart[]) => Promise<T>,
): Promise<T> {
  const { folderId, uidValidity, uid } = await serverPlace(ctx, source.accountId, source);
  const folder = await findFolder(ctx, folderId);
  if (!folder) throw new MailError('message-gone');
  const draftPart = (part: AttachmentRow, content: DraftPart['content']): DraftPart => ({
    filename: part.filename ?? '',
    contentType: part.contentType ?? '',
    content,
    ...(isShown(part, body.shown) ? { cid: (part.contentId ?? '').replace(/[\s\p{Cc}<>]/gu, '') } : {}),
  });
  return withMailbox(ctx, source.accountId, (mailbox) =>
    withFolder(
      mailbox,
      folder.path,
      (open) =>
        compose(
          body.parts.map((part) => draftPart(part, partStream(open, Number(uid), part.part, part.encoding))),
        ),
      { uidValidity },
    ),
  );
}
