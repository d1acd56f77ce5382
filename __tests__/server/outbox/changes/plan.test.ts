import { describe, expect, it } from 'vitest';
import { nextAttempt } from '../../../../src/server/outbox/send/backoff';
import { checkFolderName, freeName } from '../../../../src/server/outbox/enqueue/folderName';
import { nextBatch, type Needs } from '../../../../src/server/outbox/changes/plan';
import { movedPath, pathBefore } from '../../../../src/server/outbox/changes/serverPath';
import type { FolderRow } from '../../../../src/server/store/folders/folders';

type Operation = Needs & { name: string };

const flag = (name: string, mails: number[], folder = 1): Operation => ({
  ...{ name, mails, uses: [folder], changes: [], together: 'flag', merges: true },
});
const move = (name: string, mails: number[], to: number, from = 1): Operation => ({
  ...{ name, mails, uses: [to, from], changes: [], together: `move ${to}`, merges: false },
});
const onFolder = (name: string, changes: number[], uses: number[] = []): Operation => ({
  ...{ name, mails: [], uses, changes, together: null, merges: false },
});

/** The names in the order and the groups in which they would be carried out; those of `late` wait. */
function rounds(operations: Operation[], late: string[] = []): string[] {
  const done = new Set<string>();
  const groups: string[] = [];
  for (;;) {
    const left = operations.filter(({ name }) => !done.has(name));
    const batch = nextBatch(
      left,
      (operation) => operation,
      ({ name }) => !late.includes(name),
    );
    if (batch.length === 0) return groups;
    for (const { name } of batch) done.add(name);
    groups.push(batch.map(({ name }) => name).join(' '));
  }
}

describe('nextBatch', () => {
  it('takes together what does the same', () => {
    expect(rounds([flag('a', [1]), move('b', [2], 5), flag('c', [3]), move('d', [4], 5)])).toEqual([
      'a c',
      'b d',
    ]);
  });

  it('takes clicks on one mail together, and moves of one mail one after the other', () => {
    expect(rounds([flag('a', [1]), flag('b', [1]), move('c', [1], 5), move('d', [1], 6)])).toEqual([
      'a b',
      'c',
      'd',
    ]);
    expect(rounds([move('there', [1], 5), move('back', [1], 1, 5), move('again', [1], 5)])).toEqual([
      'there',
      'back',
      'again',
    ]);
  });

  it('lets nothing overtake what it depends on, whatever the reason why that waits', () => {
    const asked = [flag('a', [1]), move('b', [1], 5), flag('c', [1]), flag('d', [2])];
    expect(rounds(asked)).toEqual(['a d', 'b', 'c']);
    expect(rounds(asked, ['b'])).toEqual(['a d']);
    expect(rounds(asked, ['a'])).toEqual(['d']);
  });

  it('keeps the order of what is done to folders and to the mails in them', () => {
    const asked = [
      move('before', [1], 5),
      onFolder('rename', [5], [9]),
      move('after', [2], 5),
      flag('elsewhere', [3]),
    ];
    expect(rounds(asked)).toEqual(['before', 'rename', 'after', 'elsewhere']);
    expect(rounds(asked, ['rename'])).toEqual(['before', 'elsewhere']);
    expect(rounds([onFolder('create', [5]), onFolder('below', [6], [5]), move('in', [1], 6)])).toEqual([
      'create',
      'below',
      'in',
    ]);
    expect(rounds([onFolder('create', [5]), move('in', [1], 5)], ['create'])).toEqual([]);
  });
});

describe('paths', () => {
  const rename = (from: string, to: string) => ({ from, to, delimiter: '/' });

  it('follow a rename of a folder above, and of no other one', () => {
    expect(movedPath('A/x', rename('A', 'B'))).toBe('B/x');
    expect(movedPath('A', rename('A', 'T/A'))).toBe('T/A');
    expect(movedPath('AB/x', rename('A', 'B'))).toBe('AB/x');
  });

  it('are what they were before all that waits', () => {
    expect(pathBefore('T/B/y', [rename('A', 'B'), rename('B/x', 'B/y'), rename('B', 'T/B')])).toBe('A/x');
    expect(pathBefore('C', [rename('A', 'B')])).toBe('C');
  });
});

describe('folder names', () => {
  const siblings = [{ name: 'Kunden' }, { name: 'Kunden (2)' }, { name: '客户' }] as FolderRow[];

  it.each(['', '  ', 'a/b', 'a*', 'a%', 'a\r\nb', 'x'.repeat(256), 'KUNDEN', '客户'])(
    'refuses %j',
    (name) => {
      expect(() => checkFolderName(name, siblings, '/')).toThrow('invalid-input');
    },
  );

  it('takes others, and finds a free one', () => {
    for (const name of ['__proto__', 'a.b', 'Ärger', '客户 2']) checkFolderName(name, siblings, '/');
    expect(freeName('kunden', siblings)).toBe('kunden (3)');
    expect(freeName('New', siblings)).toBe('New');
  });
});

describe('nextAttempt', () => {
  it('grows, is never sooner than the server asked for, and differs by chance', () => {
    const wait = (attempts: number, retryAfter = 0, chance = 0) =>
      (nextAttempt(attempts, retryAfter, 0, () => chance).getTime() / 1000) | 0;
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => wait(attempts))).toEqual([
      15, 30, 60, 120, 300, 600, 900, 900,
    ]);
    expect(wait(1, 92_000)).toBe(92);
    expect(wait(1, 0, 1)).toBe(18);
  });
});
