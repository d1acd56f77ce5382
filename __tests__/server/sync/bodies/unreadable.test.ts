import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import { withFolder } from '../../../../src/server/imap';
import { partStream } from '../../../../src/server/accounts/partStream';
import { asMailError } from '../../../../src/server/errors';
import { namesOf } from '../../../../src/server/store/db/names';
import { askRetry, countSetAside, pageSetAside } from '../../../../src/server/store/messages/unreadable';
import { table } from '../../../../src/server/store/db/rows';
import { mail } from '../../imap/mailboxes';
import { startSyncWorld, type MessageRecord, type Synced, type SyncWorld } from '../synced';

const DAY = 24 * 60 * 60_000;

let world: SyncWorld;
let box: Synced;
beforeAll(async () => void (world = await startSyncWorld('exchange')));
beforeEach(async () => {
  world.bed.clearFaults();
  box = await world.fresh();
  await box.box.append(...['one', 'poison', 'three'].map((subject) => ({ raw: mail(subject) })));
});
afterAll(() => world.stop());

const byUid = async (): Promise<MessageRecord[]> =>
  (await box.messages('INBOX')).sort((a, b) => Number(a.uid) - Number(b.uid));
const facts = async () =>
  (await byUid()).map(({ subject, preview, bodyError }) => [subject, preview, bodyError]);
const poison = async () => (await byUid())[1];
const retry = (ids: Id[] | null = null) => askRetry(box.ctx, box.account.id, ids);
const FINE = [
  ['one', 'hello', null],
  ['poison', 'hello', null],
  ['three', 'hello', null],
];

/** As Exchange with a corrupt item: each command that asks for it is refused as a whole. */
const refuse = (what: string) =>
  box.bed.imapFault({ kind: 'refuse', line: new RegExp(`^UID FETCH (1:3|2) \\(${what}`) });

describe('a mail that the server does not give', () => {
  it.each([
    ['its header', '.*(BODYSTRUCTURE|HEADER)'],
    ['anything of it', '.*(RFC822.SIZE|BODY)'],
  ])('%s is set aside with its reason, and read when asked for, in the same row', async (_name, what) => {
    refuse(what);
    await box.pullAll();
    expect(await facts()).toEqual([FINE[0], ['', '', 'message-refused'], FINE[2]]);
    const before = await poison();
    expect(await countSetAside(box.ctx, [box.account.id])).toEqual(
      new Map([[String(box.account.id), { 'message-refused': 1 }]]),
    );
    const { rows } = await pageSetAside(box.ctx, box.account.id, { limit: 10, before: null });
    expect(rows).toMatchObject([
      { id: before?.id, reason: 'message-refused', waiting: false, headerMissing: true },
    ]);
    // Nobody asks for it: it is left alone.
    const commands = box.bed.counters.commands.get('UID FETCH') ?? 0;
    await box.pull();
    expect((box.bed.counters.commands.get('UID FETCH') ?? 0) - commands).toBeLessThanOrEqual(1);
    // In vain first.
    expect(await retry()).toBe(1);
    await box.pull();
    expect((await poison())?.bodyError).toBe('message-refused');
    expect((await pageSetAside(box.ctx, box.account.id, { limit: 10, before: null })).rows).toMatchObject([
      { waiting: false },
    ]);
    await box.box.flag('INBOX', Number(before?.uid), { add: ['\\Flagged'] });
    box.bed.clearFaults();
    expect(await retry([before?.id ?? 0])).toBe(1);
    await box.pull();
    expect(await facts()).toEqual(FINE);
    expect(await poison()).toMatchObject({
      id: before?.id,
      flagged: true,
      fromName: 'Bob',
      setAsideAt: null,
    });
    expect(await box.rows('mailAddresses', { mailMessageId: before?.id })).toHaveLength(2);
    expect(await retry()).toBe(0);
  });

  it('its text is set aside, and tried again by itself the next day', async () => {
    refuse('(?!.*RFC822.SIZE).*BODY');
    await box.pullAll();
    expect(await facts()).toEqual([FINE[0], ['poison', '', 'message-refused'], FINE[2]]);
    box.bed.clearFaults();
    await box.pull();
    expect((await poison())?.bodyError).toBe('message-refused');
    const yesterday = { setAsideAt: new Date(Date.now() - DAY - 1000) };
    await table(box.ctx, 'mailMessages').update(yesterday, { where: { id: (await poison())?.id } });
    await box.pull();
    expect(await facts()).toEqual(FINE);
    expect((await poison())?.setAsideAt).toBeNull();
  });

  it('but breaks the connection is found, set aside, and broken over once more when asked for', async () => {
    box.bed.imapFault({ kind: 'cut-at', line: /^UID FETCH (1:3|2:3|1:2|2) \(?(?!.*RFC822.SIZE).*BODY/ });
    const pulls = async () => {
      for (let broken = 0; broken < 10; broken++) {
        const error = await box.pull().then(
          () => null,
          (caught: unknown) => caught,
        );
        if (!error) return broken;
        expect(asMailError(error).code).toBe('connection-lost');
      }
      return 10;
    };
    expect(await pulls()).toBe(4);
    expect(await facts()).toEqual([FINE[0], ['poison', '', 'message-breaks-connection'], FINE[2]]);
    await retry();
    expect(await pulls()).toBe(1);
    expect((await poison())?.bodyError).toBe('message-breaks-connection');
    box.bed.clearFaults();
    await retry();
    expect(await pulls()).toBe(0);
    expect(await facts()).toEqual(FINE);
  });
});

describe('a mail that the database refuses', () => {
  it.each([
    ['its header', 'mailMessages', 'subject', 'poison', ['', '', 'message-not-storable']],
    ['its text', 'mailBodies', 'text', 'bad text', ['poison', '', 'message-not-storable']],
  ] as const)('for %s is set aside alone', async (_name, collection, field, value, expected) => {
    box = await world.fresh();
    const raws = ['one', 'poison', 'three', 'four', 'five'].map((subject) => ({
      raw: mail(subject, {}, subject === 'poison' ? 'bad text' : 'hello'),
    }));
    await box.box.append(...raws);
    const drop = await refusing(collection, field, value);
    try {
      await box.pullAll();
    } finally {
      await drop();
    }
    const others = ['one', 'three', 'four', 'five'].map((subject) => [subject, 'hello', null]);
    expect(await facts()).toEqual([others[0], expected, ...others.slice(1)]);
    await retry();
    await box.pull();
    expect(await poison()).toMatchObject({ subject: 'poison', preview: 'bad text', bodyError: null });
  });

  /** Makes the database refuse rows with this value, as it refuses values that it cannot hold. */
  async function refusing(
    collection: 'mailMessages' | 'mailBodies',
    field: string,
    value: string,
  ): Promise<() => Promise<void>> {
    const { sequelize } = box.ctx.app.db;
    const names = namesOf(box.ctx, collection);
    const column = names.column(field);
    const run = async (...statements: string[]) => {
      for (const statement of statements) await sequelize.query(statement);
    };
    const condition = `NEW.${column} LIKE '${value}%'`;
    if (box.ctx.app.db.inDialect('sqlite')) {
      await run(
        `CREATE TRIGGER poison BEFORE INSERT ON ${names.table} WHEN ${condition} BEGIN SELECT zeroblob(2000000000); END`,
      );
      return () => run('DROP TRIGGER poison');
    }
    if (box.ctx.app.db.inDialect('postgres')) {
      const act = `IF ${condition} THEN RAISE EXCEPTION 'no' USING ERRCODE = '22021'; END IF; RETURN NEW;`;
      await run(
        `CREATE FUNCTION poison() RETURNS trigger AS $x$ BEGIN ${act} END $x$ LANGUAGE plpgsql`,
        `CREATE TRIGGER poison BEFORE INSERT ON ${names.table} FOR EACH ROW EXECUTE FUNCTION poison()`,
      );
      return () => run(`DROP TRIGGER poison ON ${names.table}`, 'DROP FUNCTION poison()');
    }
    await run(
      `CREATE TRIGGER poison BEFORE INSERT ON ${names.table} FOR EACH ROW IF ${condition} THEN SIGNAL SQLSTATE '22000'; END IF`,
    );
    return () => run('DROP TRIGGER poison');
  }
});

describe('a mail that BODYSTRUCTURE describes wrongly', () => {
  const file =
    '--x\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\nWklQ\r\n';
  const raw = (filler: string) =>
    mail(
      'odd',
      { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' },
      `--x\r\nContent-Type: text/plain\r\n\r\nthe true text\r\n${file}--x\r\nContent-Type: application/pdf\r\n\r\n${filler}\r\n--x--`,
    );
  const STRUCTURE = /BODYSTRUCTURE .* (?=BODY\[)/;
  it.each([
    [
      'as having parts that are not there',
      '(("text" "plain" NIL NIL NIL "7bit" 12 1)("text" "html" NIL NIL NIL "7bit" 99 3) "mixed")',
      '',
    ],
    ['as having no parts', '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 12 1)', ''],
    [
      'and is large',
      '(("image" "png" NIL NIL NIL "7bit" 12)(("text" "html" NIL NIL NIL "7bit" 99 3) "mixed") "mixed")',
      'pdf '.repeat(100_000),
    ],
  ])('%s is read from its source, and its files open', async (_name, structure, filler) => {
    box = await world.fresh();
    await box.box.append({ raw: raw(filler) });
    box.bed.imapFault({ kind: 'say', line: STRUCTURE, instead: `BODYSTRUCTURE ${structure} ` });
    await box.pullAll();
    const [message] = await byUid();
    expect(message).toMatchObject({ preview: 'the true text', hasAttachments: true, bodyState: 'stored' });
    const [zip, pdf, ...more] = await box.rows('mailAttachments');
    expect([zip?.filename, zip?.contentType, pdf?.contentType, more]).toEqual([
      ...['a.zip', 'application/zip', 'application/pdf'],
      [],
    ]);
    const content = await withFolder(await box.mailbox(), 'INBOX', async (folder) => {
      const chunks: Buffer[] = [];
      const stream = partStream(folder, Number(message?.uid), String(zip?.part), String(zip?.encoding));
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    });
    expect(content).toBe('ZIP');
  });

  it.each([
    ['too small', '3'],
    ['too large', '99999999'],
  ])('or whose RFC822.SIZE is %s is read all the same', async (_name, size) => {
    box = await world.fresh();
    await box.box.append({ raw: raw('x') });
    box.bed.imapFault({ kind: 'say', line: /RFC822.SIZE \d+/, instead: `RFC822.SIZE ${size}` });
    await box.pullAll();
    expect(await byUid()).toMatchObject([{ preview: 'the true text', bodyState: 'stored' }]);
    await table(box.ctx, 'mailMessages').update(
      { textParts: null, bodyState: 'pending' },
      { where: { accountId: box.account.id } },
    );
    await table(box.ctx, 'mailBodies').destroy({ where: { accountId: box.account.id } });
    await box.pull();
    expect(await byUid()).toMatchObject([{ preview: 'the true text', bodyState: 'stored' }]);
  });
});
