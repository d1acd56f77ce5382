import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailAddress } from '../../common';

/** Tells a mail of ours again after the server rewrote its Message-ID, as Outlook.com does. */
export const TOKEN_HEADER = 'X-Mail-Operation';

export interface DraftPart {
  filename: string;
  contentType: string;
  content: Readable | Buffer;
  /** Set for a picture inside the HTML. */
  cid?: string;
}

/** A mail that is ready to be written down. Blind-copy recipients are not in it: they are of the envelope alone. */
export interface Draft {
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  date: Date;
  /** Unique; the Message-ID and {@link TOKEN_HEADER} are made of it. */
  token: string;
  inReplyTo?: string;
  references?: string[];
  html: string;
  text: string;
  parts: DraftPart[];
}

/** Message-ID (RFC 5322 §3.6.4) of a mail with this token. */
export function messageIdOf(token: string, sender: string): string {
  return `<${token}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
}

/**
 * The mail as it goes over the wire (RFC 5322, RFC 2045), as a stream: its parts are read one after the
 * other while it is, so that none is ever whole in memory.
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
    to: draft.to,
    cc: draft.cc,
    subject: draft.subject,
    date: draft.date,
    messageId: messageIdOf(draft.token, draft.from.address),
    inReplyTo: draft.inReplyTo,
    references: draft.references,
    headers: { [TOKEN_HEADER]: draft.token },
    envelope: { from: draft.from.address, to: [draft.from.address] },
    text: draft.text,
    html: `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${draft.html}</body></html>`,
    attachments: draft.parts.map(({ filename, contentType, content, cid }) => ({
      filename: safeFilename(filename),
      contentType: safeContentType(contentType),
      content,
      ...(cid
        ? { cid, contentDisposition: 'inline' as const }
        : { contentDisposition: 'attachment' as const }),
    })),
  });
  return message as Readable;
}

/** A file's name without a path and without what could end a header or hide its extension. */
export function safeFilename(name: string): string {
  // Control characters, and those that turn the direction of what follows.
  const visible = name.replace(/\p{Cc}|\p{Bidi_Control}/gu, '');
  const last = visible.split(/[/\\]/).pop()?.trim().replace(/^\.+/, '') ?? '';
  return last.slice(-200) || 'attachment';
}

/** A media type (RFC 2045 §5.1) without parameters. Multipart would be read as parts of this very mail. */
export function safeContentType(contentType: string): string {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^(?!multipart\/)[a-z0-9][\w.+-]{0,63}\/[a-z0-9][\w.+-]{0,126}$/.test(bare)
    ? bare
    : 'application/octet-stream';
}
