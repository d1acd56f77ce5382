import { replaceEach } from '../patterns';

/** One line of printable ASCII, like most header values: it needs no cleaning. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/;
const BLANKS = /[\s\u0000-\u001F\u007F]+/g;

/**
 * Text that every database accepts: PostgreSQL refuses U+0000, and drivers refuse unpaired surrogates (from broken
 * charsets and our own truncation).
 */
export function cleanText(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
  return cut.replaceAll('\0', '').toWellFormed();
}

/**
 * Text on one line: header values are shown in lists and must not contain line breaks (undoes RFC 5322 §2.2.3 folding).
 */
export function cleanLine(text: string, maxLength: number): string {
  if (text.length <= maxLength && PLAIN_LINE.test(text)) return text;
  return cleanText(replaceEach(text.slice(0, maxLength * 2), BLANKS, ' ').trim(), maxLength);
}
