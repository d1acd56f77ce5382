import { domainToUnicode } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import type { MailAddress } from '../../common';
import { matchesOf } from '../patterns';
import { cleanLine } from './cleanText';
import { decodeWords } from './encodedWords';

const MAX_NAME = 200;
/** Maximum characters of a field of which only the first person is read. */
const MAX_CLAIM = 4 * 1024;
/** RFC 5321 §4.5.3.1.3 allows 254 characters. */
const MAX_ADDRESS = 254;
/** Maximum people read from an address field. */
export const MAX_ADDRESSES = 500;
/** Maximum characters of a field that are read: hundreds of addresses with long names. */
const MAX_FIELD = 128 * 1024;
/** An address on its own, which is also what an address written as a name looks like. */
const BARE = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>\\]{1,253}$/;

type Parsed = ReturnType<typeof addressparser>[number];

/** The people in an address field (RFC 5322 §3.4), at most {@link MAX_ADDRESSES}. Groups yield their members. */
export function readAddresses(value: string): MailAddress[] {
  const field = withCommas(value.slice(0, MAX_FIELD));
  return addressparser(field)
    .flatMap((entry) => peopleOf(entry, true))
    .slice(0, MAX_ADDRESSES);
}

function peopleOf(entry: Parsed, top: boolean): MailAddress[] {
  if (entry.group) return entry.group.flatMap((member) => peopleOf(member, top));
  const name = decodeWords(entry.name ?? '').trim();
  const address = addressOf(entry.address ?? '');
  // A complete mailbox inside an encoded word, as some programs write it. It must not yield a bare address.
  if (top && address === '' && entry.name?.includes('=?') && /<[^<>@\s]{1,64}@[^<>@\s]{1,253}>/.test(name))
    return addressparser(name).flatMap((one) => peopleOf(one, false));
  const person = {
    name: shownName(cleanLine(name, MAX_NAME), address),
    address: cleanLine(address, MAX_ADDRESS),
  };
  return person.name === '' && person.address === '' ? [] : [person];
}

/**
 * Encoded words aren't allowed in an address (RFC 2047 §5); an address that is entirely encoded is decoded. Domains in
 * Punycode are shown in Unicode.
 */
function addressOf(written: string): string {
  const address = written.includes('=?') ? decodeWords(written) : written;
  if (address !== written && (!BARE.test(address) || address.includes('=?'))) return '';
  const cut = address.lastIndexOf('@') + 1;
  if (cut === 0 || !/^xn--|\.xn--/i.test(address.slice(cut))) return address;
  return address.slice(0, cut) + (domainToUnicode(address.slice(cut)) || address.slice(cut));
}

/** Characters that may surround an address written as a name. */
const WRAPS = /['"<>\s]/;

/**
 * A name that is an address says nothing new, or claims that the message is from someone else: only the real address is
 * shown.
 */
function shownName(name: string, address: string): string {
  let [start, end] = [0, name.length];
  while (start < end && WRAPS.test(name[start] ?? '')) start++;
  while (end > start && WRAPS.test(name[end - 1] ?? '')) end--;
  const bare = name.slice(start, end);
  return address !== '' && BARE.test(bare) ? '' : name;
}

const WITHIN = /[^\s@"'(),:;<>[\]\\]{1,64}@[^\s@"'(),:;<>[\]\\]{1,253}/;

/** An address in the name of a field's first person that isn't that person's own; null if there is none. */
export function claimedAddress(value: string): string | null {
  const [first] = addressparser(value.slice(0, MAX_CLAIM));
  const shown = WITHIN.exec(decodeWords(first?.name ?? '').slice(0, MAX_NAME))?.[0];
  if (!shown?.includes('.') || !first?.address) return null;
  return shown.toLowerCase() === first.address.toLowerCase() ? null : cleanLine(shown, MAX_ADDRESS);
}

/** Whether there is whitespace between two addresses. */
const hasTwoApart = (piece: string): boolean =>
  /\s/.test(piece.slice(piece.indexOf('@') + 1, Math.max(piece.lastIndexOf('@'), 0)));

/** Inserts missing commas between addresses: `a@example.com b@example.net`. */
function withCommas(value: string): string {
  if (!value.split(/[,;:<>"()]/).some(hasTwoApart)) return value;
  const out: string[] = [];
  let start = 0;
  let at = 0;
  while (at <= value.length) {
    const char = value[at] ?? ',';
    if (char === '"' || char === '(' || char === '<') at = closing(value, at);
    else if (',;:'.includes(char)) {
      out.push(separated(value.slice(start, at)), value.slice(at, at + 1));
      start = at + 1;
    }
    at++;
  }
  return out.join('');
}

const CLOSING: Record<string, string> = { '"': '"', '(': ')', '<': '>' };

/** Where the quote, comment or bracket opened here ends; if it is never closed, the end of the field. */
function closing(value: string, open: number): number {
  const mark = CLOSING[value[open] ?? ''] ?? '';
  let at = open + 1;
  while (at < value.length && value[at] !== mark) at += value[at] === '\\' ? 2 : 1;
  return Math.min(at, value.length - 1);
}

const WORDS = /\S+/g;

function separated(entry: string): string {
  const words = matchesOf(entry, WORDS);
  return words.length > 1 && words.every((word) => BARE.test(word)) ? words.join(', ') : entry;
}
