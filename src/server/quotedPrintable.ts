const DIGITS = [...'0123456789ABCDEFabcdef'];

/** The octet of each pair of hexadecimal digits, as one character of Latin-1. */
const OCTETS = new Map(
  DIGITS.flatMap((high) => DIGITS.map((low) => [high + low, String.fromCharCode(parseInt(high + low, 16))])),
);

/**
 * Undoes quoted-printable (RFC 2045 §6.7). White space at the end of a line goes, as some transport has added it, and
 * what is no escape stays as it is. Out of strings, because the host's SES makes each octet that is stored into an
 * array by itself as slow as a look into a map.
 * @param encoded octets as Latin-1: whole lines, but for the last one
 */
export const decodeQuotedPrintable = (encoded: string): Buffer => withoutEscapes(withoutSoftBreaks(encoded));

/** The octets of joined lines, each escape being one. */
export function withoutEscapes(joined: string): Buffer {
  const pieces = joined.split('=');
  let decoded = pieces[0];
  for (const piece of pieces.slice(1)) {
    const octet = OCTETS.get(piece.slice(0, 2));
    decoded += octet === undefined ? `=${piece}` : octet + piece.slice(2);
  }
  return Buffer.from(decoded, 'latin1');
}

/** Lines joined at soft breaks, without the white space at their ends. */
export function withoutSoftBreaks(encoded: string): string {
  const lines = encoded.split('\n');
  const last = lines.length - 1;
  let joined = '';
  for (const [index, line] of lines.entries()) {
    const end = index === last ? '' : line.endsWith('\r') ? '\r\n' : '\n';
    const content = line.slice(0, beforeBlanks(line, line.length - (end === '\r\n' ? 1 : 0)));
    joined += content.endsWith('=') ? content.slice(0, -1) : content + end;
  }
  return joined;
}

/** Where the white space begins that ends at `end`. */
function beforeBlanks(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}
