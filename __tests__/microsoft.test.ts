import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(__dirname, '..');
const page = readFileSync(path.join(ROOT, 'docs/development.md'), 'utf8');
const section = page.slice(page.indexOf('## What Exchange does'), page.indexOf('## Layout'));

/** Lines of the tables: what Exchange does, the file below `__tests__`, and the title there. */
const lines = section.split('\n').flatMap((line) => {
  const [, what, file, title] = /^\| (.+) \| `([^`]+)` \| `(.+)` \|$/.exec(line) ?? [];
  return what === undefined ? [] : [{ what, file, title }];
});

/** A title as a call of `it`, `it.each` or `describe` has it, or a case of a table of cases; quotes as in a source. */
function has(source: string, title: string): boolean {
  const written = title.replaceAll("'", "\\'");
  return source.includes(title) || source.includes(written);
}

describe('what is known of Exchange', () => {
  it('is all in the table', () => {
    const rows = section.split('\n').filter((line) => /^\| (?!what |---)/.test(line));
    expect(rows.filter((row) => !lines.some(({ what }) => row.startsWith(`| ${what} |`)))).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(40);
  });

  it.each(lines)('is played by a test: $what', ({ file, title }) => {
    const found = path.join(ROOT, '__tests__', file);
    expect(existsSync(found), file).toBe(true);
    expect(has(readFileSync(found, 'utf8'), title), `${file}: ${title}`).toBe(true);
  });
});
