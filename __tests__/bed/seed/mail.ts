import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { BedMail, BedUser } from '../types';

export interface SeedAttachment {
  filename: string;
  content: Buffer | string;
  contentType: string;
  /** Content-ID, for an image inside the text. */
  cid?: string;
}

/** A mail of the demo before it has a date and an id. */
export interface SeedMail {
  from: BedUser;
  to: BedUser[];
  cc?: BedUser[];
  subject: string;
  /** Plain text, paragraphs divided by empty lines. */
  text?: string;
  /** HTML; made from the text unless given. `null`: a plain-text mail. */
  html?: string | null;
  rtl?: boolean;
  attachments?: SeedAttachment[];
  invitation?: string;
  /** A MIME entity (its header fields, an empty line, its content) in place of text, HTML and attachments. */
  entity?: string;
  headers?: Record<string, string>;
  /** Days before now, and the time of day in hours. */
  daysAgo: number;
  hour: number;
  /** Folder in the recipients' mailboxes; INBOX unless given. */
  folder?: string;
  flags?: string[];
}

/** A mail with its place in a conversation. */
export interface PlacedMail extends SeedMail {
  key: string;
  /** Message-IDs of the mails before, oldest first (RFC 5322 §3.6.4). */
  references: string[];
  /** The mail it answers, to be quoted. */
  answers?: PlacedMail;
}

export const messageIdOf = ({ key, from }: { key: string; from: BedUser }): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 24)}@${from.address.split('@')[1] ?? 'example.com'}>`;

/** Never in the future: what would be later today happened in the last hours. */
export function dateOf(mail: { daysAgo: number; hour: number }, now: Date): Date {
  const date = new Date(now);
  date.setUTCDate(date.getUTCDate() - Math.floor(mail.daysAgo));
  date.setUTCHours(Math.floor(mail.hour), Math.round((mail.hour % 1) * 60), 0, 0);
  const latest = now.getTime() - 5 * 60_000;
  if (date.getTime() <= latest) return date;
  return new Date(latest - Math.round((24 - mail.hour) * 4 * 60_000));
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function htmlOf(mail: PlacedMail, now: Date): string {
  const own =
    mail.html ??
    (mail.text ?? '')
      .trim()
      .split(/\n{2,}/)
      .map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>')}</p>`)
      .join('\n');
  const quoted = mail.answers
    ? `<p>${escape(attribution(mail.answers, now))}</p><blockquote type="cite" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${htmlOf({ ...mail.answers, answers: undefined }, now)}</blockquote>`
    : '';
  return mail.rtl ? `<div dir="rtl">${own}</div>${quoted}` : `${own}${quoted}`;
}

function textOf(mail: PlacedMail, now: Date): string {
  const own = (mail.text ?? '').trim();
  if (!mail.answers) return own;
  const quoted = (mail.answers.text ?? '')
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd());
  return `${own}\n\n${attribution(mail.answers, now)}\n${quoted.join('\n')}`;
}

const attribution = (mail: PlacedMail, now: Date): string =>
  `On ${dateOf(mail, now).toUTCString().slice(0, 16)}, ${mail.from.name} wrote:`;

/** The mail as octets, the same for everybody who gets it. */
export async function compose(mail: PlacedMail, now: Date): Promise<Buffer> {
  if (mail.entity !== undefined) return composeEntity(mail, mail.entity, now);
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: dateOf(mail, now),
    messageId: messageIdOf(mail),
    baseBoundary: messageIdOf(mail).slice(1, 25),
    inReplyTo: mail.references.at(-1),
    references: mail.references,
    text: mail.text === undefined ? undefined : textOf(mail, now),
    html: mail.html === null ? undefined : htmlOf(mail, now),
    attachments: mail.attachments,
    icalEvent: mail.invitation === undefined ? undefined : { method: 'REQUEST', content: mail.invitation },
    headers: mail.headers,
  });
  return composer.compile().build();
}

const composeEntity = ({ from, to, ...mail }: PlacedMail, entity: string, now: Date): Buffer =>
  Buffer.from(
    [
      `From: ${from.name} <${from.address}>`,
      `To: ${to.map(({ name, address }) => `${name} <${address}>`).join(', ')}`,
      `Subject: ${mail.subject}`,
      `Date: ${dateOf(mail, now).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: ${messageIdOf({ ...mail, from })}`,
      'MIME-Version: 1.0',
      entity,
    ]
      .join('\n')
      .replaceAll('\n', '\r\n'),
  );

/** Where a mail lies in somebody's mailbox, or nowhere. */
export function placeFor(user: BedUser, mail: PlacedMail): Pick<BedMail, 'folder' | 'flags'> | null {
  if (mail.from.address === user.address) {
    if (mail.folder === 'Drafts') return { folder: 'Drafts', flags: ['\\Draft', '\\Seen'] };
    return { folder: 'Sent Items', flags: ['\\Seen'] };
  }
  const gets = [...mail.to, ...(mail.cc ?? [])].some(({ address }) => address === user.address);
  return gets && mail.folder !== 'Drafts'
    ? { folder: mail.folder ?? 'INBOX', flags: mail.flags ?? ['\\Seen'] }
    : null;
}
