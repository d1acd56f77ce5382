import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_STATES, ERROR_CODES } from '../src/common';
import { AADSTS } from '../src/server/providers/microsoft/aadsts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LANGUAGES = ['en-US', 'zh-CN', 'de-DE'] as const;
const PAGES = [
  'README.md',
  'administration.md',
  'api.md',
  'cluster.md',
  'limits.md',
  'microsoft.md',
  'privacy.md',
  'troubleshooting.md',
  'upgrade-backup.md',
  'user-guide.md',
];
/** Codes that the client adds to the server's: see `client-v2/api-error.ts`. */
const CODES = [...ERROR_CODES, 'offline'];

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const pageOf = (language: string, page: string): string => read(`docs/${language}/${page}`);
const textsOf = (language: string): Record<string, string> =>
  JSON.parse(read(`src/locale/${language}.json`)) as Record<string, string>;

/** Fenced blocks are no Markdown: a comment of a script there looks like a heading. */
const prose = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');

interface Section {
  level: number;
  /** An explicit anchor, the same in every language, or the code that is the heading. */
  anchor: string;
  title: string;
  text: string;
}

/** A page's sections in their order; each begins with its heading, and the anchor just before it. */
function sectionsOf(markdown: string): Section[] {
  const body = prose(markdown);
  const heads = [...body.matchAll(/(?:^<a id="([^"]+)"><\/a>\n\n)?^(#+) (.+)$/gm)];
  return heads.map((head, index) => {
    const [whole, id = '', marks, title] = head;
    const end = heads[index + 1]?.index;
    return {
      level: marks.length,
      anchor: id || (/^`([a-z0-9-]+)`$/.exec(title)?.[1] ?? ''),
      title,
      text: body.slice(head.index + whole.length, end).trim(),
    };
  });
}

const anchorsOf = (markdown: string): string[] => [
  ...[...prose(markdown).matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id),
  ...sectionsOf(markdown).map(({ anchor }) => anchor),
];

/** Everything a page leads to: links and pictures. */
const targetsOf = (markdown: string): string[] =>
  [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

/** Targets of a page that lead to nothing in the repository. */
function deadTargets(file: string): string[] {
  return targetsOf(read(file)).filter((target) => {
    if (/^(https?|mailto):/.test(target)) return false;
    const [to, anchor] = target.split('#');
    const goal = to ? path.join(path.dirname(file), to) : file;
    if (!existsSync(path.join(ROOT, goal))) return true;
    return anchor !== undefined && !anchorsOf(read(goal)).includes(anchor);
  });
}

const isPicture = (target: string): boolean => /\.(png|svg|jpe?g)$/.test(target);

/** A message's sentence, and those that take its place where there is more to say (i18next's contexts). */
const sentencesOf = (texts: Record<string, string>, key: string): string[] => [
  texts[key],
  ...Object.keys(texts)
    .filter((other) => other.startsWith(`${key}_`))
    .sort()
    .map((other) => texts[other]),
];

/** Sources that name lines and sentences of “Check configuration”. */
const checks = [
  'src/server/accounts',
  'src/server/providers/microsoft/check',
  'src/client-v2/pages/settings',
].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${folder}/${file}`)),
);
const isInChecks = (literal: string): boolean => checks.some((source) => source.includes(`'${literal}'`));
/** A key is a line's title unless the code names it as a sentence of its own. */
const CHECK_NAMES = Object.keys(textsOf('en-US'))
  .filter((key) => /^check\.[a-z-]+$/.test(key) && !isInChecks(key))
  .map((key) => key.slice('check.'.length));

const COLLECTIONS = 'src/server/collections';
/** Collections whose rows the host's backup manager does not save. */
const LEFT_OUT = readdirSync(path.join(ROOT, COLLECTIONS))
  .filter((file) => read(`${COLLECTIONS}/${file}`).includes("dataCategory: 'runtime'"))
  .map((file) => path.basename(file, '.ts'));

describe.each(LANGUAGES)('the documentation in %s', (language) => {
  const troubleshooting = sectionsOf(pageOf(language, 'troubleshooting.md'));
  const texts = textsOf(language);

  it('has every page', () => expect(readdirSync(path.join(ROOT, 'docs', language)).sort()).toEqual(PAGES));

  it.each(PAGES)('has the same sections in %s as in English', (page) => {
    const outline = (of: string) =>
      sectionsOf(pageOf(of, page)).map(({ level, anchor }) => `${level} ${anchor}`);
    expect(outline(language)).toEqual(outline('en-US'));
    expect(outline(language).length).toBeGreaterThan(0);
  });

  it.each(PAGES)('has the same commands, links and tables in %s as in English', (page) => {
    const shape = (of: string) => {
      const markdown = pageOf(of, page);
      return {
        blocks: markdown.match(/^```/gm)?.length,
        rows: markdown.match(/^\|/gm)?.length,
        targets: targetsOf(markdown)
          .filter((target) => page !== 'README.md' || !target.startsWith('../'))
          .sort(),
      };
    };
    expect(shape(language)).toEqual(shape('en-US'));
  });

  it.each(PAGES)('leads somewhere with every link of %s', (page) => {
    expect(deadTargets(`docs/${language}/${page}`).filter((target) => !isPicture(target))).toEqual([]);
  });

  it('has every picture', () => {
    const missing = PAGES.flatMap((page) => deadTargets(`docs/${language}/${page}`).filter(isPicture));
    expect(missing).toEqual([]);
  });

  it('explains every message of the product, in the very words, and no other', () => {
    const codes = troubleshooting.filter(({ title }) => title.startsWith('`'));
    const quotes = codes.map(({ anchor, text }): [string, string[]] => [
      anchor,
      [...text.matchAll(/^> (.+)$/gm)].map(([, sentence]) => sentence),
    ]);
    expect(Object.fromEntries(quotes)).toEqual(
      Object.fromEntries(CODES.map((code) => [code, sentencesOf(texts, `error.${code}`)])),
    );
    expect(quotes.length).toBe(CODES.length);
  });

  it('says of every message why it comes, what to do, and who can', () => {
    const answers = troubleshooting
      .filter(({ title }) => title.startsWith('`'))
      .filter(({ text }) => (text.match(/^- \*\*[^*]+\*\* ?\S.+$/gm) ?? []).length !== 3);
    expect(answers.map(({ anchor }) => anchor)).toEqual([]);
  });

  it.each([
    ['state', [...ACCOUNT_STATES]],
    ['check', CHECK_NAMES],
  ])('explains every %s under its title', (kind, names) => {
    const explained = troubleshooting
      .filter(
        ({ level, anchor, title }) => level === 3 && anchor.startsWith(`${kind}-`) && !title.startsWith('`'),
      )
      .filter(({ text }) => text !== '');
    expect(Object.fromEntries(explained.map(({ anchor, title }) => [anchor, title]))).toEqual(
      Object.fromEntries(names.map((name) => [`${kind}-${name}`, texts[`${kind}.${name}`]])),
    );
  });

  it('quotes every sentence of the check', () => {
    const sentences = Object.keys(texts).filter(
      (key) => key.startsWith('check.') && !CHECK_NAMES.includes(key.slice('check.'.length)),
    );
    const page = pageOf(language, 'troubleshooting.md');
    expect(CHECK_NAMES.filter((name) => !isInChecks(name))).toEqual([]);
    expect(sentences.length).toBeGreaterThan(20);
    expect(sentences.filter((key) => !page.includes(texts[key]))).toEqual([]);
  });

  it('leads from every number of Microsoft to its code', () => {
    const table = troubleshooting.find(({ anchor }) => anchor === 'aadsts')?.text ?? '';
    const rows = [...table.matchAll(/^\| \[`([a-z0-9-]+)`\]\(#\1\) \| ([\d, ]+) \|$/gm)];
    const numbers = rows.flatMap(([, code, list]) =>
      list.split(', ').map((number): [number, string] => [Number(number), code]),
    );
    const byNumber = (a: [number, string], b: [number, string]) => a[0] - b[0];
    expect(AADSTS.size).toBeGreaterThan(40);
    expect(numbers.sort(byNumber)).toEqual([...AADSTS].sort(byNumber));
  });

  it.each([
    ['event', /^event\./, 'administration.md'],
    ['step of the settings', /^guide\..+\.title$/, 'microsoft.md'],
  ])('names every %s as the page does', (_what, names, file) => {
    const keys = Object.keys(texts).filter((key) => names.test(key));
    const page = pageOf(language, file);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !page.includes(texts[key]))).toEqual([]);
  });

  it.each([
    ['privacy.md', 'backups'],
    ['upgrade-backup.md', 'backup'],
  ])('says in %s what the host leaves out of its backups', (file, anchor) => {
    const section = sectionsOf(pageOf(language, file)).find((one) => one.anchor === anchor)?.text ?? '';
    expect(LEFT_OUT).toContain('mailTokens');
    expect(LEFT_OUT.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });
});

it.each([
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/development.md',
  'docs/performance.md',
])('leads somewhere with every link of %s', (file) => expect(deadTargets(file)).toEqual([]));
