import { isUtf8 } from 'node:buffer';
import charsets from 'libmime/lib/charset';
import { charsetName, SEVEN_BIT, SINGLE_OCTET } from './charsetNames';
import { decodeShifted } from './shiftedCharsets';

/** The most probable charset of a message without a meaningful label, if it isn't UTF-8. */
const FALLBACK = 'windows-1252';
/** Documents name their charset within this many octets (HTML Standard, "prescan a byte stream"). */
const PRESCAN = 1024;
const META = /<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})/i;

/**
 * Decodes text. The label isn't trusted if the octets contradict it: programs omit it, name a subset of what they
 * write, or write UTF-8 under another name. `label`: from the Content-Type field, or null; `html`: a `meta` element may
 * also name the charset.
 */
export function decodeCharset(octets: Buffer, label: string | null, html = false): string {
  const { name, content } = markedCharset(octets) ?? {
    name: likelyCharset(octets, charsetName(label ?? ''), html),
    content: octets,
  };
  return decodedAs(content, name);
}

/** The charset according to a byte order mark, which is removed. */
function markedCharset(octets: Buffer): { name: string; content: Buffer } | null {
  const [first, second, third] = octets;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { name: 'utf-8', content: octets.subarray(3) };
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', content: octets.subarray(2) };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', content: octets.subarray(2) };
  return null;
}

function likelyCharset(octets: Buffer, named: string | null, html: boolean): string {
  if (named === 'utf-16' || named?.startsWith('utf-16'))
    return named === 'utf-16' ? widerOrder(octets) : named;
  const text = octets.toString('latin1');
  const plain = !/[\x80-\xff]/.test(text);
  if (plain) return named && SEVEN_BIT.has(named) ? named : (escapedCharset(text) ?? named ?? 'utf-8');
  const meta = html ? charsetName(META.exec(text.slice(0, PRESCAN))?.[1] ?? '') : null;
  const labelled = named && !SEVEN_BIT.has(named) && named !== 'ascii' ? named : null;
  if (isUtf8(octets) && isMeantAsUtf8(text, labelled)) return 'utf-8';
  if (labelled === 'utf-8')
    return /[\xc2-\xf4][\x80-\xbf]/.test(text) ? 'utf-8' : (notUtf8(meta) ?? FALLBACK);
  return labelled ?? (named === 'iso-2022-jp' ? named : null) ?? notUtf8(meta) ?? FALLBACK;
}

const notUtf8 = (name: string | null): string | null => (name === 'utf-8' ? null : name);

/** Big-endian without a mark (RFC 2781 §4.3), unless the zero octets show otherwise. */
const widerOrder = (octets: Buffer): string =>
  octets.length > 1 && octets[0] !== 0 && octets[1] === 0 ? 'utf-16le' : 'utf-16be';

/** A 7-bit text reveals its charset by its escape sequences (RFC 1468, RFC 1557, RFC 1922). */
function escapedCharset(text: string): string | null {
  const at = text.indexOf('\x1b$');
  if (at < 0) return null;
  if (text.startsWith(')C', at + 2)) return 'iso-2022-kr';
  return /^[)*][AGHE]/.test(text.slice(at + 2, at + 4))
    ? 'iso-2022-cn'
    : /^[@B(]/.test(text[at + 2] ?? '')
      ? 'iso-2022-jp'
      : null;
}

/** UTF-8 characters of three octets or more, and of two. */
const LONG = /[\xe0-\xf4][\x80-\xbf]{2}/g;
const SHORT = /[\xc2-\xdf][\x80-\xbf]/g;

/**
 * Whether octets that are valid UTF-8 are meant as UTF-8 although another charset is named. Text in single-octet
 * charsets is almost never valid UTF-8; short texts in double-octet ones can be.
 */
function isMeantAsUtf8(text: string, labelled: string | null): boolean {
  if (labelled === null || labelled === 'utf-8' || SINGLE_OCTET.test(labelled)) return true;
  const decoded = decodedAs(Buffer.from(text, 'latin1'), labelled);
  if (decoded.includes('\uFFFD')) return true;
  return isAtLeast(text, LONG, 2) || isAtLeast(text, SHORT, 8);
}

function isAtLeast(text: string, pattern: RegExp, count: number): boolean {
  pattern.lastIndex = 0;
  for (let found = 0; found < count; found++) if (!pattern.exec(text)) return false;
  return true;
}

/** Charsets decoded by Node.js; for others, its decoders differ from the Encoding Standard (Windows-1252, EUC-KR). */
const NATIVE = new Set(['utf-8', 'utf-16le', 'utf-16be', 'x-mac-cyrillic']);

function decodedAs(octets: Buffer, name: string): string {
  const shifted = decodeShifted(octets, name);
  if (shifted !== null) return shifted;
  return NATIVE.has(name)
    ? new TextDecoder(name, { ignoreBOM: true }).decode(octets)
    : charsets.decode(octets, name);
}
