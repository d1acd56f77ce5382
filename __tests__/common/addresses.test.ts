import { describe, expect, it } from 'vitest';
import { formatAddress, isValidAddress, parseAddresses, uniqueAddresses } from '../../src/common';
import { addrSpec } from '../../src/server/mime/recipients';

const addresses = (text: string) => parseAddresses(text).map(({ address }) => address);

describe('parseAddresses', () => {
  it('takes lists as mail programs write them', () => {
    expect(parseAddresses('Ada <ada@x.org>, "Doe, John" <john@x.org>; bob@x.org')).toEqual([
      { name: 'Ada', address: 'ada@x.org' },
      { name: 'Doe, John', address: 'john@x.org' },
      { name: '', address: 'bob@x.org' },
    ]);
  });

  it('keeps a name with a comma together, as Outlook shows it unquoted', () => {
    expect(parseAddresses('Doe, John <john@x.org>, Roe, Jane <jane@x.org>')).toEqual([
      { name: 'Doe, John', address: 'john@x.org' },
      { name: 'Roe, Jane', address: 'jane@x.org' },
    ]);
  });

  it('takes columns of a spreadsheet, lines, bare addresses between spaces, and full-width commas', () => {
    expect(addresses('a@x.org\tb@x.org\r\nc@x.org d@x.org，e@x.org；f@x.org')).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@x.org`),
    );
  });

  it('unquotes names and drops invisible characters and mailto:', () => {
    expect(parseAddresses('"O\\"Neil" <o@x.org>\u200b')).toEqual([{ name: 'O"Neil', address: 'o@x.org' }]);
    expect(addresses('mailto:a@x.org')).toEqual(['a@x.org']);
  });

  it('keeps what is no address, so that it can be mended', () => {
    expect(addresses('wrong@; Smith, Miller')).toEqual(['wrong@', 'Smith', 'Miller']);
  });

  it('reads back what formatAddress writes', () => {
    for (const entry of [
      { name: 'Doe, John', address: 'j@x.org' },
      { name: 'A "B" \\ C', address: 'j@x.org' },
      { name: '陈伟', address: 'c@x.org' },
      { name: '', address: 'c@x.org' },
    ]) {
      expect(parseAddresses(formatAddress(entry))).toEqual([entry]);
    }
  });
});

describe('isValidAddress', () => {
  it.each([
    'a@x.org',
    'a.b+c@sub.x.org',
    "o'neil@x.org",
    'jürgen@müller.example',
    '用户@例子.中国',
    'a@xn--mller-kva.example',
  ])('accepts %s', (address) => expect(isValidAddress(address)).toBe(true));
  it.each([
    '',
    'a',
    'a@',
    '@x.org',
    'a@b',
    'a b@x.org',
    'a@x..org',
    '.a@x.org',
    'a@-x.org',
    'a@x.org\r\nBcc: b@x.org',
    'a@@x.org',
    '<a@x.org>',
    `${'a'.repeat(65)}@x.org`,
  ])('refuses %j', (address) => expect(isValidAddress(address)).toBe(false));
});

describe('uniqueAddresses', () => {
  it('keeps the first of each, whatever its case, with the name one of them has', () => {
    expect(
      uniqueAddresses([
        { name: '', address: 'A@x.org' },
        { name: 'Ada', address: 'a@X.org' },
      ]),
    ).toEqual([{ name: 'Ada', address: 'A@x.org' }]);
  });
});

it('agrees with the server about what an address is', () => {
  for (const address of [
    ...['a@x.org', 'ä.用户@x.example', 'jürgen@münchen.example', "o'neil@x.org", 'a\u00a0ä@x.org'],
    ...['ä\u200b@x.org', 'ä\u202e@x.org', `${'ä'.repeat(32)}@x.org`, `${'ä'.repeat(33)}@x.org`, 'a..b@x.org'],
  ])
    expect([address, isValidAddress(address)]).toEqual([address, addrSpec(address) !== null]);
});
