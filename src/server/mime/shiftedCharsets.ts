import charsets from 'libmime/lib/charset';
import { replaceEach } from '../patterns';

/**
 * Decodes charsets that shift between ASCII and a national set, which neither the Encoding Standard nor iconv-lite
 * supports: each shifted section is text in an 8-bit charset with the high bits removed. null for any other charset.
 */
export function decodeShifted(octets: Buffer, name: string): string | null {
  const text = octets.toString('latin1');
  switch (name) {
    case 'iso-2022-kr':
      return shifted(replaceEach(text, /\x1b\$\)C/g, ''), /\x0e([^\x0f\n]*)\x0f?/g, () => 'euc-kr');
    case 'iso-2022-cn':
      return decodeChinese(text);
    case 'hz-gb-2312':
      return decodeHz(text);
    case 'utf-7':
      return decodeUtf7(text);
    default:
      return null;
  }
}

function shifted(text: string, stretch: RegExp, charset: (match: RegExpExecArray) => string): string {
  return replaceEach(text, stretch, (match) => raised(match[1] ?? '', charset(match)));
}

function raised(pairs: string, charset: string): string {
  const octets = Buffer.from(
    Buffer.from(pairs, 'latin1').map((octet) => (octet > 0x20 && octet < 0x7f ? octet | 0x80 : octet)),
  );
  return charsets.decode(octets, charset);
}

/** RFC 1922: GB 2312 and plane 1 of CNS 11643. Higher planes are shown as unknown characters. */
function decodeChinese(text: string): string {
  let charset = 'gbk';
  const stretch = /\x1b\$([)*+])([A-Z])|\x0e([^\x0f\n\x1b]*)\x0f?|\x1b[NO]../g;
  return replaceEach(text, stretch, ([all, designated, set, pairs]) => {
    if (designated !== undefined) {
      if (designated === ')') charset = set === 'A' ? 'gbk' : '';
      return '';
    }
    if (pairs === undefined || charset === '')
      return '\uFFFD'.repeat(Math.max(1, Math.floor((all.length - 1) / 2)));
    return raised(pairs, charset);
  });
}

/** RFC 1843: `~{` and `~}` shift, `~~` is a tilde, and a tilde before a line break joins lines. */
function decodeHz(text: string): string {
  return replaceEach(text, /~~|~\r?\n|~\{((?:(?!~\})[^\n])*)(?:~\})?/g, ([all, pairs]) =>
    all === '~~' ? '~' : pairs === undefined ? '' : raised(pairs, 'gbk'),
  );
}

/** RFC 2152: `+`, base64 of UTF-16, and an optional `-`. */
function decodeUtf7(text: string): string {
  return replaceEach(text, /\+([A-Za-z0-9+/]*)-?/g, ([all, letters = '']) => {
    if (letters === '') return all.endsWith('-') ? '+' : all;
    const octets = Buffer.from(letters, 'base64');
    return octets
      .subarray(0, octets.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}
