import type { MailAddress } from '../../common';

/** `Name <address>`, the name quoted where RFC 5322 §3.2.3 wants it. */
export function formatAddress({ name, address }: MailAddress): string {
  if (!name) return address;
  const plain = /^[^()<>[\]:;@\\,."]+$/.test(name);
  return `${plain ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`} <${address}>`;
}

/** The name where there is one, else the address. */
export const displayName = ({ name, address }: MailAddress): string => name || address;

/**
 * Whether a mail can be sent there. Stricter than RFC 5321 §4.1.2 in what people never mean (quoted local
 * parts, address literals), as lenient as it in everything else, international addresses (RFC 6531) included.
 */
export function isValidAddress(address: string): boolean {
  if (address.length > 254) return false;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > 64) return false;
  if (!/^[^\s"(),:;<>@[\]\\.\p{Cc}]+(?:\.[^\s"(),:;<>@[\]\\.\p{Cc}]+)*$/u.test(local)) return false;
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u.test(
    address.slice(at + 1),
  );
}

/** One mailbox each: addresses compare without regard to case, as every server in use does. */
export const sameAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/** Keeps the first of each address; one that was without a name takes a later one's. */
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
 * Addresses out of what was typed or pasted: a list as mail programs, spreadsheets and people write it.
 * Commas, semicolons, tabs and line ends separate, but not within quotes or angle brackets; so do spaces
 * between bare addresses. What is no address is kept as it stands, so that it can be shown and mended.
 */
export function parseAddresses(text: string): MailAddress[] {
  return splitList(text.replace(/\p{Cf}/gu, '')).flatMap(parseEntry);
}

function splitList(text: string): string[] {
  const entries: string[] = [];
  let entry = '';
  let quoted = false;
  let angle = false;
  for (const char of text) {
    if (char === '"' && !entry.endsWith('\\')) quoted = !quoted;
    if (!quoted && (char === '<' || char === '>')) angle = char === '<';
    const lineEnd = char === '\n' || char === '\r';
    const separates = lineEnd || (!quoted && !angle && /[,;\t，；、]/.test(char));
    if (!separates) {
      entry += char;
      continue;
    }
    // "Doe, John <john@x.org>" without quotes, as Outlook shows it: a part without '@' belongs to the next.
    if (char === ',' && !entry.includes('@') && /\S/.test(entry)) {
      entry += char;
      continue;
    }
    entries.push(entry);
    entry = '';
    quoted = false;
    angle = false;
  }
  entries.push(entry);
  return entries.map((part) => part.trim()).filter(Boolean);
}

function parseEntry(entry: string): MailAddress[] {
  const bracketed = /^(.*?)<\s*(?:mailto:)?([^<>]*?)\s*>/is.exec(entry);
  if (bracketed) return [{ name: unquote(bracketed[1] ?? ''), address: (bracketed[2] ?? '').trim() }];
  const words = entry.replace(/^mailto:/i, '').split(/\s+/);
  if (words.length > 1 && words.every((word) => isValidAddress(word))) {
    return words.map((address) => ({ name: '', address }));
  }
  const last = words[words.length - 1] ?? '';
  if (words.length > 1 && isValidAddress(last)) {
    return [{ name: unquote(words.slice(0, -1).join(' ')), address: last }];
  }
  // A list without any address ("Smith, Miller") falls apart again, so that each can be mended.
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
