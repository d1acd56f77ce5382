import { describe, expect, it } from 'vitest';
import { keepOpen } from '../../../src/client-v2/mail-center/data/keep-open';
import type { MessageRow } from '../../../src/client-v2/api';
import {
  emptyList,
  listReducer,
  reloadSize,
  type ListState,
} from '../../../src/client-v2/mail-center/data/list-state';
import { row } from './rows';

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    // The higher the number, the older.
    row(from + index, { receivedAt: new Date(Date.UTC(2026, 2, 1) - (from + index) * 1000).toISOString() }),
  );
const replaced = (state: ListState, rows: MessageRow[], next: string | null) =>
  listReducer(state, { type: 'replace', key: 'a', rows, next });
const ids = (list: Array<{ id: string | number }>) => list.map(({ id }) => id);

describe('the list of a folder', () => {
  it('appends a page without doubling what is there', () => {
    let state = replaced(emptyList('a'), rows(1, 3), '3');
    state = listReducer(state, { type: 'append', key: 'a', before: '3', rows: rows(3, 5), next: '5' });
    expect(ids(state.rows)).toEqual([1, 2, 3, 4, 5]);
    expect(state).toMatchObject({ next: '5', loading: false, loadingMore: false });
  });

  it('drops a page that does not begin where the list ends', () => {
    const state = replaced(emptyList('a'), rows(1, 3), '3');
    const late = listReducer(state, {
      type: 'append',
      key: 'a',
      before: '9',
      rows: rows(10, 12),
      next: '12',
    });
    expect(ids(late.rows)).toEqual([1, 2, 3]);
    expect(late.next).toBe('3');
  });

  it('drops the answer for a folder that was left', () => {
    const state = emptyList('b');
    expect(replaced(state, rows(1, 3), null)).toBe(state);
    expect(listReducer(state, { type: 'fail', key: 'a', failure: new Error() })).toBe(state);
  });

  it('keeps what is shown when a re-read fails', () => {
    const state = replaced(emptyList('a'), rows(1, 2), null);
    const failed = listReducer(state, { type: 'fail', key: 'a', failure: new Error('x') });
    expect(ids(failed.rows)).toEqual([1, 2]);
    expect(failed.failure).toBeInstanceOf(Error);
  });

  it('drops a deleted mail on a re-read', () => {
    const small = replaced(emptyList('a'), rows(1, 5), null);
    expect(ids(replaced(small, rows(2, 5), null).rows)).toEqual([2, 3, 4, 5]);
    expect(replaced(small, [], null).rows).toEqual([]);
  });

  it('loses and doubles nothing when mail comes in while one is far down', () => {
    const long = replaced(emptyList('a'), rows(1, 250), '250');
    const next = replaced(long, [...rows(-4, 0), ...rows(1, 195)], '195');
    expect(ids(next.rows)).toEqual(ids(rows(-4, 250)));
    expect(next.next).toBe('250');
    // Of what went from the part that was read again, nothing comes back from below.
    const less = replaced(long, rows(51, 250), '250');
    expect(ids(less.rows)).toEqual(ids(rows(51, 250)));
    expect(less.next).toBe('250');
  });

  it('keeps what lies below in any order, and nothing that others may lie before', () => {
    const shuffled = [row(7), row(2), row(9), row(4)];
    const state = replaced(emptyList('a'), shuffled, '4');
    expect(ids(replaced(state, [row(7), row(3), row(2)], '2').rows)).toEqual([7, 3, 2, 9, 4]);
    const others = replaced(state, [row(11), row(12)], '12');
    expect(ids(others.rows)).toEqual([11, 12]);
    expect(others.next).toBe('12');
  });

  it('tells mails of the same moment apart by their ids', () => {
    const twins = [row(12), row(11), row(9)];
    const state = replaced(replaced(emptyList('a'), twins, '9'), [row(12), row(11)], '11');
    expect(ids(state.rows)).toEqual([12, 11, 9]);
  });

  it('re-reads whole pages, within bounds', () => {
    expect([0, 1, 50, 51, 120, 5000].map((shown) => reloadSize(shown))).toEqual([50, 50, 50, 100, 150, 200]);
  });

  it('keeps the mail that is read under “Unread”, in its place', () => {
    const at = (id: number, hour: number) =>
      row(id, { receivedAt: `2026-03-01T${hour}:00:00.000Z`, seen: false });
    const listed = [at(1, 15), at(3, 11)];
    expect(ids(keepOpen(listed, at(2, 13)))).toEqual([1, 2, 3]);
    expect(keepOpen(listed, at(2, 13))[1].seen).toBe(true);
    expect(ids(keepOpen(listed, at(4, 10)))).toEqual([1, 3, 4]);
    expect(keepOpen(listed, listed[0])).toBe(listed);
    expect(keepOpen(listed, undefined)).toBe(listed);
  });
});
