import type { MailAddress } from './types';

/** Formats `Name <address>`, with the name quoted where RFC 5322 §3.2.3 requires it. */
export function formatAddress({ name, address }: MailAddress): string {
  if (!name) return address;
  const plain = /^[^()<>[\]:;@\\,."]+$/.test(name);
  return `${plain ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`} <${address}>`;
}

/**
 * Returns the name if there is one, otherwise the address. A name that is itself an address isn't trusted,
 * because it may differ from the sender's (RFC 5322 allows anything there).
 */
export const displayName = ({ name, address }: MailAddress): string =>
  name && !namesAddress(name) ? name : address || name;

/** Whether a display name is or contains a mail address. */
const namesAddress = (name: string): boolean =>
  name.split(/[\s<>()"'“”„,;]+/).some((word) => isValidAddress(word));

/**
 * Whether a message can be sent to this address. Stricter than RFC 5321 §4.1.2 about what people never mean
 * (quoted local parts, address literals) and otherwise as lenient, including international addresses (RFC
 * 6531), as the server (`mime/recipients.ts`) is.
 */
export function isValidAddress(address: string): boolean {
  if (address.length > 254) return false;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  // Octets (RFC 5321 §4.5.3.1.1).
  if (at < 1 || new TextEncoder().encode(local).length > 64) return false;
  if (!/^[^"(),:;<>@[\]\\.\p{C}\p{Z}]+(?:\.[^"(),:;<>@[\]\\.\p{C}\p{Z}]+)*$/u.test(local)) return false;
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u.test(
    address.slice(at + 1),
  );
}

/** Whether an address has only ASCII before its `@`, so that every mail server takes it. */
export const isPlainAddress = (address: string): boolean =>
  !/\P{ASCII}/u.test(address.slice(0, address.lastIndexOf('@')));

/** Whether two addresses are the same mailbox. Case is ignored, as by every server in use. */
export const sameAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * Whether messages to an address reach one of the user's own: the same address, or one with a tag after `+`,
 * which Exchange Online delivers to the same mailbox.
 */
export function isOwnAddress(address: string, own: readonly string[]): boolean {
  return own.some((mine) => sameAddress(mine, address) || sameAddress(mine, withoutTag(address)));
}

/** Returns `anna@example.com` for `anna+fair@example.com`. */
function withoutTag(address: string): string {
  const [at, plus] = [address.lastIndexOf('@'), address.indexOf('+')];
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

/** Keeps the first entry of each address. If it has no name, it takes a later entry's. */
export function uniqueAddresses(list: MailAddress[]): MailAddress[] {
  const byKey = new Map<string, MailAddress>();
  for (const entry of list) {
    const key = entry.address.trim().toLowerCase();
    const known = byKey.get(key);
    if (!known) byKey.set(key, entry);
    else if (!known.name && entry.name) byKey.set(key, { ...known, name: entry.name });
  }
  return [...byKey.values()];
}

/**
 * Parses addresses that were typed or pasted, in lists as mail clients, spreadsheets and people write them.
 * Line ends separate entries, and so do commas, semicolons and tabs outside quotes and angle brackets, and
 * spaces between bare addresses. Anything that isn't an address is kept unchanged, so that it can be shown
 * and fixed.
 */
export function parseAddresses(text: string): MailAddress[] {
  return splitList(text.replace(/\p{Cf}/gu, '')).flatMap(parseEntry);
}

function splitList(text: string): string[] {
  const entries: string[] = [];
  let start = 0;
  let quoted = false;
  let angle = false;
  /**
   * Whether the entry contains an '@' yet, and anything but spaces. Searching it at each comma would take
   * quadratic time.
   */
  let hasAt = false;
  let hasText = false;
  const end = (at: number) => {
    entries.push(text.slice(start, at));
    start = at + 1;
    quoted = angle = hasAt = hasText = false;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' && !(at > start && text[at - 1] === '\\')) quoted = !quoted;
    if (!quoted && (char === '<' || char === '>')) angle = char === '<';
    const separates = char === '\n' || char === '\r' || (!quoted && !angle && /[,;\t，；、]/.test(char));
    // "Doe, John <john@x.org>" without quotes, as Outlook shows it: a part without '@' belongs to the next.
    const belongs = char === ',' && !hasAt && hasText;
    if (separates && !belongs) end(at);
    else {
      hasAt ||= char === '@';
      hasText ||= /\S/.test(char);
    }
  }
  end(text.length);
  return entries.map((part) => part.trim()).filter(Boolean);
}

function parseEntry(entry: string): MailAddress[] {
  const bracketed = /<([^<>]*)>/.exec(entry);
  if (bracketed) {
    const address = (bracketed[1] ?? '')
      .trim()
      .replace(/^mailto:/i, '')
      .trim();
    return [{ name: unquote(entry.slice(0, bracketed.index)), address }];
  }
  const words = entry.replace(/^mailto:/i, '').split(/\s+/);
  if (words.length > 1 && words.every((word) => isValidAddress(word))) {
    return words.map((address) => ({ name: '', address }));
  }
  const last = words[words.length - 1] ?? '';
  if (words.length > 1 && isValidAddress(last)) {
    return [{ name: unquote(words.slice(0, -1).join(' ')), address: last }];
  }
  // A list without any address ("Smith, Miller") is split after all, so that each entry can be fixed.
  if (!entry.includes('@') && entry.includes(',')) {
    return entry.split(',').flatMap((part) => (part.trim() ? [{ name: '', address: part.trim() }] : []));
  }
  return [{ name: '', address: words.join(' ') }];
}

function unquote(name: string): string {
  const trimmed = name.trim();
  const inner = /^"(.*)"$/s.exec(trimmed) ?? /^'(.*)'$/s.exec(trimmed);
  return (inner ? (inner[1] ?? '') : trimmed).replace(/\\(.)/g, '$1').trim();
}
