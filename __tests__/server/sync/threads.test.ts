import { describe, expect, it } from 'vitest';
import { matching } from '../../../src/server/store/threads/subjectHash';
import { MAX_THREAD, planThreads, type ThreadedDraft } from '../../../src/server/store/threads/threadPlan';
import { idHash } from '../../../src/server/store/threads/idHash';
import { ancestorHashes, baseSubject, threadStart } from '../../../src/server/sync/threads';
import { identityOf } from '../../../src/server/sync/headers/messageIdentity';
import { dice } from '../dice';

const headers = (changes: Partial<Parameters<typeof threadStart>[0]> = {}) => ({
  messageId: '<own@x>',
  inReplyTo: null,
  references: [],
  subject: 'Offer of today',
  ...changes,
});

/** A mail that bears `id` and names the others, sent at `minute`. */
function draft(id: string | null, named: string[], minute: number): ThreadedDraft {
  const own = id === null ? idHash(`without an id, of ${minute}`) : idHash(id);
  const start = threadStart(headers({ messageId: id, references: named }), own);
  return {
    messageIdHash: id === null ? null : own,
    ancestors: ancestorHashes({ messageId: id, inReplyTo: null, references: named }),
    threadKey: start.threadKey,
    sentAt: new Date(minute * 60_000),
  };
}

/** What the store keeps, without a database. */
class Stored {
  readonly keys = new Map<ThreadedDraft, string>();
  private links = new Map<string, string>();

  add(batch: ThreadedDraft[]): void {
    const byId = new Map<string, string[]>();
    const lead = (id: string, key: string) => byId.set(id, [...new Set([...(byId.get(id) ?? []), key])]);
    const ids = new Set(
      batch.flatMap(({ messageIdHash, ancestors }) => [messageIdHash ?? [], ancestors].flat()),
    );
    for (const [id, key] of this.links) if (ids.has(id)) lead(id, key);
    for (const [{ messageIdHash: id }, key] of this.keys) if (id !== null && ids.has(id)) lead(id, key);
    const sizes = new Map([...byId.values()].flat().map((key) => [key, this.sizeOf(key)]));
    const { threads, joins, links } = planThreads(batch, { byId, sizes });
    for (const [mail, key] of this.keys) this.keys.set(mail, joins.get(key) ?? key);
    for (const [id, key] of this.links) this.links.set(id, joins.get(key) ?? key);
    for (const [mail, key] of threads) this.keys.set(mail, key);
    for (const [id, key] of links) this.links.set(id, key);
  }

  sizeOf(key: string): number {
    return [...this.keys.values()].filter((other) => other === key).length;
  }

  /** Which mails are together, whatever their threads are called. */
  partition(mails: readonly ThreadedDraft[]): number[] {
    const first = new Map<string, number>();
    return mails.map((mail, index) => {
      const key = this.keys.get(mail) ?? '';
      if (!first.has(key)) first.set(key, index);
      return first.get(key) ?? -1;
    });
  }
}

describe('threads', () => {
  it('are the same whatever the order in which mails come, and however many at once', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const roll = dice(seed);
      // Some of these mails never come; some come several times, and some bear no id at all.
      const all = Array.from({ length: 40 }, (_, index) => {
        const before = Array.from({ length: index }, (_unused, at) => `<${at}@x>`);
        const line =
          roll(3) === 0 ? [] : Array.from({ length: roll(4) }, () => before[roll(index || 1)] ?? '<self@x>');
        return draft(roll(12) === 0 ? null : `<${roll(15) === 0 ? 0 : index}@x>`, line, index);
      });
      const mails = all.filter(() => roll(4) > 0);
      const sent = new Stored();
      for (const mail of mails) sent.add([mail]);
      for (let order = 0; order < 4; order++) {
        const waiting = order === 0 ? [...mails].reverse() : [...mails].sort(() => roll(3) - 1);
        const stored = new Stored();
        while (waiting.length > 0) stored.add(waiting.splice(0, 1 + roll(order === 3 ? 40 : 6)));
        expect(stored.partition(mails), `seed ${seed}, order ${order}`).toEqual(sent.partition(mails));
      }
    }
  });

  it('become one when a mail names two of them', () => {
    const [one, two] = [draft('<a@x>', [], 1), draft('<b@x>', [], 2)];
    const both = draft('<c@x>', ['<a@x>', '<b@x>'], 3);
    const stored = new Stored();
    for (const mail of [one, two, both]) stored.add([mail]);
    expect(stored.partition([one, two, both])).toEqual([0, 0, 0]);
  });

  it('are held together by a mail that is not there', () => {
    const mails = [
      draft('<c@x>', ['<a@x>', '<b@x>'], 3),
      draft('<d@x>', ['<b@x>'], 4),
      draft('<b@x>', [], 2),
    ];
    const stored = new Stored();
    for (const mail of mails.slice(0, 2)) stored.add([mail]);
    expect(stored.partition(mails.slice(0, 2))).toEqual([0, 0]);
    stored.add(mails.slice(2));
    expect(stored.partition(mails)).toEqual([0, 0, 0]);
  });

  it('hold copies of a mail together, and nothing that only lacks an id', () => {
    const copies = Array.from({ length: 10 }, (_, index) => draft('<copy@x>', [], index));
    const nameless = [draft(null, [], 20), draft(null, [], 21)];
    const stored = new Stored();
    for (const mail of [...copies, ...nameless]) stored.add([mail]);
    expect(stored.partition([...copies, ...nameless])).toEqual([...copies.map(() => 0), 10, 11]);
  });

  it('take no more mails than can be counted quickly, and go on in another', () => {
    const stored = new Stored();
    const mails = Array.from({ length: 2 * MAX_THREAD + 100 }, (_, index) =>
      draft(`<${index}@x>`, ['<monitor@x>'], index),
    );
    for (let at = 0; at < mails.length; at += 300) stored.add(mails.slice(at, at + 300));
    const keys = [...new Set(stored.keys.values())];
    expect(keys.map((key) => stored.sizeOf(key)).sort((a, b) => b - a)).toEqual([
      MAX_THREAD,
      MAX_THREAD,
      100,
    ]);
  });

  it('are not all joined by a mail that names everything, itself or nothing that is an id', () => {
    const references = ['<own@x>', ...Array.from({ length: 5000 }, (_, index) => `<${index}@x>`)];
    const hashes = ancestorHashes(headers({ references, inReplyTo: '<own@x>' }));
    expect(hashes.length).toBeLessThan(10);
    expect(hashes).toContain(idHash('<0@x>'));
    expect(hashes[0]).toBe(idHash('<4999@x>'));
    expect(hashes).not.toContain(idHash('<own@x>'));
    expect(ancestorHashes(headers({ references: ['<own@x>', '<own@x>'] }))).toEqual([]);
  });

  it('are looked for by subject only where an answer names nothing', () => {
    const lone = threadStart(headers({ subject: 'Re: Quarterly offer' }), idHash('<1@x>')).subjectHash ?? '';
    const first = threadStart(headers({ subject: 'quarterly  OFFER' }), idHash('<2@x>')).subjectHash ?? '';
    const linked = threadStart(
      headers({ subject: 'AW: Quarterly offer', inReplyTo: '<2@x>' }),
      idHash('<3@x>'),
    );
    expect(matching(lone)).toEqual(expect.arrayContaining([lone, first, linked.subjectHash]));
    expect(matching(first)).toEqual([lone]);
    expect(matching(linked.subjectHash ?? '')).toEqual([lone]);
    expect(threadStart(headers({ subject: 'Re: hi' }), idHash('<4@x>')).subjectHash).toBeNull();
  });

  it('of lone answers go along with the mail they answer, and join nothing that was begun twice', () => {
    const hash = (id: string) => idHash(id);
    const loose = {
      ...draft('<l@x>', [], 5),
      threadKey: threadStart(headers({ subject: 'Re: Offer of' }), hash('<l@x>')).threadKey,
    };
    const [one, two] = [draft('<a@x>', [], 1), draft('<b@x>', [], 2)];
    const known = { byId: new Map(), sizes: new Map([[loose.threadKey, 1]]) };
    const plan = planThreads([one, two], known, [
      [loose.threadKey, one],
      [loose.threadKey, two],
    ]);
    expect(plan.threads.get(one)).toBe(one.threadKey);
    expect(plan.threads.get(two)).toBe(two.threadKey);
    expect([...plan.joins]).toEqual([[loose.threadKey, one.threadKey]]);
  });

  it.each([
    ['Re: Fwd: RE[2]: Hello', 'hello', true],
    ['答复: 转发：报价', '报价', true],
    ['WG: Angebot', 'angebot', false],
    ['Ответ: Привет', 'привет', true],
    ['Regarding: the plan', 'regarding: the plan', false],
    ['Re:', '', true],
  ])('strips %s', (subject, base, answer) => expect(baseSubject(subject)).toEqual({ base, answer }));

  it('tells mails apart that only share their Message-ID', () => {
    const one = { messageId: '<a@x>', date: new Date(0), from: 'A@x', subject: 's' };
    expect(identityOf(one)).toBe(identityOf({ ...one, from: 'a@X' }));
    expect(identityOf(one)).not.toBe(identityOf({ ...one, subject: 't' }));
  });
});
