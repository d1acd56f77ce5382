import type { Part } from './mime';
import { valueOf } from './mime';

function decodeCharset(octets: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(octets);
  } catch {
    return octets.toString('latin1');
  }
}

function decodeQuotedPrintable(text: string): Buffer {
  const unfolded = text.replace(/=[ \t]*\r?\n/g, '');
  const octets = unfolded.replace(/=([0-9a-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(octets, 'latin1');
}

/** Encoded words of a header value (RFC 2047) as text. */
export function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)\s+(=\?)/g, '$1$2');
  const decoded = joined.replace(
    /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi,
    (_all, charset: string, encoding: string, text: string) => {
      const octets =
        encoding.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : decodeQuotedPrintable(text.replace(/_/g, ' '));
      return decodeCharset(octets, charset);
    },
  );
  // Raw UTF-8 in a header (RFC 6532) was read as latin1.
  return /[\x80-\xff]/.test(decoded) && decoded === joined
    ? Buffer.from(decoded, 'latin1').toString()
    : decoded;
}

/** The text parts of a mail, decoded: what SEARCH BODY looks into. */
export function textOfPart(part: Part): string {
  if (part.children.length) return part.children.map(textOfPart).join('\n');
  if (part.type !== 'text') return '';
  const body = part.raw.subarray(part.body, part.end);
  const encoding = valueOf(part.header, 'content-transfer-encoding').toLowerCase();
  const octets =
    encoding === 'base64'
      ? Buffer.from(body.toString('latin1'), 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuotedPrintable(body.toString('latin1'))
        : body;
  return decodeCharset(octets, part.parameters.find(({ name }) => name === 'charset')?.value ?? 'utf-8');
}
