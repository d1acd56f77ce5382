import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { MailError } from '../errors';
import { unfoldedLines } from '../patterns';
import { cleanText } from './clean';
import { headersOf, type MailHeaders } from './headers';
import { htmlToText } from './htmlText';
import { quickHeader } from './quickHeader';
import { quickText } from './quickText';
import { attachmentPart, MAX_PARTS, namedInvitations, type AttachmentPart } from './structure';

export interface ParsedText {
  /** '' when the mail has no plain text. */
  text: string;
  /** As it came: never shown before it was sanitised. */
  html: string;
}

export interface ParsedSource extends ParsedText {
  headers: MailHeaders;
  attachments: AttachmentPart[];
}

/** More text than this is cut off: ten times a long novel. */
export const MAX_TEXT = 4 * 1024 * 1024;

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
  // A mail within a mail stays a file.
  ignoreEmbedded: true,
  maxChildNodes: MAX_PARTS,
};

/** All of a mail, its files included. */
export async function parse(source: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(source, OPTIONS);
  } catch (error) {
    throw new MailError('message-unreadable', { cause: error });
  }
}

/** A whole mail (RFC 5322): its header, its text and which parts are files. */
export async function parseSource(source: Buffer): Promise<ParsedSource> {
  const mail = await parse(source);
  return {
    headers: headersOf(mail),
    ...textOf(mail),
    attachments: namedInvitations(mail.attachments.slice(0, MAX_PARTS).map(attachmentOf)),
  };
}

/** A header section alone. */
export async function parseHeader(header: Buffer): Promise<MailHeaders> {
  const quick = quickHeader(header);
  return headersOf(quick ?? (await parse(Buffer.concat([header, Buffer.from('\r\n\r\n')]))));
}

/**
 * The text of a mail, out of single parts that were fetched each with its MIME header. Charset, transfer
 * encoding and format=flowed are undone as in a whole mail, because each part is parsed as one.
 */
export async function parseTextParts(
  parts: ReadonlyArray<{ mime: Buffer; body: Buffer }>,
): Promise<ParsedText> {
  const texts: string[] = [];
  const htmls: string[] = [];
  for (const { mime, body } of parts) {
    const { text, html } = await parsePart(textHeaders(mime.toString('latin1')), body);
    if (text !== '') texts.push(text);
    if (html !== '') htmls.push(html);
  }
  return { text: cleanText(texts.join('\n'), MAX_TEXT), html: cleanText(htmls.join('<br/>\n'), MAX_TEXT) };
}

async function parsePart(header: string, body: Buffer): Promise<ParsedText> {
  const quick = quickText(header, body);
  if (quick) return { text: '', html: '', [quick.kind]: cleanText(quick.content, MAX_TEXT) };
  return textOf(await parse(Buffer.concat([Buffer.from(`${header}\r\n`, 'latin1'), body])));
}

/** The two header fields that say how to read a part; a disposition would make a file of it. */
function textHeaders(mime: string): string {
  const lines = unfoldedLines(mime).filter((line) => /^content-(type|transfer-encoding)\s*:/i.test(line));
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Text for search and preview, whichever kind the mail has. */
export function wordsOf(parsed: ParsedText): string {
  return parsed.text.trim() !== '' ? parsed.text : htmlToText(parsed.html.slice(0, MAX_TEXT));
}

function textOf(mail: ParsedMail): ParsedText {
  return {
    text: cleanText(mail.text ?? '', MAX_TEXT),
    html: cleanText(typeof mail.html === 'string' ? mail.html : '', MAX_TEXT),
  };
}

/** A mail that is nothing but a file has no part numbers; its content is section 1 (RFC 3501 §6.4.5). */
export const numberOf = ({ partId }: Attachment): string => partId ?? '1';

function attachmentOf(attachment: Attachment): AttachmentPart {
  const encoding = attachment.headers.get('content-transfer-encoding');
  return attachmentPart({
    part: numberOf(attachment),
    encoding: typeof encoding === 'string' ? encoding : '7bit',
    filename: attachment.filename ?? '',
    contentType: attachment.contentType,
    size: attachment.size,
    contentId: attachment.cid || null,
    disposition: attachment.contentDisposition?.toLowerCase() ?? null,
    related: attachment.related === true,
  });
}
