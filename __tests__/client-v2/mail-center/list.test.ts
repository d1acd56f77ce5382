import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/common';
import sentences from '../../../src/locale/en-US.json';
import { dateFormat } from '../../../src/client-v2/dates';
import { EVERYTHING, isNarrowed, isSearch } from '../../../src/client-v2/mail-center/data/query';
import { dateGroup, groupRows } from '../../../src/client-v2/mail-center/list/date-groups';
import { SEARCH_OPERATORS, SEARCH_PROBLEMS } from '../../../src/client-v2/mail-center/list/search-operators';
import { initialsOf } from '../../../src/client-v2/mail-center/list/SenderAvatar';
import { idsBetween } from '../../../src/client-v2/mail-center/list/useSelection';
import { panesFor } from '../../../src/client-v2/mail-center/layout/useLayout';
import { row } from './rows';

const local = (year: number, month: number, day: number, hour = 12) =>
  new Date(year, month - 1, day, hour).toISOString();
// A Wednesday.
const now = new Date(2026, 2, 18, 9);
const group = (iso: string) => dateGroup(iso, (key) => key, 'en-US', now);

describe('the headings of the list', () => {
  it('names near days, then weeks, then months', () => {
    expect(group(local(2026, 3, 18, 1))).toBe('Today');
    expect(group(local(2026, 3, 17, 23))).toBe('Yesterday');
    expect(group(local(2026, 3, 16))).toBe('This week');
    expect(group(local(2026, 3, 15))).toBe('Last week');
    expect(group(local(2026, 3, 9))).toBe('Last week');
    expect(group(local(2026, 3, 8))).toBe('March');
    expect(group(local(2025, 12, 24))).toBe('December 2025');
    // A clock that runs ahead on the sender's side.
    expect(group(local(2026, 3, 19))).toBe('Today');
  });

  it('keeps neighbours together and their order', () => {
    const groups = groupRows(['a1', 'a2', 'b1', 'a3'], (value) => value[0]);
    expect(groups).toEqual([
      { title: 'a', rows: ['a1', 'a2'] },
      { title: 'b', rows: ['b1'] },
      { title: 'a', rows: ['a3'] },
    ]);
  });
});

describe('dates in the list', () => {
  it('shows the time today, the day this year, else the date, in the user’s language', () => {
    const german = dateFormat('de-DE');
    expect(german.short(local(2026, 3, 18, 8), now)).toBe('08:00');
    expect(german.short(local(2026, 1, 5), now)).toBe('5. Jan.');
    expect(german.short(local(2024, 1, 5), now)).toBe('05.01.24');
    expect(dateFormat('zh-CN').short(local(2026, 1, 5), now)).toBe('1月5日');
  });

  it('shows nothing for a date that is none, and survives an unknown language', () => {
    expect(dateFormat('en-US').short('nonsense')).toBe('');
    expect(dateFormat('xx-invalid-language').full(local(2026, 3, 18))).toContain('2026');
  });
});

describe('search and filters', () => {
  it('hide nothing until something is typed or chosen', () => {
    expect(isNarrowed(EVERYTHING)).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, search: '   ', everywhere: true })).toBe(false);
    expect(isSearch({ ...EVERYTHING, search: ' anna' })).toBe(true);
    expect(isNarrowed({ ...EVERYTHING, show: 'unread' })).toBe(true);
    expect(isSearch({ ...EVERYTHING, show: 'unread' })).toBe(false);
  });

  it('offer operators that are understood', () => {
    for (const { example } of SEARCH_OPERATORS)
      expect(parseQuery(example), example).toMatchObject({ terms: [expect.anything()], problems: [] });
  });

  it('have a sentence for all that is not', () => {
    for (const typed of ['before:x', 'is:x', 'has:x', 'label:x', 'x'.repeat(2000)])
      for (const { kind } of parseQuery(typed).problems)
        expect(sentences).toHaveProperty([SEARCH_PROBLEMS[kind]]);
    for (const { meaning } of SEARCH_OPERATORS) expect(sentences).toHaveProperty([meaning]);
  });
});

describe('rows', () => {
  it('makes initials of any name', () => {
    expect(initialsOf('Sofia Keller', '')).toBe('SK');
    expect(initialsOf('李雷', 'l@x.example')).toBe('李');
    expect(initialsOf('', 'billing@x.example')).toBe('B');
    expect(initialsOf('"Dr." Ada von Lund', '')).toBe('DL');
    expect(initialsOf('😀', '')).toBe('?');
  });

  it('selects a range in either direction, none from a row that is gone', () => {
    const rows = [1, 2, 3, 4].map((id) => row(id));
    expect(idsBetween(rows, '3', '1')).toEqual(['1', '2', '3']);
    expect(idsBetween(rows, '2', '4')).toEqual(['2', '3', '4']);
    expect(idsBetween(rows, '9', '4')).toEqual([]);
    expect(idsBetween(rows, null, '4')).toEqual([]);
  });

  it('shows as many panes as there is room for', () => {
    expect([390, 768, 1440].map(panesFor)).toEqual(['one', 'two', 'three']);
  });
});
