import libqp from 'libqp';
import { describe, expect, it } from 'vitest';
import { linesOf, matchesOf, replaceEach, unfoldedLines } from '../../../src/server/patterns';
import { decodeQuotedPrintable } from '../../../src/server/quotedPrintable';
import { transferDecoder } from '../../../src/server/transferEncoding';

const ROUNDS = 20_000;

/** Texts of these pieces, always the same ones. */
function* texts(pieces: readonly string[], longest: number): Generator<string> {
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < ROUNDS; round++)
    yield Array.from({ length: random(longest) }, () => pieces[random(pieces.length)]).join('');
}

/** Decoded in pieces of as many characters, less one, less two, …, one, and again. */
function inPieces(text: string, longest: number): string {
  const decoder = transferDecoder('quoted-printable');
  const decoded: Buffer[] = [];
  for (let at = 0, step = longest; at < text.length; at += step, step = step > 1 ? step - 1 : longest)
    decoded.push(decoder.push(Buffer.from(text.slice(at, at + step), 'latin1')));
  return Buffer.concat([...decoded, decoder.end()]).toString('latin1');
}

describe('what is decoded here', () => {
  it('quoted-printable is undone as libqp undoes it', () => {
    const pieces = ['=', '=4', '=41', '=e4', '=C3=B6', '=zz', ' ', '\t', '\r\n', '\n', 'a', 'Ab1', '\xff'];
    for (const text of texts(pieces, 14)) {
      const own = decodeQuotedPrintable(text).toString('latin1');
      expect(own, JSON.stringify(text)).toBe(libqp.decode(text).toString('latin1'));
    }
  });

  it('quoted-printable is undone in pieces as in one', () => {
    const pieces = ['=', '4', '=41', ' ', '   ', '\t', '\r', '\r\n', '\n', 'a', '=\r\n'];
    for (const text of texts(pieces, 10)) {
      const whole = decodeQuotedPrintable(text).toString('latin1');
      expect(inPieces(text, 3), JSON.stringify(text)).toBe(whole);
    }
  });

  it('quoted-printable of a script that is nothing but escapes is undone in pieces', () => {
    const line = '=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82'.repeat(2);
    const text = `${line}=\r\n`.repeat(100);
    for (const longest of [3, 10, 1_500, 4_096])
      expect(inPieces(text, longest)).toBe(decodeQuotedPrintable(text).toString('latin1'));
    expect(decodeQuotedPrintable(text).toString()).toBe('Привет'.repeat(200));
  });

  it('folded lines are joined as by patterns', () => {
    const byPatterns = (text: string) => text.replace(/(?:\r?\n|\r)[ \t]+/g, ' ').split(/\r?\n|\r/);
    for (const text of texts(['\r\n', '\n', '\r', ' ', '\t', 'To: a', ': '], 12)) {
      expect(unfoldedLines(text), JSON.stringify(text)).toEqual(byPatterns(text));
      expect(linesOf(text), JSON.stringify(text)).toEqual(text.split(/\r?\n/));
    }
  });

  it('replaces and finds as strings do', () => {
    for (const text of texts(['a', 'b', ' ', '  ', '$&', 'ab'], 12)) {
      expect(replaceEach(text, /\s+/g, '_')).toBe(text.replace(/\s+/g, '_'));
      expect(replaceEach(text, /(a)(b)?/g, ([, one, two]) => `<${one}${two}>`)).toBe(
        text.replace(/(a)(b)?/g, (_all, one: string, two: string) => `<${one}${two}>`),
      );
      expect(matchesOf(text, /a+/g)).toEqual(text.match(/a+/g) ?? []);
      expect(matchesOf(text, /a+/g, 2)).toEqual((text.match(/a+/g) ?? []).slice(0, 2));
    }
  });
});
