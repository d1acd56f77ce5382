import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asMailError } from '../../../src/server/errors';
import { mail } from '../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from './synced';

const NEVER_ENDING = 200;

const multipart = (boundary: string, content: string) =>
  `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n${content}\r\n--${boundary}--\r\n`;

const nested = (levels: number, boundaryOf: (level: number) => string): string => {
  let content = 'Content-Type: text/plain\r\n\r\ndeep text';
  for (let level = levels; level > 0; level--) content = multipart(boundaryOf(level), content);
  return content;
};

/** A message with its text, forwarded as a file so many times. */
const forwarded = (times: number): string => {
  let inner = mail('chain 0', {}, 'the first');
  for (let at = 1; at <= times; at++) {
    const text = `Content-Type: text/plain\r\n\r\nplease see below (${at})`;
    const file = `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="original.eml"\r\n\r\n${inner}`;
    const [header = '', body = ''] = splitOnce(multipart(`f${at}`, `${text}\r\n--f${at}\r\n${file}`));
    inner = mail(`chain ${at}`, { 'MIME-Version': '1.0', ...fieldOf(header) }, body);
  }
  return inner;
};

const splitOnce = (raw: string) => {
  const at = raw.indexOf('\r\n\r\n');
  return [raw.slice(0, at), raw.slice(at + 4)];
};
const fieldOf = (line: string) => ({ [line.slice(0, line.indexOf(':'))]: line.slice(line.indexOf(':') + 2) });

const withContent = (subject: string, content: string) => {
  const [header = '', body = ''] = splitOnce(content);
  return mail(subject, { 'MIME-Version': '1.0', ...fieldOf(header) }, body);
};

const rfc822InRfc822 = (levels: number) => {
  let inner = mail('innermost');
  for (let at = 0; at < levels; at++)
    inner = mail(`level ${at}`, { 'MIME-Version': '1.0', 'Content-Type': 'message/rfc822' }, inner);
  return inner;
};

let box: Synced;
const stored = async () => (await box.messages('INBOX')).sort((a, b) => Number(a.uid) - Number(b.uid));
const three = () => box.box.append(...['one', 'two', 'three'].map((subject) => ({ raw: mail(subject) })));

/** A local Microsoft for the tests of a block, each with an empty mailbox. */
function inWorld(profile: 'exchange' | 'full'): void {
  let world: SyncWorld;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  beforeEach(async () => {
    world.bed.clearFaults();
    box = await world.fresh();
  });
  afterAll(() => world.stop());
}

describe.each(['exchange', 'full'] as const)('whatever the client library passes over (%s)', (profile) => {
  inWorld(profile);

  it('every message that the server names has a row and its text, however deep it goes', async () => {
    await box.box.append(
      { raw: mail('before') },
      { raw: forwarded(11) },
      {
        raw: withContent(
          'nested',
          nested(NEVER_ENDING, (level) => `b${level}`),
        ),
      },
      {
        raw: withContent(
          'one boundary',
          nested(30, () => 'same'),
        ),
      },
      { raw: rfc822InRfc822(30) },
      {
        raw: withContent(
          'nested and large',
          nested(40, (level) => `b${level}`),
        ).padEnd(600_000, 'x\r\n'),
      },
      { raw: mail('after') },
    );
    await box.pullAll();
    const rows = await stored();
    expect(rows.map(({ subject }) => subject)).toEqual([
      'before',
      'chain 11',
      'nested',
      'one boundary',
      'level 29',
      'nested and large',
      'after',
    ]);
    expect(rows.map(({ uid }) => Number(uid))).toEqual((await box.box.list('INBOX')).map(({ uid }) => uid));
    // Each is read, or says why not.
    expect(rows.filter(({ bodyState, bodyError }) => bodyState !== 'stored' && !bodyError)).toEqual([]);
    expect(rows[1]).toMatchObject({ preview: 'please see below (11)', bodyState: 'stored' });
    const files = await box.rows('mailAttachments', { mailMessageId: rows[1]?.id });
    expect(files.map(({ filename }) => filename)).toEqual(['original.eml']);
    expect(rows.at(-1)).toMatchObject({ preview: 'hello' });
    // And not again and again.
    const fetches = box.bed.counters.commands.get('UID FETCH') ?? 0;
    await box.pull();
    expect((box.bed.counters.commands.get('UID FETCH') ?? 0) - fetches).toBeLessThanOrEqual(1);
    expect(await stored()).toEqual(rows);
  });
});

describe('on the wire', () => {
  inWorld('exchange');

  it.each([
    ['that does not parse', '* 2 FETCH ((((', ''],
    ['of another name, passed over without a word', '* 2 XFETCH (', ''],
    ['without a UID', '* 2 FETCH (X-', 'UID'],
  ])('an answer %s is no message that is gone', async (_name, instead, behind) => {
    await three();
    box.bed.imapFault({
      kind: 'say',
      line: new RegExp(`^\\* 2 FETCH \\(${behind}`),
      instead: instead + behind,
    });
    await box.pullAll();
    expect((await stored()).map(({ subject, bodyError }) => [subject, bodyError !== null])).toEqual([
      ['one', false],
      ['', true],
      ['three', false],
    ]);
    const [, before] = await stored();
    await box.pull();
    expect((await stored())[1]).toMatchObject({ id: before?.id, vanishedAt: null });
    box.bed.clearFaults();
    await box.box.append({ raw: mail('four') });
    await box.pull();
    expect((await stored())[1]).toMatchObject({ id: before?.id, vanishedAt: null });
  });

  it('an answer that only its structure spoils is read without it', async () => {
    await three();
    box.bed.imapFault({
      kind: 'say',
      line: /^(\* 2 FETCH .*)BODYSTRUCTURE \(/,
      instead: '$1BODYSTRUCTURE (((((NIL ',
    });
    await box.pullAll();
    expect((await stored()).map(({ subject, preview, bodyError }) => [subject, preview, bodyError])).toEqual(
      ['one', 'two', 'three'].map((subject) => [subject, 'hello', null]),
    );
  });

  it('flags that do not parse are no reason to delete a message', async () => {
    await three();
    await box.pullAll();
    const before = await stored();
    box.bed.imapFault({ kind: 'say', line: /^(\* 2 FETCH .*)FLAGS \(/, instead: '$1FLAGS ((((' });
    await box.box.append({ raw: mail('four') });
    box.memory.comparedAt.clear();
    await box.pull();
    expect((await stored()).slice(0, 3)).toEqual(before);
  });

  it('a SEARCH that does not parse ends the pull, and deletes nothing', async () => {
    await three();
    await box.pullAll();
    const before = await stored();
    box.bed.imapFault({ kind: 'say', line: /^\* SEARCH/, instead: '* SEARCH (((' });
    await box.box.append({ raw: mail('four') });
    const error = await box.pull().catch((caught: unknown) => caught);
    expect(asMailError(error).code).toBe('server-unavailable');
    expect((await stored()).slice(0, 3)).toEqual(before);
  });

  it.each([
    ['before', /^\* 2 FETCH \(/, '* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 2 FETCH ('],
    ['behind', /^(\w+ OK (?:\[[^\]]*\] )?Fetch)/i, '* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n$1'],
  ])(
    'flags that another client changes are not the answer to our question: %s it',
    async (_name, line, instead) => {
      await three();
      box.bed.imapFault({ kind: 'say', line, instead });
      await box.pullAll();
      expect(
        (await stored()).map(({ subject, preview, size }) => [subject, preview, Number(size) > 100]),
      ).toEqual(['one', 'two', 'three'].map((subject) => [subject, 'hello', true]));
    },
  );
});
