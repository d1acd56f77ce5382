import { describe, expect, it } from 'vitest';
import { paceOf } from '../../../../src/common';
import { assignLeftOut } from '../../../../src/server/imap';
import { nextRate } from '../../../../src/server/store/folders/progressRate';

const folder = (
  path: string,
  more: { role?: 'inbox' | 'other' | 'outbox'; chosen?: boolean | null } = {},
) => {
  const at = path.lastIndexOf('/');
  const place = { path, name: path.slice(at + 1), parentPath: at < 0 ? null : path.slice(0, at) };
  return { ...place, role: 'other' as const, chosen: null, ...more };
};
const out = (...folders: Parameters<typeof assignLeftOut>[0][number][]) =>
  [...assignLeftOut(folders)].filter(([, { leftOut }]) => leftOut).map(([path]) => path);

describe('the rule of what is left out', () => {
  it.each([
    'Calendar',
    'Kalender',
    'CALENDRIER',
    '日历',
    '予定表',
    'Aufgaben',
    'Notizen',
    '同步问题',
    'Sync Issues',
  ])('takes %s for what holds no mail, at the top alone', (name) => {
    expect(out(folder(name), folder('INBOX', { role: 'inbox' }), folder(`INBOX/${name}`))).toEqual([
      name,
      `INBOX/${name}`,
    ]);
    expect(out(folder('Projects'), folder(`Projects/${name}`))).toEqual([]);
  });
  it('follows the parent unless the user says otherwise, and never leaves the Inbox out', () => {
    expect(out(folder('Notes'), folder('Notes/A'), folder('Notes/B', { chosen: true }))).toEqual([
      'Notes',
      'Notes/A',
    ]);
    expect(out(folder('Notes', { chosen: true }), folder('Notes/A'))).toEqual([]);
    expect(out(folder('Work', { chosen: false }), folder('Work/A'))).toEqual(['Work', 'Work/A']);
    expect(out(folder('INBOX', { role: 'inbox', chosen: false }))).toEqual([]);
    expect(out(folder('Postausgang', { role: 'outbox' }))).toEqual(['Postausgang']);
  });
  it('ends where a list names circles', () => {
    const circle = [
      { ...folder('a'), parentPath: 'b' },
      { ...folder('b'), parentPath: 'a' },
    ];
    expect(out(...circle)).toEqual([]);
  });
});

describe('how fast a load is', () => {
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
  const sample = (progressDone: number, progressRate: number | null = null) => ({
    ...{ progressDone, progressRate, progressAt: at(0) },
  });
  it('is measured between two looks, and the past counts less', () => {
    expect(nextRate(sample(100), 300, at(10))).toEqual({ progressAt: at(10), progressRate: 20 });
    const { progressRate } = nextRate(sample(100, 40), 300, at(10));
    expect(progressRate).toBeGreaterThan(20);
    expect(progressRate).toBeLessThan(40);
  });
  it('says nothing of looks too close, too far apart, or of a load that begins anew', () => {
    expect(nextRate(sample(100, 40), 300, at(0.5))).toEqual({});
    expect(nextRate(sample(100, 40), 300, at(61))).toEqual({ progressAt: at(61), progressRate: null });
    expect(nextRate(sample(100, 40), 20, at(10))).toEqual({ progressAt: at(10), progressRate: null });
    expect(nextRate(null, 20, at(10))).toEqual({ progressAt: at(10), progressRate: null });
  });
  it('tells how long it still takes, where somebody can tell', () => {
    const account = { progressDone: 100, progressTotal: 700, progressRate: 20, progressAt: at(0) };
    const now = at(5).getTime();
    expect(paceOf(account, now)).toEqual({ rate: 20, secondsLeft: 30 });
    const nothing = { rate: null, secondsLeft: null };
    expect(paceOf(account, at(61).getTime())).toEqual(nothing);
    expect(paceOf({ ...account, progressDone: 700 }, now)).toEqual(nothing);
    expect(paceOf({ ...account, progressRate: 0.01 }, now)).toEqual(nothing);
    expect(paceOf({ ...account, progressAt: null }, now)).toEqual(nothing);
  });
});
