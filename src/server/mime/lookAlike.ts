import { domainToASCII } from 'node:url';

/**
 * Letters that look like others (Unicode TR 39), limited to those used in domains: Cyrillic, Greek and Latin letters
 * that resemble ASCII. Others are detected by their script.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    ё: 'e',
    һ: 'h',
    і: 'i',
    ї: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
  },
  ...{ п: 'n', о: 'o', р: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', у: 'y', ѵ: 'v', ԝ: 'w', х: 'x' },
  ...{
    α: 'a',
    β: 'b',
    γ: 'y',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
  },
  ...{ ı: 'i', ɡ: 'g', ɑ: 'a', ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', '0': 'o', '1': 'l' },
};
/** Pairs of letters that look like one. */
const PAIRS: ReadonlyArray<readonly [string, string]> = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];
/** Maximum characters of a domain (RFC 1035 §2.3.4). */
const MAX_DOMAIN = 253;

/** A domain with letters that look alike replaced by the same letter. */
export function skeletonOf(domain: string): string {
  const bare = domain.slice(0, MAX_DOMAIN).toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const letters = Array.from(bare, (char) => LETTERS[char] ?? char).join('');
  return PAIRS.reduce((text, [pair, letter]) => text.replaceAll(pair, letter), letters).replaceAll('i', 'l');
}

/** The domain of an address in lower case; '' if it has none. */
export const domainOf = (address: string): string =>
  address.includes('@')
    ? address
        .slice(address.lastIndexOf('@') + 1)
        .slice(0, MAX_DOMAIN)
        .toLowerCase()
    : '';

/**
 * The part of a domain that one organization owns, guessed without the public suffix list: two labels, or three if the
 * second one is like `co` in `co.uk`.
 */
export function organizationOf(domain: string): string {
  const labels = domain.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}

/** Which of the known domains another one imitates; null if it imitates none or is one of them. */
export function lookAlikeOf(domain: string, known: readonly string[]): string | null {
  const organization = organizationOf(domain);
  const others = [...new Set(known.map(organizationOf))];
  if (organization === '' || others.includes(organization)) return null;
  const skeleton = skeletonOf(organization);
  return (
    others.find((other) => skeletonOf(other) === skeleton) ??
    others.find((other) => isLong(other) && isOneAway(organization, other)) ??
    null
  );
}

/** In short names, one letter makes a different word: `mail.example` and `main.example` are unrelated. */
const isLong = (domain: string): boolean => (domain.split('.')[0] ?? '').length >= 7;

/** One letter added, missing or changed, or two swapped. */
function isOneAway(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let [a, b] = [short.length, long.length];
  while (a > start && b > start && short[a - 1] === long[b - 1]) {
    a--;
    b--;
  }
  if (short.length < long.length) return a === start;
  const swapped = b - start === 2 && short[start] === long[start + 1] && short[start + 1] === long[start];
  return b - start <= 1 || swapped;
}

/** Scripts that are used together in one word (TR 39 §5.2, “highly restrictive”). */
const TOGETHER = ['Latin Han Hiragana Katakana', 'Latin Han Bopomofo', 'Latin Han Hangul'].map((scripts) =>
  scripts.split(' '),
);
const SCRIPTS = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Armenian',
    'Hebrew',
    'Arabic',
    'Cherokee',
    'Georgian',
    'Thai',
    'Devanagari',
  ],
  ...['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'],
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));

/**
 * Whether a domain contains a word in scripts that nobody mixes, or in foreign letters that all look like Latin ones.
 */
export function isDisguised(domain: string): boolean {
  return domain
    .slice(0, MAX_DOMAIN)
    .split('.')
    .some((label) => {
      const scripts = SCRIPTS.filter(({ pattern }) => pattern.test(label)).map(({ name }) => name);
      const mixed =
        scripts.length > 1 && !TOGETHER.some((some) => scripts.every((script) => some.includes(script)));
      const foreign = scripts.length > 0 && !scripts.includes('Latin');
      return mixed || (foreign && /^[a-z-]+$/.test(skeletonOf(label)));
    });
}

/** A domain in ASCII (RFC 3492), where no letter looks like another. */
export const asciiDomain = (domain: string): string => domainToASCII(domain.slice(0, MAX_DOMAIN)) || domain;

/** An address that is safe to show: the domain of a deceptive one is converted to ASCII. */
export function plainAddress(address: string): string {
  const domain = domainOf(address);
  return isDisguised(domain) ? address.slice(0, address.lastIndexOf('@') + 1) + asciiDomain(domain) : address;
}
