import { describe, expect, it } from 'vitest';
import { MailError } from '../../../../src/server/errors';
import { fetchFlags } from '../../../../src/server/imap';
import { fetchAnswers } from '../../../../src/server/imap/commands/fetch';
import { fetchMeta, newestUids } from '../../../../src/server/imap/commands/fetchMeta';
import { fetchOne } from '../../../../src/server/imap/commands/fetchOne';
import { fetchTexts, fetchTextsOf } from '../../../../src/server/imap/commands/fetchTexts';
import { inPieces } from '../../../../src/server/imap/commands/inPieces';
import { listUids, searchUids, stillThere } from '../../../../src/server/imap/commands/searchUids';
import { fakeFolder, type Script } from '../fake';
import { codeOf } from '../mailboxes';

const folderOf = (script: Script) => fakeFolder(script).folder;
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const unreadable: Script['log'] = (sensor) => sensor.error({ src: 's', msg: '* 2 FETCH (nonsense' });

describe('answers to FETCH', () => {
  it('may come in several responses, in any order, with others between them', async () => {
    const part = (name: string) => new Map([[name, Buffer.from(name)]]);
    const answers = [
      { uid: 1, flags: new Set(['\\Seen']) },
      { uid: 2, size: 20, bodyParts: part('1') },
      { seq: 7, size: 70 },
      { uid: 1, size: 10, bodyParts: part('1') },
      { uid: 2, bodyParts: part('2') },
      { uid: 3, flags: new Set() },
    ];
    const whole = await all(
      fetchAnswers(
        folderOf({ answers }),
        '1:3',
        {},
        ({ uid, bodyParts }) => bodyParts?.has(String(uid)) === true,
      ),
    );
    expect(whole).toEqual([
      { uid: 1, flags: new Set(['\\Seen']), size: 10, bodyParts: part('1') },
      { uid: 2, size: 20, bodyParts: new Map([...part('1'), ...part('2')]) },
    ]);
  });

  it('that do not come say nothing of a message that the server still names', async () => {
    const one = (script: Script) => codeOf(fetchOne(folderOf(script), 2, {}, () => true));
    expect(await one({ answers: [{ uid: 2 }] })).toBe('no error');
    expect(await one({ answers: [{ uid: 1 }], there: [1] })).toBe('message-gone');
    expect(await one({ answers: [], there: [1, 2] })).toBe('server-unavailable');
    const { folder } = fakeFolder({ there: [2] });
    // Said of the FETCH, not of the SEARCH after it.
    folder.mailbox.client.fetch = async function* () {
      await Promise.resolve();
      unreadable(folder.mailbox.sensor);
      yield* [];
    };
    expect(await codeOf(fetchOne(folder, 2, {}, () => true))).toBe('message-unreadable');
  });

  it('that name no part give an empty text, and one that was not asked for is not made up', async () => {
    const bodyParts = new Map<string, Buffer | false>([
      ['1', Buffer.from('one')],
      ['2.mime', false],
    ]);
    const folder = folderOf({
      answers: [
        { uid: 2, flags: new Set() },
        { uid: 2, bodyParts },
      ],
    });
    expect(await fetchTexts(folder, 2, ['1', '2.MIME', '3'], 10)).toEqual(
      new Map([
        ['1', Buffer.from('one')],
        ['2.MIME', Buffer.alloc(0)],
        ['3', Buffer.alloc(0)],
      ]),
    );
    expect(await all(fetchTextsOf(folder, [2], ['1', '2.MIME'], 10))).toEqual([
      {
        uid: 2,
        header: Buffer.alloc(0),
        content: new Map([
          ['1', Buffer.from('one')],
          ['2.mime', Buffer.alloc(0)],
        ]),
      },
    ]);
  });

  it('are not asked for where there is nothing to ask for', async () => {
    const { folder, asked } = fakeFolder({ exists: 0 });
    expect(await fetchMeta(folder, [1])).toEqual([]);
    expect(await fetchFlags(folder)).toEqual({ uids: new Set(), flags: new Map(), complete: true });
    expect(await newestUids(folder, 5)).toEqual([]);
    expect(await searchUids(folder, { all: true })).toEqual([]);
    expect(await all(fetchTextsOf(folder, [1], ['1'], 10))).toEqual([]);
    const full = fakeFolder({});
    expect(await fetchMeta(full.folder, [])).toEqual([]);
    expect(await all(fetchTextsOf(full.folder, [], ['1'], 10))).toEqual([]);
    expect(await fetchTexts(full.folder, 1, [], 10)).toEqual(new Map());
    expect(await listUids(full.folder, 5, 4)).toEqual([]);
    expect(await stillThere(full.folder, [])).toEqual([]);
    expect([...asked, ...full.asked]).toEqual([]);
  });

  it('about size and arrival are told from those about flags', async () => {
    const answers = [
      { uid: 1, flags: new Set() },
      { uid: 2, size: 0 },
    ];
    expect((await fetchMeta(folderOf({ answers }), [1, 2])).map(({ uid }) => uid)).toEqual([2]);
  });
});

describe('the newest messages', () => {
  const answers = [{ uid: 30 }, { uid: 10 }, { uid: 20 }];

  it('are asked for by their number', async () => {
    const { folder, asked } = fakeFolder({ exists: 5, answers });
    expect(await newestUids(folder, 3)).toEqual([10, 20, 30]);
    expect(asked).toEqual(['FETCH 3:*']);
    const small = fakeFolder({ exists: 3, answers });
    expect(await newestUids(small.folder, 100)).toEqual([10, 20, 30]);
    expect(small.asked).toEqual(['FETCH 1:*']);
  });

  it('are searched for where an answer was passed over', async () => {
    const { folder, asked } = fakeFolder({
      exists: 5,
      answers: answers.slice(1),
      there: [5, 10, 15, 20, 30],
    });
    expect(await newestUids(folder, 3)).toEqual([15, 20, 30]);
    expect(asked).toEqual(['FETCH 3:*', 'SEARCH ALL']);
  });
});

describe('a scan of flags', () => {
  const seen = { uid: 4, flags: new Set(['\\Seen']) };

  it('takes a message without flags for one that is there', async () => {
    const { folder, asked } = fakeFolder({ exists: 2, answers: [seen, { uid: 7 }] });
    const { uids, flags, complete } = await fetchFlags(folder);
    expect([[...uids], [...flags.keys()], complete]).toEqual([[4, 7], [4], true]);
    expect(asked).toEqual(['FETCH 1:*']);
  });

  it('asks for the UIDs too where fewer came than there are', async () => {
    const { folder, asked } = fakeFolder({ exists: 2, answers: [seen], there: [4, 7] });
    expect([...(await fetchFlags(folder)).uids]).toEqual([4, 7]);
    expect(asked).toEqual(['FETCH 1:*', 'SEARCH 1:*']);
  });

  it('asks for them where an answer could not be read, though the count cannot tell', async () => {
    const { folder, asked } = fakeFolder({ exists: 9, answers: [seen], there: [1, 4, 7] });
    const fetch = folder.mailbox.client.fetch.bind(folder.mailbox.client);
    expect([...(await fetchFlags(folder, { from: 3 })).uids]).toEqual([4]);
    folder.mailbox.client.fetch = (range: string) => {
      unreadable(folder.mailbox.sensor);
      return fetch(range, {});
    };
    expect([...(await fetchFlags(folder, { from: 3 })).uids]).toEqual([4, 7]);
    expect(asked).toEqual(['FETCH 3:*', 'FETCH 3:*', 'SEARCH 3:*']);
  });

  it('leaves out what lies below, and never begins before 1', async () => {
    const { folder, asked } = fakeFolder({ exists: 9, answers: [{ uid: 2 }, { uid: 3 }] });
    expect([...(await fetchFlags(folder, { from: 3 })).uids]).toEqual([3]);
    await fetchFlags(fakeFolder({ exists: 0 }).folder, { from: -5 });
    expect(asked).toEqual(['FETCH 3:*']);
    const negative = fakeFolder({ exists: 1, answers: [{ uid: 1 }] });
    await fetchFlags(negative.folder, { from: -5 });
    expect(negative.asked).toEqual(['FETCH 1:*']);
  });
});

describe('a SEARCH', () => {
  it('is no answer where a part of it could not be read', async () => {
    for (const log of [
      (sensor: Parameters<NonNullable<Script['log']>>[0]) => sensor.error({ src: 's', msg: '* SEARCH 1 x' }),
      (sensor: Parameters<NonNullable<Script['log']>>[0]) =>
        sensor.error({ src: 's', msg: '* esearch ALL 1' }),
      (sensor: Parameters<NonNullable<Script['log']>>[0]) =>
        sensor.warn({ msg: 'Invalid entries in the SEARCH result' }),
    ])
      expect(await codeOf(searchUids(folderOf({ there: [1], log }), { all: true }))).toBe(
        'server-unavailable',
      );
    // Of another command it says nothing.
    expect(await searchUids(folderOf({ there: [3, 1], log: unreadable }), { all: true })).toEqual([1, 3]);
  });

  it('gives what lies within both bounds, whatever else the server names', async () => {
    const { folder } = fakeFolder({});
    folder.mailbox.client.search = async () => [9, 3, 5, 4, 6];
    expect(await listUids(folder, 4, 6)).toEqual([4, 5, 6]);
    expect(await listUids(folder, 4)).toEqual([4, 5, 6, 9]);
    expect(await listUids(folder, 4, 4)).toEqual([4]);
    expect(await stillThere(folder, [9, 4, 100])).toEqual([4, 9]);
  });
});

describe('a command on many messages', () => {
  const uids = Array.from({ length: 100 }, (_, index) => index + 1);
  const no = () => Promise.reject(new MailError('server-unavailable'));
  /** Runs a command that fails for these. */
  const run = async (guilty: number[], there = uids) => {
    const { folder } = fakeFolder({ there });
    const done: number[] = [];
    let commands = 0;
    const refused = await inPieces(folder, uids, async (piece) => {
      commands++;
      if (piece.some((uid) => guilty.includes(uid))) return no();
      done.push(...piece);
    });
    return { refused: [...refused.keys()], done, commands };
  };

  it('is one where the server takes it', async () => {
    expect(await run([])).toEqual({ refused: [], done: uids, commands: 1 });
  });

  it('is done for all but those that the server has something against, each once', async () => {
    const { refused, done, commands } = await run([1, 50, 100]);
    expect(refused).toEqual([1, 50, 100]);
    expect(done.sort((a, b) => a - b)).toEqual(uids.filter((uid) => ![1, 50, 100].includes(uid)));
    expect(commands).toBeLessThan(50);
  });

  it('is not given for what has gone meanwhile', async () => {
    const there = uids.slice(10);
    expect(await run([5], there)).toEqual({ refused: [], done: there, commands: 2 });
  });

  it('is given up where the server has something against all of them', async () => {
    const { refused, done, commands } = await run(uids);
    expect(refused.sort((a, b) => a - b)).toEqual(uids);
    expect(done).toEqual([]);
    expect(commands).toBeLessThan(2 * 24 + 10);
  });

  it('is over at once where the folder or the connection is what is wrong', async () => {
    const { folder } = fakeFolder({ there: uids });
    let commands = 0;
    const gone = async () => {
      commands++;
      return Promise.reject(new MailError('folder-gone'));
    };
    expect(await codeOf(inPieces(folder, uids, gone))).toBe('folder-gone');
    const cut = async () => {
      commands++;
      (folder.mailbox.client as { usable: boolean }).usable = false;
      return no();
    };
    expect(await codeOf(inPieces(folder, uids, cut))).toBe('server-unavailable');
    expect(commands).toBe(2);
  });
});
