import { describe, expect, it } from 'vitest';
import { transferDecoded, transferDecoder } from '../../../src/server/transferEncoding';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Decoded in pieces of so many octets. */
function inPieces(encoding: string, content: string, step: number): string {
  const decoder = transferDecoder(encoding);
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += step)
    pieces.push(decoder.push(latin1(content.slice(at, at + step))));
  return Buffer.concat([...pieces, decoder.end()]).toString('latin1');
}

/** By the book (draft 1.3), to hold the decoder against. */
function yenc(octets: string): string {
  const critical = new Set([0, 10, 13, 61]);
  const encoded = [...octets].map((octet) => {
    const shifted = (octet.charCodeAt(0) + 42) & 0xff;
    return critical.has(shifted)
      ? `=${String.fromCharCode((shifted + 64) & 0xff)}`
      : String.fromCharCode(shifted);
  });
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += 128) lines.push(encoded.slice(at, at + 128).join(''));
  return `=ybegin line=128 size=${octets.length} name=a\r\n${lines.join('\r\n')}\r\n=yend size=${octets.length}\r\n`;
}

const ALL = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet)).join('');
/** Of Python's `binascii.b2a_uu`, in which a zero is a space. */
const CAT = 'begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n';

describe('a Content-Transfer-Encoding is undone, the same however it is cut:', () => {
  it.each<[string, string, string, string]>([
    ['padding within base64', 'base64', 'QQ==\r\nQg==\r\nQ0Q=', 'ABCD'],
    ['padding of two within', 'base64', 'QQ==\r\nQg==', 'AB'],
    ['padding without need', 'base64', 'QUJD====QUJD', 'ABCABC'],
    ['a lone character before padding', 'base64', 'QUJDQ=QUJD', 'ABCABC'],
    ['nothing but padding', 'base64', '='.repeat(5000), ''],
    ['no padding at the end', 'base64', 'aGVsbG8', 'hello'],
    ['- and _ are no base64url', 'base64', 'a-G-V-s-b-G-8-g-d-2-9-y-b-G-Q-=', 'hello world'],
    ['bits above ASCII are ignored', 'base64', 'a\xe9GVs\xffbG8=', 'hello'],
    ['a name with a comment', ' "Base64" (as ever); x=y', 'aGVsbG8=', 'hello'],
    [
      'soft breaks and blanks at line ends',
      'quoted-printable',
      'M=FCll  \r\nand =\r\nmore=3D=  \r\n end=\r\n',
      'M\xfcll\r\nand more= end',
    ],
    ['uuencode', 'x-uuencode', CAT, 'Cat'],
    ['uuencode behind a preamble', 'uuencode', `see:\n\n${CAT}behind`, 'Cat'],
    [
      'uuencode that lost its spaces',
      'X-UUE',
      'begin 644 a\n#    \n#\n$    0\n \nend\n',
      '\0'.repeat(6) + '\0\0\0\x40'.slice(0, 4),
    ],
    ['uuencode of several files', 'uue', CAT + CAT, 'CatCat'],
    ['two groups in a line', 'uuencode', 'begin 644 a.txt\n&0V%T0V%T\n \nend\n', 'CatCat'],
    ['what is no uuencode', 'x-uuencode', 'just text\r\nbegins here', 'just text\r\nbegins here'],
    ['yEnc', 'x-yenc', yenc(ALL.repeat(3)), ALL.repeat(3)],
    [
      'yEnc in parts',
      'yenc',
      `=ybegin part=1 line=128 size=3 name=a\n=ypart begin=1 end=3\n${'\x8b\x8c\x8d'}\n=yend size=3\n`,
      'abc',
    ],
    [
      'a line of 3,000 octets',
      'yenc',
      `=ybegin line=3000 size=1 name=a\n${'=\x9d'.repeat(1500)}\n=yend size=1\n`,
      '\x33'.repeat(1500),
    ],
    ['what is not known', 'x-own', 'as\xff it=20 is', 'as\xff it=20 is'],
    ['none', '', '=41', '=41'],
  ])('%s', (_name, encoding, content, expected) => {
    expect(transferDecoded(encoding, latin1(content)).toString('latin1')).toBe(expected);
    for (const step of [1, 2, 3, 5, 7, 64, 997, 998, 999])
      expect(inPieces(encoding, content, step), `in pieces of ${step}`).toBe(expected);
  });

  it('the mark of an encoding is looked for in the first 64 KiB, and the rest is not held', () => {
    const far = `${'x'.repeat(70_000)}\n${CAT}`;
    expect(transferDecoded('uuencode', latin1(far)).toString('latin1')).toBe(far);
    expect(inPieces('uuencode', far, 4096)).toBe(far);
    const decoder = transferDecoder('uuencode');
    decoder.push(latin1(far));
    expect(decoder.push(latin1('more')).toString()).toBe('more');
  });

  it.each(['base64', 'quoted-printable', 'uuencode', 'yenc'])(
    '%s gives what it has, and holds no more than a line',
    (encoding) => {
      const begin = { uuencode: 'begin 644 a\n', yenc: '=ybegin line=1 size=1 name=a\n' }[encoding] ?? '';
      for (const filler of ['A', '=', ' ', 'M'.repeat(61) + '\n', '=\r\n']) {
        const decoder = transferDecoder(encoding);
        const long = latin1(begin + filler.repeat(Math.ceil(200_000 / filler.length)));
        const given = decoder.push(long).length + decoder.end().length;
        const again = transferDecoder(encoding);
        again.push(long);
        expect(given - again.push(Buffer.alloc(0)).length, filler).toBeGreaterThanOrEqual(0);
        expect(again.end().length, filler).toBeLessThanOrEqual(1100);
      }
    },
  );
});
