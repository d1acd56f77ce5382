import type { MailAddress } from '../../common';
import { matchesOf } from '../patterns';
import { MAX_ADDRESSES, readAddresses } from './addresses';
import { isAutomatic } from './automatic';
import { cleanLine } from './cleanText';
import { parseDate } from './date';
import { decodeWords } from './encodedWords';
import { fieldOf, headerFields, type HeaderFields } from './header';

/** What we keep of a header section (RFC 5322 §3.6), decoded (RFC 2047). */
export interface MailHeaders {
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first. */
  references: string[];
  subject: string;
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  replyTo: MailAddress[];
  date: Date | null;
  /** True if a program sent it by itself. */
  automatic?: boolean;
}

const MAX_SUBJECT = 1000;
const MAX_REFERENCES = 100;
const MAX_ID = 500;
/** Whitespace inside is a program's mistake and is removed. */
const MSG_ID = /<[^<>]{1,600}>/g;
const BLANKS = /\s/;

/** Parses a raw header section. */
export function parseHeader(section: Buffer): MailHeaders {
  const fields = headerFields(section);
  return {
    messageId: idsOf(fields, 'message-id')[0] ?? null,
    inReplyTo: idsOf(fields, 'in-reply-to')[0] ?? null,
    references: shortened(idsOf(fields, 'references')),
    subject: cleanLine(decodeWords(fieldOf(fields, 'subject').slice(0, 20 * MAX_SUBJECT)), MAX_SUBJECT),
    from: people(fields, 'from'),
    to: people(fields, 'to'),
    cc: people(fields, 'cc'),
    bcc: people(fields, 'bcc'),
    // A reply can't be sent to a name (RFC 5322 §3.6.2).
    replyTo: people(fields, 'reply-to').filter(({ address }) => address.includes('@')),
    date: parseDate(cleanLine(fieldOf(fields, 'date'), 200)),
    ...(isAutomatic(fields) ? { automatic: true } : {}),
  };
}

/** Some programs write a recipient field more than once. For From and Reply-To, only the first counts. */
function people(fields: HeaderFields, name: string): MailAddress[] {
  const values = fields.get(name) ?? [];
  const read = name === 'from' || name === 'reply-to' ? values.slice(0, 1) : values;
  const found: MailAddress[] = [];
  for (const value of read) {
    found.push(...readAddresses(value));
    if (found.length >= MAX_ADDRESSES) break;
  }
  return found.slice(0, MAX_ADDRESSES);
}

/** All `msg-id`s with their angle brackets, whatever else the field contains. */
function idsOf(fields: HeaderFields, name: string): string[] {
  return (fields.get(name) ?? []).flatMap((value) => splitIds(decodeWords(value)));
}

function shortened(ids: string[]): string[] {
  if (ids.length <= MAX_REFERENCES) return ids;
  // The first identifies the thread, the last ones the closest messages.
  return [...ids.slice(0, 1), ...ids.slice(1 - MAX_REFERENCES)];
}

function splitIds(text: string): string[] {
  const found = matchesOf(text.slice(0, 64 * 1024), MSG_ID);
  if (found.length > 0)
    return found.map((id) => cleanLine(withoutBlanks(id), MAX_ID)).filter((id) => id.length > 2);
  const bare = cleanLine(text, MAX_ID);
  return bare !== '' && !bare.includes(' ') ? [`<${bare.replaceAll('<', '').replaceAll('>', '')}>`] : [];
}

const withoutBlanks = (id: string): string =>
  BLANKS.test(id)
    ? id
        .split('')
        .filter((char) => !BLANKS.test(char))
        .join('')
    : id;
