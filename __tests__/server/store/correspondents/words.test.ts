import { describe, expect, it } from 'vitest';
import { rangesOf, wordsOf } from '../../../../src/server/store/correspondents/words';

/** Whether somebody is found by what is typed, as a database compares. */
const finds = (typed: string, name: string, address = 'x@contoso.example'): boolean => {
  const [words, ranges] = [wordsOf(name, address), rangesOf(typed)];
  return ranges.length > 0 && ranges.every(({ from, to }) => words.some((word) => word >= from && word < to));
};

describe('the words of a person', () => {
  it.each([
    ['an', 'Anna Müller', ''],
    ['MULL', 'Anna Müller', ''],
    ['müller an', 'Anna Müller', ''],
    ['anna mül', 'Anna Müller', ''],
    ['luc', 'Jean-Luc Picard', ''],
    ['jean-l', 'Jean-Luc Picard', ''],
    ['brien', 'Miles O’Brien', ''],
    ['picard', 'Picard, Jean-Luc (Bridge)', ''],
    ['bridge', 'Picard, Jean-Luc (Bridge)', ''],
    ['小明', '王小明', ''],
    ['王', '王小明', ''],
    ['明', '王小明', ''],
    ['김', '김민수', ''],
    ['anna.m', '', 'anna.mueller@contoso.example'],
    ['mueller', '', 'anna.mueller@contoso.example'],
    ['mueller@con', '', 'anna.mueller@contoso.example'],
    ['contoso', '', 'anna.mueller@contoso.example'],
    ['anna.mueller@contoso.example', '', 'anna.mueller@contoso.example'],
    ['anna contoso', 'Anna', 'amu@contoso.example'],
    [`${'a'.repeat(60)}@contoso.example`, '', `${'a'.repeat(60)}@contoso.example`],
  ])('are found by %j', (typed, name, address) => {
    expect(finds(typed, name, address || undefined)).toBe(true);
  });

  it.each([
    ['ulle', 'Anna Müller'],
    ['anna x', 'Anna Müller'],
    ['example', 'Anna Müller'],
    ['', 'Anna Müller'],
    ['  ,;"<>', 'Anna Müller'],
    ['anna müller k', 'Anna Müller'],
  ])('are not found by %j', (typed, name) => {
    expect(finds(typed, name, 'am@contoso.example')).toBe(false);
  });

  it('are few and short, whatever somebody calls themselves', () => {
    const name = Array.from({ length: 5000 }, (_, index) => `a-b.c${index}`).join(' ');
    for (const hostile of [name, '字'.repeat(5000), '-'.repeat(5000), '\ud800\0'.repeat(2000)]) {
      const words = wordsOf(hostile, 'x@contoso.example');
      expect(words.length).toBeLessThanOrEqual(20);
      expect(words.every((word) => /^[0-9a-f]{2,80}$/.test(word))).toBe(true);
    }
    expect(rangesOf(name).length).toBeLessThanOrEqual(5);
  });

  it('always include the address', () => {
    expect(finds('kim@x', 'a b c d e f g h i j k l m n o p q r s t u v w', 'kim@x.org')).toBe(true);
  });

  it('narrow a search down by the longest that was typed', () => {
    expect(rangesOf('a mueller').map(({ from }) => Buffer.from(from, 'hex').toString())).toEqual([
      'mueller',
      'a',
    ]);
  });
});
