import { domainToASCII } from 'node:url';
import type { MailAddress } from '../../common';
import { MailError } from '../errors';

/** Exchange Online's default per message. */
export const MOST_RECIPIENTS = 500;

/**
 * dot-atom (RFC 5322 §3.2.3), also of characters beyond ASCII that can be seen (RFC 6531 §3.3); whether the server takes
 * those is known when the message is submitted. Quoted local parts are refused, since few servers accept them.
 */
const LOCAL_PART =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+(?:\.(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+)*$/u;
/** Octets (RFC 5321 §4.5.3.1.1). */
const MOST_LOCAL = 64;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** An addr-spec (RFC 5321 §4.1.2, with its limits) with its domain in ASCII; null if the address is invalid. */
export function addrSpec(address: string): string | null {
  const cut = address.lastIndexOf('@');
  // The same letters may be typed in several ways (RFC 6532 §3.1).
  const local = address.slice(0, Math.max(cut, 0)).normalize('NFC');
  // Checked first, because domainToASCII drops whitespace and stops at a slash.
  const typed = address.slice(cut + 1);
  const domain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(typed) ? domainToASCII(typed) : '';
  if (cut < 1 || Buffer.byteLength(local) > MOST_LOCAL || !LOCAL_PART.test(local)) return null;
  if (!domain || domain.length > 253 || !domain.split('.').every((label) => LABEL.test(label))) return null;
  return `${local}@${domain}`;
}

/**
 * Checks a typed header value. Throws `invalid-input` for control characters, since CR and LF would begin another
 * header.
 */
export function headerText(value: unknown, field: string): string {
  if (typeof value !== 'string' || /(?!\t)\p{Cc}/u.test(value) || value.length > 2000) {
    throw new MailError('invalid-input', { params: { field } });
  }
  return value.trim();
}

/** Validates and cleans a list of recipients sent by a browser. */
export function readRecipients(value: unknown, field: string): MailAddress[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MailError('invalid-input', { params: { field } });
  if (value.length > MOST_RECIPIENTS)
    throw new MailError('too-many-recipients', { params: { limit: MOST_RECIPIENTS } });
  return value.map((entry: unknown) => {
    const { name = '', address } = (entry ?? {}) as Partial<Record<'name' | 'address', unknown>>;
    const typed = headerText(address, field);
    const checked = addrSpec(typed);
    if (!checked) throw new MailError('invalid-input', { params: { field, address: typed.slice(0, 320) } });
    return { name: headerText(name ?? '', field), address: checked };
  });
}

/** All recipients of a message without duplicates. Throws if there are none or too many. */
export function envelopeOf(...lists: MailAddress[][]): string[] {
  const byKey = new Map(lists.flat().map(({ address }) => [address.toLowerCase(), address]));
  if (byKey.size === 0) throw new MailError('invalid-input', { params: { field: 'to' } });
  if (byKey.size > MOST_RECIPIENTS)
    throw new MailError('too-many-recipients', { params: { limit: MOST_RECIPIENTS } });
  return [...byKey.values()];
}
