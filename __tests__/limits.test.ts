import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_PREVIEWED } from '../src/client-v2/components/attachments/preview-kind';
import { MAX_ATTACHMENT_SIZE } from '../src/client-v2/components/composer/draft';
import { LONGEST_LABEL_NAME, MOST_LABELS } from '../src/common/labels';
import { LONGEST_NOTE, MOST_NOTES } from '../src/common/notes';
import { MOST_RETURNED } from '../src/common/snooze';
import { MOST_LINKS_AT_ONCE, MOST_SHOWN_FIELDS } from '../src/common/recordLinks';
import { MAX_TERMS } from '../src/common/query';
import { MOST_UPLOADED, MOST_WAITING } from '../src/server/actions/uploadLimit';
import { MAX_TEXT } from '../src/server/mime/joinTexts';
import { MOST_RECIPIENTS } from '../src/server/mime/recipients';
import { isTooLong } from '../src/server/mime/sanitize';
import { MAX_PARTS } from '../src/server/mime/structure';
import { sendLimitsOf } from '../src/server/providers/microsoft/sendLimits';
import { MOST_OCTETS, MOST_SENDS } from '../src/server/store/outbox/newSend';

const ROOT = path.resolve(import.meta.dirname, '..');
const LANGUAGES = ['en-US', 'zh-CN', 'de-DE'] as const;
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The sources, to find constants that no module exports. */
const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => read(path.join('src', file)));

/** A constant of this name that only one file of `src` defines. */
function constant(name: string): number {
  const found = sources.flatMap((source) => new RegExp(`const ${name} = ([\\d_]+);`).exec(source)?.[1] ?? []);
  expect(found, `const ${name}`).toHaveLength(1);
  return Number(found[0].replaceAll('_', ''));
}

/** A cell of a table: its row in the section that bears this anchor, counted without the head; the same in every language. */
function cell(language: string, anchor: string, row: number): string {
  const section = read(`docs/${language}/limits.md`).split(`<a id="${anchor}"></a>`)[1].split('<a id=')[0];
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows[row + 1].split('|')[2];
}

/** Figures as each language writes them, "2 million", "200 万" and "1.000" among them. */
function figures(text: string): number[] {
  return [...text.matchAll(/(\d+(?:[.,]\d{3})*)(?:\s?(million|Millionen|万))?/g)].map(([, digits, unit]) => {
    const factor = unit === undefined ? 1 : unit === '万' ? 10_000 : 1_000_000;
    return Number(digits.replaceAll(/[.,]/g, '')) * factor;
  });
}

/** Characters of HTML, in whole millions. */
const MILLIONS = 2_000_000;
const { perMinute, connections } = sendLimitsOf({});
/** `MB` where people count them by millions, and where machines do by powers of two. */
const megabytes = (octets: number): number => octets / 1_000_000;
const mebibytes = (octets: number): number => octets / 1024 / 1024;

describe.each(LANGUAGES)('the limits in %s', (language) => {
  it.each<[what: string, anchor: string, row: number, expected: () => number[]]>([
    ['attachments', 'sending', 1, () => [megabytes(MAX_ATTACHMENT_SIZE), mebibytes(MOST_UPLOADED)]],
    ['a picture in the text', 'sending', 3, () => [megabytes(constant('MAX_INLINE_SIZE'))]],
    ['recipients', 'sending', 4, () => [MOST_RECIPIENTS]],
    ['files that wait', 'sending', 5, () => [mebibytes(MOST_WAITING)]],
    ['messages in the outbox', 'sending', 6, () => [MOST_SENDS, mebibytes(MOST_OCTETS)]],
    ['the text of a message', 'sending', 7, () => [MILLIONS, constant('MOST_TAGS')]],
    ['text that is kept', 'reading', 1, () => [mebibytes(MAX_TEXT), MILLIONS]],
    ['parts of a message', 'reading', 2, () => [MAX_PARTS]],
    ['thumbnails of pictures', 'reading', 4, () => [megabytes(constant('THUMBNAIL_LIMIT'))]],
    [
      ...(['previews of attachments', 'reading', 9] as const),
      () => [MOST_PREVIEWED.image, MOST_PREVIEWED.pdf, MOST_PREVIEWED.text].map(megabytes),
    ],
    ['messages changed at once', 'reading', 5, () => [constant('MOST_IDS')]],
    ['what has come back', 'reading', 10, () => [MOST_RETURNED]],
    ['labels', 'reading', 11, () => [MOST_LABELS, LONGEST_LABEL_NAME]],
    ['notes', 'reading', 12, () => [MOST_NOTES, LONGEST_NOTE]],
    ['links to records', 'reading', 13, () => [MOST_LINKS_AT_ONCE, MOST_SHOWN_FIELDS]],
  ])('are those of the code: %s', (_what, anchor, row, expected) => {
    expect(figures(cell(language, anchor, row))).toEqual(expected());
  });

  it('name how many messages a mailbox sends a minute, and over how many connections', () => {
    const page = read(`docs/${language}/limits.md`);
    const { rate, lines } = {
      'en-US': { rate: /more than (\d+) messages a minute/, lines: /Up to (\d+) connections for sending/ },
      'de-DE': { rate: /mehr als (\d+) E-Mails je Minute/, lines: /bis zu (\d+) Verbindungen zum Senden/ },
      'zh-CN': { rate: /每分钟超过 (\d+) 封/, lines: /最多 (\d+) 个发送连接/ },
    }[language];
    expect(Number(rate.exec(page)?.[1])).toBe(perMinute);
    expect(Number(lines.exec(page)?.[1])).toBe(connections);
  });

  it('name how many words and operators of a search count', () => {
    const search = read(`docs/${language}/limits.md`).split('<a id="search"></a>')[1].split('<a id=')[0];
    expect(figures(search)).toContain(MAX_TERMS);
  });

  it('are those of the user guide too', () => {
    const guide = read(`docs/${language}/user-guide.md`);
    expect(guide).toContain(`${megabytes(MAX_ATTACHMENT_SIZE)} MB`);
    expect(guide).toContain(`${megabytes(constant('MAX_INLINE_SIZE'))} MB`);
  });
});

it('text of so many characters is sent and shown whole, and no more by a million', () => {
  expect(isTooLong('a'.repeat(MILLIONS))).toBe(false);
  expect(isTooLong('a'.repeat(MILLIONS + 1_000_000))).toBe(true);
});

it('the repository’s first page names the limits of the code', () => {
  const limits = read('README.md').split('\n## Limits\n')[1].split('\n## ')[0];
  expect(limits).toContain(
    `up to ${MOST_RECIPIENTS} recipients and ${megabytes(MAX_ATTACHMENT_SIZE)} MB of attachments`,
  );
  expect(limits).toContain(`up to ${perMinute} messages a minute`);
});
