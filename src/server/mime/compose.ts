import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailAddress } from '../../common';
import type { MessageTransfer } from './messagePart';

/** Identifies our own messages after the server has rewritten their Message-ID, as Outlook.com does. */
export const TOKEN_HEADER = 'X-Mail-Operation';

export interface DraftPart {
  filename: string;
  contentType: string;
  content: Readable | Buffer;
  /** Set for an image in the HTML. */
  cid?: string;
  /** Set for a message, which isn't encoded. */
  transfer?: MessageTransfer;
}

/** Whether a message with these parts contains octets beyond ASCII, which only a server with 8BITMIME has to accept. */
export const isEightBit = (parts: readonly Pick<DraftPart, 'transfer'>[]): boolean =>
  parts.some(({ transfer }) => transfer === '8bit');

/** The token in the header section of one of our messages; null for any other. */
export const tokenIn = (header: Buffer): string | null =>
  /^x-mail-operation:[ \t]*([\da-f-]{36})\s*$/im.exec(header.toString('latin1'))?.[1] ?? null;

/** Identifies our own copies in a Drafts folder, with their version; see {@link Draft.isDraft}. */
export const DRAFT_HEADER = 'X-Mail-Draft';

/** Keeps other programs from answering a message that a program sends by itself (RFC 3834 §5). */
export type AutoSubmitted = 'auto-generated' | 'auto-replied';

/** A message ready to be composed. */
export interface Draft {
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  /** Only a draft names them; a message that is sent has them in its envelope. */
  bcc?: MailAddress[];
  /** A copy for a Drafts folder, from which any mail program can continue writing. */
  isDraft?: boolean;
  replyTo?: MailAddress[];
  importance?: 'high' | 'low';
  /** Asks for a receipt to the sender (RFC 8098 §2.1). */
  readReceipt?: boolean;
  subject: string;
  date: Date;
  /** Unique; the Message-ID and {@link TOKEN_HEADER} or {@link DRAFT_HEADER} are derived from it. */
  token: string;
  inReplyTo?: string;
  references?: string[];
  /** Omitted for a message that is text only. */
  html?: string;
  text: string;
  /** An iCalendar object with METHOD:REPLY. */
  calendarReply?: string;
  /** For a bulk email: where its recipient can unsubscribe. */
  unsubscribeUrl?: string;
  /** For a message that a program sends by itself. */
  autoSubmitted?: AutoSubmitted;
  parts: DraftPart[];
}

/**
 * An empty group (RFC 5322 §3.4, appendix A.1.3) for a message with only blind-copy recipients: without any To, it
 * counts as spam, and some servers refuse an empty one.
 */
const UNDISCLOSED = 'To: undisclosed-recipients:;\r\n';

/** The Message-ID (RFC 5322 §3.6.4) of a message with this token. */
export function messageIdOf(token: string, sender: string): string {
  return `<${token}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
}

/**
 * The message as transmitted (RFC 5322, RFC 2045), as a stream: its parts are read one after another while it is
 * consumed, so that none is ever completely in memory.
 */
export async function composeMessage(draft: Draft): Promise<Readable> {
  const composer = createTransport({
    streamTransport: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { message } = await composer.sendMail({
    from: draft.from,
    to: draft.to.length > 0 ? draft.to : undefined,
    cc: draft.cc.length > 0 ? draft.cc : undefined,
    bcc: draft.isDraft && draft.bcc?.length ? draft.bcc : undefined,
    replyTo: draft.replyTo?.length ? draft.replyTo : undefined,
    // Importance, and what older programs understand (X-Priority, X-MSMail-Priority).
    priority: draft.importance,
    subject: draft.subject,
    date: draft.date,
    messageId: messageIdOf(draft.token, draft.from.address),
    inReplyTo: draft.inReplyTo,
    references: draft.references,
    headers: {
      [draft.isDraft ? DRAFT_HEADER : TOKEN_HEADER]: draft.token,
      ...unsubscribeFields(draft),
      ...(draft.autoSubmitted ? { 'Auto-Submitted': draft.autoSubmitted } : {}),
      ...(draft.readReceipt ? { 'Disposition-Notification-To': draft.from.address } : {}),
      // What contains such a part has the same encoding (RFC 2045 §6.4).
      ...(isEightBit(draft.parts) ? { 'Content-Transfer-Encoding': '8bit' } : {}),
    },
    envelope: { from: draft.from.address, to: [draft.from.address] },
    text: draft.text || placeholder(draft),
    html: draft.html === undefined ? undefined : page(draft.html),
    ...(draft.calendarReply === undefined
      ? {}
      : {
          alternatives: [
            { contentType: 'text/calendar; charset=utf-8; method=REPLY', content: draft.calendarReply },
          ],
        }),
    attachments: draft.parts.map(({ filename, contentType, content, cid, transfer }) => ({
      filename: safeFilename(filename),
      contentType: safeContentType(contentType),
      content,
      ...(transfer ? { contentTransferEncoding: transfer } : {}),
      ...(cid
        ? { cid, contentDisposition: 'inline' as const }
        : { contentDisposition: 'attachment' as const }),
    })),
  });
  const missing = missingFields(draft);
  return missing ? Readable.from(after(missing, message as Readable)) : (message as Readable);
}

/** With https, mail programs offer a button that needs no page (RFC 8058 §3.1, §3.2). */
function unsubscribeFields({ unsubscribeUrl: url }: Draft): Record<string, string> {
  if (url === undefined) return {};
  const isSecure = new URL(url).protocol === 'https:';
  return {
    'List-Unsubscribe': `<${url}>`,
    ...(isSecure ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    // Keeps out-of-office programs from answering (RFC 3834 §2).
    Precedence: 'bulk',
  };
}

/** Without any text, a message that is the only part would become the whole. */
const placeholder = ({ html, parts }: Draft): string =>
  html === undefined && parts.some(({ transfer }) => transfer) ? '\r\n' : '';

const page = (html: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${html}</body></html>`;

/** Header fields that nodemailer omits if they are empty, although filters treat a missing one as a sign of spam. */
function missingFields({ to, cc, subject, isDraft }: Draft): string {
  const isBlind = !isDraft && to.length === 0 && cc.length === 0;
  return `${isBlind ? UNDISCLOSED : ''}${subject === '' ? 'Subject: \r\n' : ''}`;
}

async function* after(beginning: string, rest: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from(beginning);
  yield* rest as AsyncIterable<Buffer>;
}

/** A filename without its path and without anything that could end a header or hide the extension. */
export function safeFilename(name: string): string {
  // Control characters, and those that change the direction of the following text.
  const visible = name.replace(/\p{Cc}|\p{Bidi_Control}/gu, '');
  const last = visible.split(/[/\\]/).pop()?.trim().replace(/^\.+/, '') ?? '';
  // If a program generated a name longer than any file system accepts (255 octets), its end is kept, because that has
  // the extension.
  return [...last].slice(-255).join('') || 'attachment';
}

/** A media type (RFC 2045 §5.1) without parameters. Multipart types would be parsed as parts of this message. */
export function safeContentType(contentType: string): string {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^(?!multipart\/)[a-z0-9][\w.+-]{0,63}\/[a-z0-9][\w.+-]{0,126}$/.test(bare)
    ? bare
    : 'application/octet-stream';
}
