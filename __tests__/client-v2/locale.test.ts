import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/common';

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

  it('fill in the same values in every language', () => {
    for (const language of LANGUAGES) {
      for (const [key, text] of Object.entries(texts['en-US'])) {
        expect(placeholders(texts[language][key]), `${language}: ${key}`).toEqual(placeholders(text));
        expect(texts[language][key].trim(), `${language}: ${key}`).not.toBe('');
      }
    }
  });
});
