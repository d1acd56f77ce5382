import { describe, expect, it } from 'vitest';
import { splitLinks } from '../../src/common';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

/** 253 octets: as long as RFC 1035 lets one be. */
const LONGEST_DOMAIN = `${`${'d'.repeat(61)}.`.repeat(4)}space`;

describe('splitLinks', () => {
  it.each([
    [
      'https://en.wikipedia.org/wiki/Lamp_(disambiguation)',
      'https://en.wikipedia.org/wiki/Lamp_(disambiguation)',
    ],
    ['(see https://example.com/a)', 'https://example.com/a'],
    ['(see https://example.com/b_(c)).', 'https://example.com/b_(c)'],
    ['https://example.com/?q=[x]', 'https://example.com/?q=[x]'],
    ['<https://example.com/d?e=1&f=2>, and so on', 'https://example.com/d?e=1&f=2'],
    ['https://example.com/g|h', 'https://example.com/g'],
    ['HTTPS://EXAMPLE.COM/I.', 'HTTPS://EXAMPLE.COM/I'],
    ['https://example.com/wiki/K%C3%B6ln_(Stadt)!', 'https://example.com/wiki/K%C3%B6ln_(Stadt)'],
    ['www.example.com/l_(m)', 'http://www.example.com/l_(m)'],
    ['[https://example.com/a], [1]', 'https://example.com/a'],
    ['(https://example.com/a_(b)_[c])', 'https://example.com/a_(b)_[c]'],
    ['https://example.com/))', 'https://example.com/'],
    ['https://example.com/(', 'https://example.com/('],
    ['（见 https://x.org/合同）。', 'https://x.org/合同'],
    ['详见https://x.org/合同。', 'https://x.org/合同'],
    ['me@x.org,https://x.org/', 'mailto:me@x.org https://x.org/'],
    ['a@b.example;c@d.example', 'mailto:a@b.example mailto:c@d.example'],
    ['jürgen@müller.example', 'mailto:jürgen@müller.example'],
    ['请联系anna@example.com。', 'mailto:anna@example.com'],
    ['.+anna.b+c@example.co.uk.', 'mailto:anna.b+c@example.co.uk'],
    ['anna@localhost anna@ @example.com a@b.c https:// http://. www.', ''],
    [`${'a'.repeat(65)}@example.com`, ''],
    ['xhttp://a.example and awww.example.com', ''],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x', ''],
    ['https://x.org"onmouseover="alert(1)', 'https://x.org'],
    ['http://example.com/a', 'http://example.com/a'],
    ['www.example.com/?to=https://x.org', 'http://www.example.com/?to=https://x.org'],
    ['https://example.com/?to=anna@example.com', 'https://example.com/?to=anna@example.com'],
    ['@anna@example.com', 'mailto:anna@example.com'],
    ['anna@/example.com anna@=example.com', ''],
    [`${'a'.repeat(64)}@example.com`, `mailto:${'a'.repeat(64)}@example.com`],
    ['a@b.example;'.repeat(20), 'mailto:a@b.example '.repeat(20).trim()],
    [`anna@${LONGEST_DOMAIN}`, `mailto:anna@${LONGEST_DOMAIN}`],
    ...['()', '[]', '（）', '【】', '「」', '《》'].map(([open, close]) => [
      `${open}https://x.org/${open}a${close}${close}`,
      `https://x.org/${open}a${close}`,
    ]),
    ...[...'.,;:!?、。，；：！？'].map((end) => [`https://x.org/a${end}${end}`, 'https://x.org/a']),
  ])('%s', (text, expected) => {
    expect(links(text).join(' ')).toBe(expected);
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('gives the text between two addresses, and nothing where there is none', () => {
    expect(splitLinks('See https://x.org, a@b.example;c@d.example')).toEqual([
      { text: 'See ' },
      { text: 'https://x.org', href: 'https://x.org' },
      { text: ', ' },
      { text: 'a@b.example', href: 'mailto:a@b.example' },
      { text: ';' },
      { text: 'c@d.example', href: 'mailto:c@d.example' },
    ]);
    expect(splitLinks('me@x.org,')).toEqual([{ text: 'me@x.org', href: 'mailto:me@x.org' }, { text: ',' }]);
    expect(splitLinks('no address')).toEqual([{ text: 'no address' }]);
    expect(splitLinks('')).toEqual([]);
  });

  it.each([
    'See https://x.org/a?b=1&c=2. And (http://y.org/(z)) or me@x.org!',
    '<script>alert(1)</script> javascript:alert(1) https://x.org"onclick=alert(1)',
    'a@b.example@c.example https://https://x www.www.x.org',
    '',
  ])('never changes the text: %j', (text) => {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
