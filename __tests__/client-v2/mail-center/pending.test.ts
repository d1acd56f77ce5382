import { describe, expect, it } from 'vitest';
import {
  applyToFolders,
  countChanges,
  unreadByMove,
  unreadBySeen,
  type PendingChange,
} from '../../../src/client-v2/mail-center/data/pending';
import { applyToRows } from '../../../src/client-v2/row-changes';
import { folder, row } from './rows';

const change = (ids: number[], values: Partial<PendingChange>): PendingChange => ({
  ids: new Set(ids.map(String)),
  unread: new Map(),
  ...values,
});

describe('changes that are shown before the server has them', () => {
  it('changes and hides rows, the later change on top', () => {
    const rows = [row(1, { seen: false }), row(2), row(3)];
    const shown = applyToRows(rows, [
      change([1, 2], { flagged: true }),
      change([2], { flagged: false }),
      change([3], { gone: true }),
    ]);
    expect(shown.map(({ id, flagged, seen }) => [id, flagged, seen])).toEqual([
      [1, true, false],
      [2, false, true],
    ]);
    expect(rows[0].flagged).toBe(false);
  });

  it('counts only what really changes', () => {
    const rows = [row(1, { seen: false }), row(2, { seen: true }), row(3, { seen: false, folderId: 11 })];
    expect([...unreadBySeen(rows, true)]).toEqual([
      ['10', -1],
      ['11', -1],
    ]);
    expect([...unreadBySeen(rows, false)]).toEqual([['10', 1]]);
    expect([...unreadByMove(rows, 12)]).toEqual([
      ['10', -1],
      ['12', 2],
      ['11', -1],
    ]);
    expect([...unreadByMove(rows)]).toEqual([
      ['10', -1],
      ['11', -1],
    ]);
  });

  it('does not count twice when the server’s new count comes before the change is settled', () => {
    const unread = countChanges(new Map([['10', -1]]), () => 4);
    const pending = [change([1], { seen: true, unread })];
    expect(applyToFolders([folder(10, { unread: 4 })], pending)[0].unread).toBe(3);
    expect(applyToFolders([folder(10, { unread: 3 })], pending)[0].unread).toBe(3);
  });

  it('chains changes that were made one after the other', () => {
    const first = change([1], { unread: countChanges(new Map([['10', -1]]), () => 4) });
    const second = change([2], { unread: countChanges(new Map([['10', -1]]), () => 3) });
    expect(applyToFolders([folder(10, { unread: 4 })], [first, second])[0].unread).toBe(2);
    expect(applyToFolders([folder(10, { unread: 3 })], [first, second])[0].unread).toBe(2);
    expect(applyToFolders([folder(10, { unread: 2 })], [first, second])[0].unread).toBe(2);
  });

  it('never shows a negative count', () => {
    expect(countChanges(new Map([['10', -5]]), () => 2).get('10')).toEqual({ from: 2, to: 0 });
  });
});
