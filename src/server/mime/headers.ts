import type { AddressObject, EmailAddress, HeaderLines, HeaderValue, ParsedMail } from 'mailparser';
import type { MailAddress } from '../../common';
import { matchesOf } from '../patterns';
import { cleanLine } from './clean';

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
}

const MAX_SUBJECT = 1000;
const MAX_NAME = 200;
/** RFC 5321 §4.5.3.1.3 allows 254. */
const MAX_ADDRESS = 254;
const MAX_ADDRESSES = 500;
const MAX_REFERENCES = 100;
const MAX_ID = 500;
const MSG_ID = /<[^<>\s]{1,500}>/g;

/** What is read of a header section as mailparser gives it. */
export type ParsedHeaders = Partial<
  Pick<
    ParsedMail,
    | 'messageId'
    | 'inReplyTo'
    | 'references'
    | 'subject'
    | 'from'
    | 'to'
    | 'cc'
    | 'bcc'
    | 'replyTo'
    | 'headerLines'
  >
>;

export function headersOf(mail: ParsedHeaders): MailHeaders {
  return {
    messageId: firstId(mail.messageId),
    inReplyTo: firstId(mail.inReplyTo),
    references: idsOf(mail.references),
    subject: cleanLine(mail.subject ?? '', MAX_SUBJECT),
    from: addressesOf(mail.from),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    bcc: addressesOf(mail.bcc),
    replyTo: addressesOf(mail.replyTo),
    date: dateOf(mail.headerLines),
  };
}

/** The Date header (RFC 5322 §3.3). Read here, because mailparser gives the present time for one it cannot read. */
function dateOf(lines: HeaderLines | undefined): Date | null {
  const line = lines?.find(({ key }) => key === 'date')?.line ?? '';
  const value = cleanLine(line.slice(line.indexOf(':') + 1).replace(/\([^()]*\)/g, ' '), 100);
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? null : date;
}

/** A `msg-id` with its angle brackets, out of whatever stands in the header. */
function firstId(value: HeaderValue | undefined): string | null {
  return idsOf(value)[0] ?? null;
}

function idsOf(value: HeaderValue | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  const ids = values.flatMap((one) => (typeof one === 'string' ? splitIds(one) : []));
  if (ids.length <= MAX_REFERENCES) return ids;
  // The first names the thread, the last ones the neighbours.
  return [...ids.slice(0, 1), ...ids.slice(1 - MAX_REFERENCES)];
}

function splitIds(text: string): string[] {
  const found = matchesOf(text.slice(0, 64 * 1024), MSG_ID);
  if (found.length > 0) return found.map((id) => cleanLine(id, MAX_ID));
  const bare = cleanLine(text, MAX_ID);
  return bare !== '' && !bare.includes(' ') ? [`<${bare.replace(/[<>]/g, '')}>`] : [];
}

function addressesOf(value: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const objects = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return objects.flatMap((object) => flatten(object.value)).slice(0, MAX_ADDRESSES);
}

/** Groups (RFC 5322 §3.4) give their members; `undisclosed-recipients:;` gives nobody. */
function flatten(addresses: EmailAddress[]): MailAddress[] {
  return addresses.flatMap((entry) => {
    if (entry.group) return flatten(entry.group);
    const address = cleanLine(entry.address ?? '', MAX_ADDRESS);
    const name = cleanLine(entry.name ?? '', MAX_NAME);
    return address === '' && name === '' ? [] : [{ name, address }];
  });
}
