import { describe, expect, it } from 'vitest';
import { shellWord } from '../../src/common';

describe('an address as a word of PowerShell', () => {
  it.each(['anna@contoso.com', 'a.b+c_d-e@contoso.com', '7@contoso.com'])('is as it is: %s', (address) => {
    expect(shellWord(address)).toBe(address);
  });

  it.each([
    ['a b@contoso.com', "'a b@contoso.com'"],
    ['a;b@contoso.com', "'a;b@contoso.com'"],
    ['$(calc)@contoso.com', "'$(calc)@contoso.com'"],
    ['a@contoso.com;calc', "'a@contoso.com;calc'"],
    ['a@contoso.com\ncalc', "'a@contoso.com\ncalc'"],
    ['-Force@contoso.com', "'-Force@contoso.com'"],
    ['@contoso.com', "'@contoso.com'"],
    ['jürgen@contoso.com', "'jürgen@contoso.com'"],
    ['', "''"],
    // Each of these ends a text in single quotes, unless it is doubled.
    ["o'neil@contoso.com", "'o''neil@contoso.com'"],
    ['o\u2018\u2019\u201a\u201b@x', "'o\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b@x'"],
  ])('is put in quotes: %j', (address, word) => {
    expect(shellWord(address)).toBe(word);
  });
});
