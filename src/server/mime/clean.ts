import { replaceEach } from '../patterns';

/** One line of printable ASCII, as most header values are: nothing in it has to be cleaned. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/;
const BLANKS = /[\s\u0000-\u001F\u007F]+/g;

/**
 * Text that every database takes: PostgreSQL refuses U+0000, drivers refuse lone surrogates (which broken
 * charsets and our own cuts leave behind).
 */
export function cleanText(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
  return cut.replaceAll('\0', '').toWellFormed();
}

/** One line: header values are shown in lists and must not carry line ends (RFC 5322 §2.2.3 folding undone). */
export function cleanLine(text: string, maxLength: number): string {
  if (text.length <= maxLength && PLAIN_LINE.test(text)) return text;
  return cleanText(replaceEach(text.slice(0, maxLength * 2), BLANKS, ' ').trim(), maxLength);
}
