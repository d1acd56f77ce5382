import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_STATES, ERROR_CODES } from '../../src/common';

const ROOT = join(__dirname, '../../src');
const LANGUAGES = ['en-US', 'zh-CN', 'de-DE'] as const;
type Texts = Record<string, string>;
const texts = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    JSON.parse(readFileSync(join(ROOT, 'locale', `${language}.json`), 'utf8')) as Texts,
  ]),
) as Record<(typeof LANGUAGES)[number], Texts>;

const sources = ['client', 'client-v2'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(ROOT, folder, name)),
);
/** Literal keys of `t('…')` and `t("…")`; `t(`connect.${name}`)` and the like are listed below. */
const literals = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(
    (match) => ({
      file,
      key: (match[1] ?? match[2]).replace(/\\(.)/g, '$1'),
    }),
  ),
);
/** All sources, with quotes as in a text. */
const code = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(ROOT, name), 'utf8').replaceAll("\\'", "'"))
  .join('\n');
const isNamed = (text: string) => [`'${text}'`, `"${text}"`].some((literal) => code.includes(literal));
/** Keys that are put together: the part in brackets is a name in the code, what follows tells cases apart. */
const FAMILIES = [
  /^error\.([a-z0-9-]+?)(?:_[a-z]+)?$/,
  /^(?:state|event|role|connect|backfill|campaign|recipient)\.([A-Za-z-]+)$/,
  /^assistant\.(mail[A-Za-z]+)(?:\.about)?$/,
  /^check\.([a-z-]+?)(?:\.(?:passed|warning|failed|skipped)(?:_[a-z]+)?)?$/,
];
/** Texts that are the same in Chinese. */
const SAME_IN_CHINESE = new Set<string>([]);
/** Texts of the host's own namespace that our code names. */
const HOST_KEYS = new Set(['Content']);
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe('the locale files', () => {
  it('have the same keys, sorted', () => {
    const keys = Object.keys(texts['en-US']);
    expect(keys.length).toBeGreaterThan(200);
    expect(keys).toEqual([...keys].sort());
    for (const language of LANGUAGES) expect(Object.keys(texts[language]), language).toEqual(keys);
  });

  it('have every text the clients show', () => {
    expect(literals.length).toBeGreaterThan(150);
    const missing = literals.filter(({ key }) => !(key in texts['en-US']) && !HOST_KEYS.has(key));
    expect(missing).toEqual([]);
  });

  it('have a sentence for every reason', () => {
    const codes = [...ERROR_CODES, 'offline'];
    expect(codes.filter((code) => !texts['en-US'][`error.${code}`])).toEqual([]);
    expect(texts['en-US']['connect.microsoft']).toBeTruthy();
  });

  it('have a word for every state, and reasons of the code alone', () => {
    const known = (family: string) =>
      Object.keys(texts['en-US'])
        .filter((key) => key.startsWith(`${family}.`))
        .map((key) => key.slice(family.length + 1).replace(/_[a-z]+$/, ''));
    expect(known('state').sort()).toEqual([...ACCOUNT_STATES].sort());
    expect(
      known('error').filter((name) => ![...ERROR_CODES, 'offline'].some((real) => real === name)),
    ).toEqual([]);
  });

  it('have no text that nobody shows', () => {
    const unused = Object.keys(texts['en-US']).filter((key) => {
      const name = FAMILIES.map((family) => family.exec(key)?.[1]).find(Boolean);
      return !isNamed(key.replace(/_(one|other)$/, '')) && !(name && isNamed(name));
    });
    expect(unused).toEqual([]);
  });

  it('are translated', () => {
    const same = Object.entries(texts['en-US']).filter(([key, text]) => texts['zh-CN'][key] === text);
    expect(same.map(([key]) => key).filter((key) => !SAME_IN_CHINESE.has(key))).toEqual([]);
    const german = Object.entries(texts['en-US']).filter(([key, text]) => texts['de-DE'][key] === text);
    // Short words are the same now and then; a sentence never is.
    expect(german.filter(([, text]) => text.split(' ').length > 3)).toEqual([]);
  });

  it('fill in the same values in every language', () => {
    for (const language of LANGUAGES) {
      for (const [key, text] of Object.entries(texts['en-US'])) {
        expect(placeholders(texts[language][key]), `${language}: ${key}`).toEqual(placeholders(text));
        expect(texts[language][key].trim(), `${language}: ${key}`).not.toBe('');
      }
    }
  });
});
