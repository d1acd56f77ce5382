import libmime from 'libmime';
import type { EmailAddress } from 'mailparser';
import addressparser from 'nodemailer/lib/addressparser';
import { unfoldedLines } from '../patterns';
import type { ParsedHeaders } from './headers';

/** Addresses that need the whole care of mailparser: encoded where they must not be, or not ASCII. */
const DIFFICULT = /=\?|xn--/i;
const ASCII = /^[\0-\x7f]*$/;

/**
 * The header fields of a list, read as mailparser reads them, with the same libraries and without its streams,
 * which cost ten times as much.
 * @returns null for what is better left to mailparser itself
 */
export function quickHeader(header: Buffer): ParsedHeaders | null {
  const lines = linesOf(header.toString('latin1'));
  const fields = new Map<string, string[]>();
  for (const { key, value } of lines) fields.set(key, [...(fields.get(key) ?? []), value]);
  const last = (key: string) => fields.get(key)?.at(-1);
  const addresses = (key: string, all: boolean) => {
    const values = all ? (fields.get(key) ?? []) : [last(key)].filter((value) => value !== undefined);
    return values.map((value) => ({ value: addressesOf(value), html: '', text: '' }));
  };
  try {
    return {
      messageId: decoded(last('message-id')),
      inReplyTo: decoded(last('in-reply-to')),
      references: (fields.get('references') ?? []).map((value) => decoded(value) ?? ''),
      subject: decoded(last('subject')),
      from: addresses('from', false)[0],
      to: addresses('to', true),
      cc: addresses('cc', true),
      bcc: addresses('bcc', true),
      replyTo: addresses('reply-to', false)[0],
      headerLines: lines.map(({ key, value }) => ({ key, line: `${key}: ${value}` })),
    };
  } catch (error) {
    if (error instanceof Difficult) return null;
    throw error;
  }
}

class Difficult extends Error {}

interface Line {
  /** Lower case. */
  key: string;
  /** Unfolded (RFC 5322 §2.2.3). */
  value: string;
}

function linesOf(text: string): Line[] {
  const lines = unfoldedLines(text).filter((line) => line.includes(':'));
  const plain = ASCII.test(text);
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const octets = line.slice(colon + 1).trim();
    // Octets beyond ASCII are UTF-8 (RFC 6532).
    const value = plain ? octets : Buffer.from(octets, 'latin1').toString();
    return { key: line.slice(0, colon).trim().toLowerCase(), value };
  });
}

function decoded(value: string | undefined): string | undefined {
  if (!value?.includes('=?')) return value;
  try {
    return libmime.decodeWords(value);
  } catch {
    return value;
  }
}

const addressesOf = (value: string): EmailAddress[] => addressparser(value).map(addressOf);

function addressOf(parsed: ReturnType<typeof addressparser>[number]): EmailAddress {
  const address = parsed.address ?? '';
  if (DIFFICULT.test(address) || (address === '' && parsed.name.includes('=?'))) throw new Difficult();
  const name = decoded(parsed.name) ?? '';
  return parsed.group ? { name, group: parsed.group.map(addressOf) } : { name: name.trim(), address };
}
