import { describe, expect, it } from 'vitest';
import {
  isLookAlike,
  linkTarget,
  parseMailto,
} from '../../../../src/client-v2/components/reader/frame-links';

describe('isLookAlike', () => {
  it.each([
    ['www.bank.example', 'https://evil.example/x'],
    ['https://bank.example/login', 'https://bank.example.evil.example/'],
    ['bank.example', 'https://bаnk.example/'], // a Cyrillic а
  ])('warns of %s → %s', (text, href) => expect(isLookAlike(text, href)).toBe(true));
  it.each([
    ['Click here', 'https://evil.example/x'],
    ['bank.example', 'https://www.bank.example/login'],
    ['https://bank.example/a', 'https://bank.example/b'],
    ['bank.example', 'https://login.bank.example/'],
  ])('trusts %s → %s', (text, href) => expect(isLookAlike(text, href)).toBe(false));
});

it('shows an international host in Punycode', () => {
  expect(linkTarget('https://bаnk.example/')).toBe('https://xn--bnk-6cd.example/');
});

describe('parseMailto', () => {
  it('reads RFC 6068 links', () => {
    expect(parseMailto('mailto:a%2Bb@x.org,c@x.org?subject=Hi%20there&cc=d@x.org&body=1%0D%0A2+3')).toEqual({
      to: 'a+b@x.org,c@x.org',
      cc: 'd@x.org',
      bcc: '',
      subject: 'Hi there',
      body: '1\r\n2+3',
    });
  });
  it('takes nothing else', () => expect(parseMailto('https://x.org')).toBeNull());
  it('survives broken encoding', () =>
    expect(parseMailto('mailto:%E0%A4%A@x.org')?.to).toBe('%E0%A4%A@x.org'));
});
