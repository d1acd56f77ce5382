const DIGITS = [...'0123456789ABCDEFabcdef'];

/** Maps each pair of hexadecimal digits to its octet, as a Latin-1 character. */
const OCTETS = new Map(
  DIGITS.flatMap((high) => DIGITS.map((low) => [high + low, String.fromCharCode(parseInt(high + low, 16))])),
);

/**
 * Decodes quoted-printable (RFC 2045 §6.7). `encoded` contains octets as Latin-1; every line except the last must be
 * complete. White space at the end of a line is removed, because some transport added it, and invalid escapes stay as
 * they are. Works on strings, because under the host's SES, storing a single octet in an array is as slow as a map
 * lookup.
 */
export const decodeQuotedPrintable = (encoded: string): Buffer => withoutEscapes(withoutSoftBreaks(encoded));

/** Decodes the escapes in joined lines; each escape is one octet. */
export function withoutEscapes(joined: string): Buffer {
  const pieces = joined.split('=');
  let decoded = pieces[0];
  for (const piece of pieces.slice(1)) {
    const octet = OCTETS.get(piece.slice(0, 2));
    decoded += octet === undefined ? `=${piece}` : octet + piece.slice(2);
  }
  return Buffer.from(decoded, 'latin1');
}

/** Joins lines at soft breaks and removes the white space at their ends. */
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

/** Start of the white space that ends at `end`. */
function beforeBlanks(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}
