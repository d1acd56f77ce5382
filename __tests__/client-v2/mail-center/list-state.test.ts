import { describe, expect, it } from 'vitest';
import { keepOpen } from '../../../src/client-v2/mail-center/data/keep-open';
import { emptyList, listReducer, reloadSize } from '../../../src/client-v2/mail-center/data/list-state';
import { row } from './rows';

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
const ids = (list: Array<{ id: string | number }>) => list.map(({ id }) => id);

describe('the list of a folder', () => {
  it('appends a page without doubling what is there', () => {
    let state = listReducer(emptyList('a'), { type: 'replace', key: 'a', rows: rows(1, 3), count: 6 });
    state = listReducer(state, { type: 'append', key: 'a', rows: rows(3, 5), count: 6 });
    expect(ids(state.rows)).toEqual([1, 2, 3, 4, 5]);
    expect(state).toMatchObject({ count: 6, loading: false, loadingMore: false });
  });

  it('drops the answer for a folder that was left', () => {
    const state = emptyList('b');
    expect(listReducer(state, { type: 'replace', key: 'a', rows: rows(1, 3), count: 3 })).toBe(state);
    expect(listReducer(state, { type: 'fail', key: 'a', failure: new Error() })).toBe(state);
  });

  it('keeps what is shown when a re-read fails', () => {
    const state = listReducer(emptyList('a'), { type: 'replace', key: 'a', rows: rows(1, 2), count: 2 });
    const failed = listReducer(state, { type: 'fail', key: 'a', failure: new Error('x') });
    expect(ids(failed.rows)).toEqual([1, 2]);
    expect(failed.failure).toBeInstanceOf(Error);
  });

  it('drops a deleted mail on a re-read, and keeps what lies beyond its reach', () => {
    const small = listReducer(emptyList('a'), { type: 'replace', key: 'a', rows: rows(1, 5), count: 5 });
    expect(ids(listReducer(small, { type: 'replace', key: 'a', rows: rows(2, 5), count: 4 }).rows)).toEqual([
      2, 3, 4, 5,
    ]);

    const long = { ...emptyList('a'), rows: rows(1, 250), count: 300 };
    const fresh = [row(0), ...rows(1, 199)];
    const next = listReducer(long, { type: 'replace', key: 'a', rows: fresh, count: 301 });
    expect(next.rows).toHaveLength(250);
    expect(new Set(ids(next.rows)).size).toBe(250);
    expect(next.rows[0].id).toBe(0);
  });

  it('re-reads whole pages, within bounds', () => {
    expect([0, 1, 50, 51, 120, 5000].map(reloadSize)).toEqual([50, 50, 50, 100, 150, 200]);
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
