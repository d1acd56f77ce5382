import { describe, expect, it } from 'vitest';
import { commandChunks } from '../../../../src/server/imap/commands/chunks';
import { sequenceSet } from '../../../../src/server/imap/commands/fetch';

describe('sequenceSet', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2], '1:2'],
    [[3, 1, 2, 2], '1:3'],
    [[1, 3, 4, 5, 9], '1,3:5,9'],
  ])('%j is %j', (uids, set) => expect(sequenceSet(uids)).toBe(set));
});

describe('commandChunks', () => {
  it('makes one command of runs, however long', () => {
    const uids = Array.from({ length: 50_000 }, (_, index) => index + 1);
    expect(commandChunks([...uids].reverse()).map(sequenceSet)).toEqual(['1:50000']);
    expect(commandChunks([])).toEqual([]);
  });

  it('keeps each command line short, and loses and doubles nothing', () => {
    const uids = Array.from({ length: 5_000 }, (_, index) => 4_000_000_000 + 2 * index);
    const chunks = commandChunks([...uids, ...uids]);
    expect(chunks.flat()).toEqual(uids);
    for (const chunk of chunks) expect(sequenceSet(chunk).length).toBeLessThanOrEqual(4_000);
    expect(chunks.length).toBeLessThan(20);
  });
});
