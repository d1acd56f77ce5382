import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  DEEPEST_ENCLOSED,
  enclosedId,
  isMessageFile,
  MOST_ENCLOSED,
  type EnclosedMessage,
  type Id,
} from '../../common';
import { perProcess } from '../appState';
import { openPart } from '../accounts/mailbox';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { enclosedFile, enclosedMessage, type SourceFile } from '../mime/enclosed';
import { showsByContentId } from '../mime/inlineImages';
import type { ParsedSource } from '../mime/parse';
import { sanitizeMailHtml } from '../mime/sanitize';
import { Semaphore } from '../semaphore';
import type { AttachmentRow } from '../store/messages/sources';
import { wholeStream } from '../wholeStream';
import { findOnServer } from './findOnServer';
import { fault } from './parameters';

/** Maximum enclosed messages in memory at a time. */
const AT_ONCE = 3;
const reading = perProcess('enclosedMessages', () => new Semaphore(AT_ONCE));

/** A part's number (RFC 3501 §6.4.5). */
const PART = /^\d{1,4}(?:\.\d{1,4}){0,49}$/;

/** The path to a file within the attachment, with one part number per enclosed message: `2/1.3`. */
export const within = z
  .string()
  .max(500)
  .default('')
  .transform((written) => (written === '' ? [] : written.split('/')))
  .refine(
    (parts) => parts.length <= DEEPEST_ENCLOSED && parts.every((part) => PART.test(part)),
    fault({ context: 'value' }),
  );

/** A stored attachment that the caller is allowed to read. */
type Attachment = Pick<AttachmentRow, 'id' | 'mailMessageId' | 'part' | 'encoding' | 'size'> & {
  filename: string | null;
  contentType: string | null;
};

/**
 * Reads the message in an attachment, or in a message within it. Throws `not-found` if there is none,
 * `message-too-large` or `message-unreadable`.
 */
export async function readEnclosed(
  mail: MailContext,
  attachment: Attachment,
  parts: readonly string[],
): Promise<EnclosedMessage> {
  const parsed = await withSource(mail, attachment, (source) => enclosedMessage(source, parts));
  return viewOf(parsed ?? missing(), attachment.id, parts);
}

/**
 * Opens a file of a message in an attachment; its content is in memory. Throws the same errors as {@link
 * readEnclosed}.
 */
export async function openEnclosedFile(
  mail: MailContext,
  attachment: Attachment,
  parts: readonly string[],
): Promise<Omit<SourceFile, 'content'> & { stream: Readable }> {
  const file = await withSource(mail, attachment, (source) => enclosedFile(source, parts));
  const { content, ...rest } = file ?? missing();
  return { ...rest, stream: Readable.from([content], { objectMode: false }) };
}

function withSource<T>(mail: MailContext, attachment: Attachment, read: (source: Buffer) => T): Promise<T> {
  const { filename, contentType } = attachment;
  if (!isMessageFile({ filename: filename ?? '', contentType: contentType ?? '' })) missing();
  return reading().run(async () => read(await wholePart(mail, attachment)));
}

async function wholePart(
  mail: MailContext,
  { mailMessageId, part, encoding, size: told }: Attachment,
): Promise<Buffer> {
  const place = await findOnServer(mail, mailMessageId);
  const size = Number(told ?? 0);
  const stream = await openPart(mail, place.accountId, { ...place, part, encoding, size });
  try {
    return await wholeStream(stream as AsyncIterable<Buffer>, MOST_ENCLOSED);
  } finally {
    stream.destroy();
  }
}

function viewOf(parsed: ParsedSource, attachmentId: Id, parts: readonly string[]): EnclosedMessage {
  const { headers, text, html, attachments } = parsed;
  const { subject, from, to, cc, bcc, replyTo, date } = headers;
  const content = sanitizeMailHtml(html, 'beside');
  const shows = showsByContentId(content.html);
  const place = { attachmentId: String(attachmentId), within: parts.join('/') };
  return {
    ...{ subject, from, to, cc, bcc, replyTo, sentAt: date?.toISOString() ?? null },
    ...{ text, ...content },
    attachments: attachments.map(({ part, filename, contentType, size, contentId }) => ({
      ...{ id: enclosedId(place, part), filename, contentType, size, contentId },
      inline: contentId !== null && shows(contentId),
    })),
  };
}

function missing(): never {
  throw new MailError('not-found');
}
