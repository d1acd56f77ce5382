import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { insertRows } from '../../../../src/server/store/db/insertRows';
import { namesOf } from '../../../../src/server/store/db/names';
import { rowAs, rowsAs, table } from '../../../../src/server/store/db/rows';
import { countThreads } from '../../../../src/server/store/threads/threadRows';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { updateEach } from '../../../../src/server/store/db/updateEach';
import { bootApp, type BootedApp } from '../../boot';
import { createMailbox } from '../mailbox';
import { addAccount, type Account } from '../threads/threadMails';

describe('a row as its query’s type', () => {
  it('is plain, whether Sequelize made an object of it or not, and nothing where nothing is', async () => {
    const booted = await bootApp();
    try {
      const ctx = { app: booted.app, log: booted.app.log };
      await addAccount(ctx, booted.root.userId ?? 0, 'rows@example.com');
      const accounts = table(ctx, 'mailAccounts');
      const attributes = ['address', 'state'];
      const [plain] = rowsAs<{ address: string }>(await accounts.findAll({ attributes, raw: true }));
      const [made] = rowsAs<{ address: string }>(await accounts.findAll({ attributes }));
      expect(plain).toEqual({ address: 'rows@example.com', state: 'connected' });
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
      expect(made).toEqual(plain);
      expect(rowAs(await accounts.findOne({ where: { address: 'nobody@example.com' } }))).toBeNull();
    } finally {
      await booted.stop();
    }
  });
});

describe('many rows with one statement', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let account: Account;

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    account = await addAccount(ctx, booted.root.userId ?? 0, 'rows@example.com');
  });
  afterAll(() => booted.stop());

  const rowOf = (id: number, more: Record<string, unknown> = {}) => ({
    ...{
      id,
      accountId: account.id,
      folderId: account.folders[0],
      threadKey: `key ${id}`,
      total: 1,
      unread: 0,
    },
    ...{ flagged: 0, hasAttachments: false, subject: '', participants: [], latestMessageId: id },
    ...{ latestAt: new Date('2026-10-01T00:00:00.000Z'), ...more },
  });
  const insert = (rows: Array<Record<string, unknown>>, update?: string[]) =>
    inTransaction(ctx, (transaction) =>
      insertRows(
        ctx,
        'mailThreads',
        rows,
        transaction,
        update && { keys: ['folderId', 'threadKey'], update },
      ),
    );
  const stored = async (id: number) => {
    const row = await table(ctx, 'mailThreads').findByPk(id);
    return row?.get({ plain: true }) as unknown as ReturnType<typeof rowOf> | undefined;
  };

  it('holds what was given, whatever is in it', async () => {
    const text = `it's "so" \\ $1 :name ? -- /* \u2028 😀 {"a": [1]} \r\n\t%_ \u0001`;
    const given = {
      subject: text,
      hasAttachments: true,
      participants: [{ name: text, address: `a'b"@example.com` }],
      latestAt: new Date('2026-10-25T01:30:00.123Z'),
    };
    await insert([rowOf(1, given), rowOf(2, { subject: null })]);
    const first = await stored(1);
    expect(first).toMatchObject(given);
    expect(await stored(2)).toMatchObject({ subject: null, participants: [], total: 1 });
    await insert([rowOf(3, { threadKey: 'key 1', subject: 'New', total: 7 })], ['subject']);
    expect(await stored(1)).toMatchObject({ subject: 'New', total: 1 });
    expect(await stored(3)).toBeUndefined();
    const changes = [
      { id: 1, subject: text, total: 3 },
      { id: 2, subject: null, total: 4 },
    ];
    await inTransaction(ctx, (transaction) => updateEach(ctx, 'mailThreads', changes, transaction));
    expect(await stored(1)).toMatchObject({ ...given, total: 3 });
    expect(await stored(2)).toMatchObject({ subject: null, total: 4 });
  });

  it('takes texts that PostgreSQL has no characters for', async () => {
    // The others get what mime/clean.ts leaves, and no more than that.
    if (!booted.app.db.inDialect('postgres')) return;
    const subject = 'a\0b \ud83d c \udc00';
    await insert([rowOf(4, { subject, participants: [{ name: subject, address: '' }] })]);
    expect((await stored(4))?.subject).toMatch(/^a.*b . c .$/s);
    await inTransaction(ctx, (transaction) =>
      updateEach(ctx, 'mailThreads', [{ id: 4, subject: `${subject} again` }], transaction),
    );
    expect((await stored(4))?.subject).toMatch(/ again$/);
  });

  it('cuts no character in half', () => {
    const mail = { id: 1, folderId: 1, threadKey: 'a', subject: '', fromAddress: '', receivedAt: new Date() };
    const flags = { seen: false, flagged: false, hasAttachments: false };
    const [thread] = countThreads([{ ...mail, ...flags, fromName: `${'x'.repeat(99)}😀` }]);
    expect(thread?.participants).toEqual([{ name: 'x'.repeat(99), address: '' }]);
  });

  it('lets the database know how many there are by now', async () => {
    if (!booted.app.db.inDialect('postgres')) return;
    const many = Array.from({ length: 1000 }, (_, index) => rowOf(1000 + index));
    await insert(many);
    const { table: name } = namesOf(ctx, 'mailThreads');
    const known = async () => {
      const [row] = await booted.app.db.sequelize.query<{ rows: string }>(
        `SELECT reltuples AS rows FROM pg_class WHERE oid = '${name}'::regclass`,
        { type: QueryTypes.SELECT },
      );
      return Number(row?.rows);
    };
    await expect.poll(known).toBeGreaterThanOrEqual(1000);
  });

  it('adds a text that comes later to what is found of a mail', async () => {
    const { store, folders } = await createMailbox(booted, booted.root, 'texts');
    const at = '2026-10-01T00:00:00Z';
    const mails = [
      { subject: 'Amber offer', files: ['amber.pdf'], text: 'the quick brown fox', receivedAt: at },
      { subject: 'Second', text: '', receivedAt: at },
      { subject: 'Third', text: `it's a – fox 会议`, receivedAt: at },
      { subject: 'Without', receivedAt: at },
    ];
    const ids: Id[] = await store(folders.inbox, mails);
    const found = async (q: string) => {
      const { data } = await booted.root.get<Array<{ id: Id }>>('mailMessages:page', {
        query: { folderId: folders.inbox, q },
      });
      return data.map(({ id }) => ids.findIndex((one) => String(one) === String(id))).sort();
    };
    expect(await found('fox')).toEqual([0, 2]);
    expect(await found('"quick brown" amber subject:offer')).toEqual([0]);
    expect(await found('"brown quick"')).toEqual([]);
    expect(await found('会议')).toEqual([2]);
    expect(await found('subject:fox')).toEqual([]);
    expect(await found('subject:without')).toEqual([3]);
    expect(await found('second -fox')).toEqual([1]);
  });
});
