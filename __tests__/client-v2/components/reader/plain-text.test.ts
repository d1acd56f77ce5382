import { describe, expect, it } from 'vitest';
import { hasLongWord, wordPieces } from '../../../../src/client-v2/components/reader/long-words';
import { splitQuotes } from '../../../../src/client-v2/components/reader/plain-text';
import { cut, textPieces, textSlices } from '../../../../src/client-v2/components/reader/text-pieces';

describe('splitQuotes', () => {
  it('draws a bar for each level, however it is written, and no bracket beside it', () => {
    expect(splitQuotes('> one\n>> two\n> > two more\n>>> three\n>no space\n>  two spaces')).toEqual([
      { depth: 1, text: 'one' },
      { depth: 2, text: 'two\ntwo more' },
      { depth: 3, text: 'three' },
      { depth: 1, text: 'no space\n two spaces' },
    ]);
  });

  it('takes deep quotes', () => {
    expect(splitQuotes(`${'>'.repeat(100_000)} x`)).toEqual([{ depth: 10, text: 'x' }]);
  });
});

describe('textPieces', () => {
  it('leaves the usual text whole', () => expect(textPieces('a\nb')).toEqual(['a\nb']));

  it('cuts a long text after its lines', () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `line ${index}\n`).join('');
    const pieces = textPieces(text);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('')).toBe(text);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(100_000);
    expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
  });

  it('cuts a line that is longer than a piece', () => {
    const word = 'a'.repeat(1_000_000);
    expect(textPieces(word).join('')).toBe(word);
    expect(textPieces(word)).toHaveLength(46);
  });
});

describe('cut', () => {
  it('cuts after a word where a line is too long, and never within a character', () => {
    expect(cut('one two three', 6)).toEqual(['one ', 'two ', 'three']);
    expect(cut('one\ntwo three', 6)).toEqual(['one\n', 'two ', 'three']);
    expect(cut('😀😀😀', 3)).toEqual(['😀', '😀', '😀']);
  });
});

describe('textSlices', () => {
  it.each([
    ['one word', 'a'.repeat(100_000)],
    ['U+FFFD', '\uFFFD'.repeat(100_000)],
    ['line ends', '\n'.repeat(100_000)],
    ['prose', 'some words '.repeat(10_000)],
    ['quotes', '> a\n>> b\n>>> c\nd\n'.repeat(5000)],
    ['deep quotes', '>>>>>>>>>> a\n>\n'.repeat(7000)],
    ['quotes apart', `text\n${'>\n>\n>\n>\n\n'.repeat(10_000)}`],
    ['links', 'https://x.org/ '.repeat(7000)],
  ])('draws a bounded part of a text at a time: %s', (_name, text) => {
    const slices = textSlices(text);
    const lengths = slices.map((blocks) => blocks.reduce((sum, block) => sum + block.text.length, 0));
    const elements = slices.map((blocks) => blocks.reduce((sum, { depth }) => sum + depth + 1, 0));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(6000);
    expect(Math.max(...elements)).toBeLessThanOrEqual(500);
  });

  it('keeps every character but the marks of quotes, and empty lines before them', () => {
    const texts = textSlices('a\n\n> b\n>> c\n').flatMap((blocks) => blocks.map(({ text }) => text));
    expect(texts).toEqual(['a\n\n', 'b\n', 'c\n']);
  });
});

describe('wordPieces', () => {
  it.each(['', 'short words only', `${'word '.repeat(10_000)}`, 'a'.repeat(500)])(
    'leaves the rest alone',
    (text) => {
      expect(wordPieces(text)).toEqual([text]);
      expect(hasLongWord(text)).toBe(false);
    },
  );

  it.each([
    'a'.repeat(100_000),
    '\uFFFD'.repeat(100_000),
    `before ${'\u00A0'.repeat(501)} after ${'b'.repeat(5000)}`,
    '😀'.repeat(5001),
  ])('gives a long word places to break at', (text) => {
    const pieces = wordPieces(text);
    expect(hasLongWord(text)).toBe(true);
    expect(pieces.join('')).toBe(text);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(110);
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });
});
