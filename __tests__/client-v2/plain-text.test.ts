import { describe, expect, it } from 'vitest';
import { splitLinks, splitQuotes } from '../../src/client-v2/components/plain-text';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

describe('splitLinks', () => {
  it.each([
    'See https://x.org/a?b=1&c=2. And (http://y.org/(z)) or me@x.org!',
    '<script>alert(1)</script> javascript:alert(1) https://x.org"onclick=alert(1)',
    'data:text/html,<b>x</b> vbscript:x https://x.org/<img src=x>',
    '',
  ])('never changes the text: %j', (text) => {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('leaves the end of the sentence out of the link', () => {
    expect(links('See https://x.org/a?b=1&c=2. And (http://y.org/(z)) or me@x.org!')).toEqual([
      'https://x.org/a?b=1&c=2',
      'http://y.org/(z)',
      'mailto:me@x.org',
    ]);
    expect(links('详见 https://x.org/合同。')).toEqual(['https://x.org/合同']);
  });

  it('links nothing but http, https and mail addresses', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x')).toEqual([]);
    expect(links('https://x.org"onmouseover="alert(1)')).toEqual(['https://x.org']);
  });
});

describe('splitQuotes', () => {
  it('folds a long quote at the end, not one that is answered', () => {
    const text = '> question\nanswer\n\n> one\n> two\n> three\n> four\n';
    expect(splitQuotes(text).map(({ quoted, folded }) => [quoted, folded])).toEqual([
      [true, false],
      [false, false],
      [true, true],
      [false, false],
    ]);
  });
  it('does not fold a mail that is nothing but a quote', () => {
    expect(splitQuotes('> a\n> b\n> c\n> d').some(({ folded }) => folded)).toBe(false);
  });
});
