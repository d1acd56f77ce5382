/** One line of printable ASCII, as most header values are: nothing in it has to be cleaned. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Text that every database takes: PostgreSQL refuses U+0000, drivers refuse lone surrogates (which broken
 * charsets and our own cuts leave behind).
 */
export function cleanText(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
  return cut
    .replaceAll('\0', '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** One line: header values are shown in lists and must not carry line ends (RFC 5322 §2.2.3 folding undone). */
export function cleanLine(text: string, maxLength: number): string {
  if (text.length <= maxLength && PLAIN_LINE.test(text)) return text;
  return cleanText(
    text
      .slice(0, maxLength * 2)
      .replace(/[\s\u0000-\u001F\u007F]+/g, ' ')
      .trim(),
    maxLength,
  );
}
