import { describe, expect, it } from 'vitest';
import { compare, type Pending, type ServerView } from '../../../../src/server/sync/headers/compare';
import { planView } from '../../../../src/server/sync/headers/scanFolder';

const unseen = { seen: false, flagged: false, answered: false, draft: false, deleted: false };
const row = (id: number, uid: number, seen = false) => ({
  id,
  uid,
  seen,
  flagged: false,
  answered: false,
  draft: false,
});
const view = (changes: Partial<ServerView>): ServerView => ({
  from: 1,
  uids: new Set(),
  flags: new Map(),
  complete: true,
  ...changes,
});
const nothing: Pending = { flagged: new Set(), leaving: new Set() };

describe('comparing a folder with the server', () => {
  it('finds what came, went and changed', () => {
    const flags = new Map([
      [1, { ...unseen, seen: true }],
      [2, unseen],
      [7, unseen],
      [8, unseen],
    ]);
    const difference = compare(
      [row(10, 1), row(20, 2), row(30, 3)],
      view({ uids: new Set([1, 2, 7, 8]), flags }),
      nothing,
    );
    expect(difference).toEqual({
      arrived: [8, 7],
      vanished: [30],
      beyond: [],
      flags: [{ id: 10, seen: true, flagged: false, answered: false, draft: false }],
    });
  });

  it('concludes nothing from an answer that was cut short, or from below where it looked', () => {
    const known = [row(10, 1), row(20, 2)];
    expect(compare(known, view({ uids: new Set([1]), complete: false }), nothing).vanished).toEqual([]);
    expect(compare(known, view({ from: 2, uids: new Set([2]) }), nothing).vanished).toEqual([]);
  });

  it('leaves out what came before the first day, and lets go of what is stored of it', () => {
    const flags = new Map([1, 2, 3, 4].map((uid) => [uid, unseen]));
    const difference = compare(
      [row(10, 1), row(20, 2), row(30, 3)],
      view({ uids: new Set([1, 2, 4]), flags }),
      nothing,
      [2],
    );
    expect(difference).toEqual({ arrived: [], vanished: [30], beyond: [10], flags: [] });
  });

  it('does not undo what people asked for', () => {
    const flags = new Map([
      [1, unseen],
      [2, unseen],
    ]);
    const pending = { flagged: new Set(['10']), leaving: new Set([2]) };
    const difference = compare([row(10, 1, true)], view({ uids: new Set([1, 2]), flags }), pending);
    expect(difference).toEqual({ arrived: [], vanished: [], beyond: [], flags: [] });
  });

  it('looks thoroughly where that is cheap, and now and then where it is not', () => {
    const plain = { modseq: null };
    expect(planView(plain, { modseq: null, exists: 2000 }, performance.now())).toBe('full');
    expect(planView(plain, { modseq: null, exists: 2001 }, performance.now())).toBe('newest');
    expect(planView(plain, { modseq: null, exists: 2001 }, undefined)).toBe('full');
    expect(planView(plain, { modseq: null, exists: 2001 }, performance.now() - 6 * 60_000)).toBe('full');
    expect(planView({ modseq: '5' }, { modseq: '9', exists: 99_999 }, performance.now())).toBe('modseq');
    expect(planView({ modseq: '5' }, { modseq: '9', exists: 99_999 }, performance.now() - 31 * 60_000)).toBe(
      'full',
    );
    expect(planView({ modseq: '5' }, { modseq: null, exists: 10 }, performance.now())).toBe('full');
  });
});
