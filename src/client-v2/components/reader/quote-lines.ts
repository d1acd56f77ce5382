import { FROM, OPENERS, ORIGINAL, SENT, SUBJECT, TO, WROTE } from './quote-words';

/** Characters of a line that are examined. Lines that introduce a quote are shorter. */
export const LONGEST_LINE = 400;

/** The header field that a quoted header line represents. */
export type HeaderLabel = 'from' | 'sent' | 'to' | 'subject';

const LABELS: Array<[HeaderLabel, ReadonlySet<string>]> = [
  ['from', FROM],
  ['subject', SUBJECT],
  ['sent', SENT],
  ['to', TO],
];
const LONGEST_LABEL = 30;

/**
 * Returns the header field in lines like `*From:* Anna`, `De : Anna` or `发件人：Anna`; null if there is none.
 */
export function headerLabel(line: string): HeaderLabel | null {
  const start = line.slice(0, LONGEST_LABEL);
  const end = start.search(/[:：]/);
  if (end < 1) return null;
  const word = start.slice(0, end).replaceAll('*', '').normalize('NFC').trim().toLowerCase();
  return LABELS.find(([, words]) => words.has(word))?.[0] ?? null;
}

/**
 * Whether a line is `-----Original Message-----`, `Begin forwarded message:` or one of their translations.
 */
export function isOriginalLine(line: string): boolean {
  if (line.length > 100) return false;
  const trimmed = line.trim();
  const words = trimmed.replace(/^[-_*=\s]{1,60}/, '');
  const dashes = trimmed.length - words.length;
  if (dashes < 2 && !/[:：]$/.test(trimmed)) return false;
  const text = plain(words);
  const found = ORIGINAL.find((each) => text.startsWith(each));
  if (found === undefined) return false;
  const rest = text.slice(found.length);
  return dashes >= 2 ? /^[^\p{L}]*$/u.test(rest) : /^ ?[:：]$/.test(rest);
}

/**
 * Whether a line is a rule of dashes or underscores. Mail clients put one above a quote, mailing lists above
 * their footer.
 */
export const isRule = (line: string): boolean => line.length <= 200 && /^[-_=*]{5,}$/.test(line.trim());

/** Whether a line is `-- `, which precedes a signature (RFC 3676 §4.3). */
export const isSignatureMark = (line: string): boolean => /^(?:--|—)\s?$/.test(line.slice(0, 4));

/** Whether a line introduces a quote: `On … Anna <anna@x.org> wrote:`, or a date and an address. */
export function isAttribution(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  const text = plain(line);
  if (!/[:：]$/.test(text)) return false;
  return WROTE.some((verb) => text.includes(verb)) || (hasTime(text) && text.includes('@'));
}

/** Whether a line may be the first of two or three that together form an attribution. */
export function opensAttribution(line: string): boolean {
  const text = plain(line.slice(0, LONGEST_LINE));
  if (/[.!?。]$/.test(text) || !/\d/.test(text)) return false;
  return OPENERS.some((opener) => text.startsWith(opener)) || (hasTime(text) && text.includes('@'));
}

/** Whether a line contains a date or time. */
export const hasTime = (line: string): boolean =>
  /\d{1,2}[:.h]\d{2}|(?:19|20)\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2}/.test(line.slice(0, LONGEST_LINE));

const plain = (line: string): string =>
  line.replaceAll('*', '').replaceAll('\u00A0', ' ').normalize('NFC').trim().toLowerCase();
