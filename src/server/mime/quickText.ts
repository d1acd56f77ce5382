import libmime from 'libmime';
import charsets from 'libmime/lib/charset';
import { linesOf } from '../patterns';
import { decodeQuotedPrintable } from '../quotedPrintable';
import { unflowed } from './flowed';

export interface QuickText {
  kind: 'text' | 'html';
  content: string;
}

/**
 * One text part (RFC 2045), read as mailparser reads it, with the same libraries and without its streams.
 * @param mime header lines, unfolded
 * @param body as it came, encoded
 * @returns null for what is better left to mailparser itself
 */
export function quickText(mime: string, body: Buffer): QuickText | null {
  const { value, params } = libmime.parseHeaderValue(fieldOf(mime, 'content-type') ?? 'text/plain');
  const type = value.trim().toLowerCase();
  if (type !== 'text/plain' && type !== 'text/html') return null;
  const octets = undone(fieldOf(mime, 'content-transfer-encoding') ?? '', body);
  if (!octets) return null;
  const flowed = type === 'text/plain' && params.format?.trim().toLowerCase() === 'flowed';
  const delSp = params.delsp?.trim().toLowerCase() === 'yes';
  const lines = flowed ? Buffer.from(unflowed(octets.toString('latin1'), delSp), 'latin1') : octets;
  const content = charsets.decode(lines, params.charset?.trim() || 'utf-8');
  return { kind: type === 'text/html' ? 'html' : 'text', content: content.replaceAll('\r\n', '\n') };
}

function fieldOf(mime: string, name: string): string | null {
  // The last one counts, as in mailparser.
  const line = linesOf(mime)
    .reverse()
    .find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

function undone(encoding: string, body: Buffer): Buffer | null {
  switch (encoding.toLowerCase()) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'quoted-printable':
      return decodeQuotedPrintable(body.toString('latin1'));
    case 'base64': {
      const text = body.toString('latin1');
      // Node stops where it is padded; some mails are several pieces, each padded.
      return /=[\s=]*[^\s=]/.test(text) ? null : Buffer.from(text, 'base64');
    }
    default:
      return null;
  }
}
