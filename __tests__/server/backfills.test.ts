import type { Model } from '@nocobase/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BACKFILLS, type BackfillName, type BackfillView, type HealthView } from '../../src/common';
import type { Id, MessageBody } from '../../src/common';
import { closeMailboxes, openMailbox } from '../../src/server/accounts/mailbox';
import { registerBackfills, runBackfills } from '../../src/server/backfills';
import type { MailContext } from '../../src/server/context';
import AddOwnIdentities from '../../src/server/migrations/20261129120000-add-own-identities';
import PublishCollections from '../../src/server/migrations/20261129120100-publish-collections';
import ScheduleBackfills from '../../src/server/migrations/20261129120200-schedule-backfills';
import CountCorrespondents from '../../src/server/migrations/20261130060000-count-correspondents';
import { findAccount } from '../../src/server/store/accounts/accounts';
import {
  claimBackfill,
  openBackfills,
  repeatBackfill,
  scheduleBackfills,
} from '../../src/server/store/accounts/backfills';
import { rowsAs, table } from '../../src/server/store/db/rows';
import { pull } from '../../src/server/sync';
import { caseFile } from '../bed/cases';
import { startWorld, type World } from './accounts/world';
import { mail } from './imap/mailboxes';
import { expectThreads } from './store/threads/threadCounts';

const ANNA = { name: 'Anna', address: 'anna@example.com' };
const MAILS = 45;

type Row = Record<string, unknown>;
type MigrationClass = new (context: never) => { up(): Promise<void> };

describe('what an upgrade leaves to be done', () => {
  let world: World;
  let ctx: MailContext;
  let accountId: string;

  beforeAll(async () => {
    world = await startWorld([ANNA]);
    ctx = { app: world.app, log: world.app.log };
    const box = world.bed.mailbox(ANNA.address);
    await box.append(
      ...Array.from({ length: MAILS }, (_, index) => ({
        raw: mail(`Mail ${index}`, {
          From: '"boss@elsewhere.example" <kim@known.example>',
          'List-Unsubscribe': '<https://list.example/leave>',
        }),
      })),
      { raw: caseFile('19-bounce-shown-nameless', 'input.eml') },
    );
    accountId = await world.connected(world.root, ANNA.address);
    const account = await findAccount(ctx, accountId);
    const mailbox = await openMailbox(ctx, accountId);
    const options = { signal: new AbortController().signal, budget: 20_000 };
    while (!(await pull(ctx, account ?? { id: 0, userId: 0 }, mailbox, options)).complete);
    await mailbox.close();
  });
  beforeEach(async () => {
    world.bed.clearFaults();
    await table(ctx, 'mailBackfills').destroy({ where: {} });
  });
  afterAll(async () => {
    await closeMailboxes(ctx);
    await world.stop();
  });

  const migrate = (Migration: MigrationClass) =>
    new Migration({ app: world.app, db: world.app.db } as never).up();
  const rows = async (): Promise<Row[]> => rowsAs<Row>(await table(ctx, 'mailBackfills').findAll());
  const rowOf = async (name: BackfillName) => (await rows()).find((row) => row.name === name);
  const shown = async (name: BackfillName): Promise<BackfillView | undefined> => {
    const { data } = await world.root.get<HealthView>('mailHealth:check');
    return data.backfills.find((each) => each.name === name);
  };
  const idOf = async (subject: string): Promise<Id> =>
    (await table(ctx, 'mailMessages').findOne({ where: { accountId, subject } }))?.get('id') as Id;
  const bodyOf = async (subject: string): Promise<MessageBody> =>
    (await world.root.get<MessageBody>('mailMessages:body', { query: { filterByTk: await idOf(subject) } }))
      .data;
  /** As an earlier version has stored them. */
  const forgetFacts = async () => {
    await table(ctx, 'mailBodies').update({ facts: null, notices: null }, { where: { accountId } });
    await table(ctx, 'mailMessages').update({ reportsOnHash: null }, { where: { accountId } });
  };

  it('is put down once for each account and kind of work, whoever does so how often', async () => {
    await Promise.all([migrate(ScheduleBackfills), migrate(ScheduleBackfills)]);
    await migrate(ScheduleBackfills);
    const names = (await rows()).map(({ name }) => name).sort();
    expect(names).toEqual([...BACKFILLS].sort());
    const none = { state: 'waiting', done: 0, startedAt: null, finishedAt: null };
    expect(await shown('message-facts')).toMatchObject(none);
  });

  it('reads messages again for what earlier versions did not keep, and leaves the rest of them alone', async () => {
    const files = async () => table(ctx, 'mailAttachments').findAll({ where: { accountId }, raw: true });
    const before = await files();
    await forgetFacts();
    expect((await bodyOf('Mail 3')).cautions?.some(({ reason }) => reason === 'name-is-address')).toBe(false);
    await scheduleBackfills(ctx, ['message-facts']);
    await runBackfills(ctx);
    for (const index of [0, MAILS - 1]) {
      const { cautions, notices } = await bodyOf(`Mail ${index}`);
      expect(cautions?.map(({ reason }) => reason)).toContain('name-is-address');
      expect(notices?.map(({ kind }) => kind)).toContain('unsubscribe');
    }
    const report = await table(ctx, 'mailMessages').findByPk(
      await idOf('Undelivered Mail Returned to Sender'),
    );
    expect(report?.get('reportsOnHash')).toMatch(/^[0-9a-f]{64}$/);
    expect(await files()).toEqual(before);
    expect(await table(ctx, 'mailBodies').count({ where: { accountId } })).toBe(MAILS + 1);
    const { startedAt, finishedAt, ...view } = (await shown('message-facts')) ?? {};
    expect(view).toEqual({ name: 'message-facts', state: 'done', done: MAILS + 1, total: MAILS + 1 });
    expect(Date.parse(finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(startedAt ?? ''));
  });

  it('goes on where it stopped when the server is back, and says meanwhile what is wrong', async () => {
    await forgetFacts();
    await scheduleBackfills(ctx, ['message-facts']);
    await closeMailboxes(ctx);
    world.bed.imapFault({ kind: 'refuse-connections' });
    await runBackfills(ctx);
    expect(await rowOf('message-facts')).toMatchObject({ state: 'failed', reason: 'server-unreachable' });
    expect(await shown('message-facts')).toMatchObject({ state: 'failed', done: 0, total: MAILS + 1 });
    world.bed.clearFaults();
    await runBackfills(ctx);
    expect(await rowOf('message-facts')).toMatchObject({ state: 'done', reason: null, done: MAILS + 1 });
    expect((await bodyOf('Mail 3')).cautions?.map(({ reason }) => reason)).toContain('name-is-address');
  });

  it('leaves what is stored of a message that is gone from the server', async () => {
    const id = await idOf('Mail 7');
    await forgetFacts();
    await table(ctx, 'mailMessages').update({ uid: 99_999 }, { where: { id } });
    const text = (await bodyOf('Mail 7')).text;
    await scheduleBackfills(ctx, ['message-facts']);
    await runBackfills(ctx);
    expect(await rowOf('message-facts')).toMatchObject({ state: 'done' });
    expect((await bodyOf('Mail 7')).text).toBe(text);
  });

  it('is stopped with the app, and continues behind what is done', async () => {
    await forgetFacts();
    await scheduleBackfills(ctx, ['message-facts']);
    const stopping = new AbortController();
    const running = runBackfills(ctx, stopping.signal);
    await expect.poll(async () => (await rowOf('message-facts'))?.cursor).not.toBeNull();
    stopping.abort();
    await running;
    const row = await rowOf('message-facts');
    expect(row?.state).toBe('waiting');
    expect(Number(row?.done)).toBeLessThan(MAILS + 1);
    expect(Number(row?.until)).toBe(0);
    await runBackfills(ctx);
    expect(await rowOf('message-facts')).toMatchObject({ state: 'done', done: MAILS + 1 });
  });

  it('goes on after a moment in which the database could not be asked', async () => {
    await scheduleBackfills(ctx, ['conversations']);
    process.env.MAIL_WORKER = 'on';
    const away = vi.spyOn(table(ctx, 'mailBackfills'), 'findAll').mockRejectedValueOnce(new Error('away'));
    const service = registerBackfills(ctx, 20);
    try {
      service.start?.();
      // Before the test itself asks.
      await expect.poll(() => away.mock.calls.length, { timeout: 20_000 }).toBeGreaterThan(0);
      await expect.poll(async () => (await rowOf('conversations'))?.state, { timeout: 20_000 }).toBe('done');
    } finally {
      await service.stop?.();
      process.env.MAIL_WORKER = 'off';
      away.mockRestore();
    }
  });

  it('is done by one node only', async () => {
    await scheduleBackfills(ctx, ['conversations']);
    const [work] = await openBackfills(ctx);
    if (!work) throw new Error('there is no work');
    const claims = await Promise.all([claimBackfill(ctx, work), claimBackfill(ctx, work)]);
    expect(claims.sort()).toEqual([false, true]);
    expect(await openBackfills(ctx)).toEqual([]);
    await runBackfills(ctx);
    expect(await rowOf('conversations')).toMatchObject({ state: 'running' });
  });

  it('counts conversations, indexes messages and dates addresses', async () => {
    await table(ctx, 'mailThreads').destroy({ where: { accountId } });
    await table(ctx, 'mailSearch').destroy({ where: { accountId } });
    await table(ctx, 'mailAddresses').update({ receivedAt: null }, { where: { accountId } });
    await scheduleBackfills(ctx, ['search-index', 'address-dates', 'conversations']);
    await runBackfills(ctx);
    await expectThreads(ctx, accountId, '');
    expect(await table(ctx, 'mailSearch').count({ where: { accountId } })).toBe(MAILS + 1);
    expect(await table(ctx, 'mailAddresses').count({ where: { accountId, receivedAt: null } })).toBe(0);
    for (const row of await rows())
      expect(row).toMatchObject({ state: 'done', total: row.done, reason: null });
    expect((await rowOf('search-index'))?.done).toBe(MAILS + 1);
    await repeatBackfill(ctx, 'search-index', accountId);
    expect(await rowOf('search-index')).toMatchObject({ state: 'waiting', done: 0, finishedAt: null });
  });

  it('counts the people whom stored messages name as if they had just arrived', async () => {
    const people = async () =>
      rowsAs<{ address: string; name: string; standing: number; weight: number }>(
        await table(ctx, 'mailCorrespondents').findAll({
          where: { accountId },
          attributes: ['address', 'name', 'standing', 'weight'],
          order: ['address'],
        }),
      ).map(({ weight, ...row }) => ({ ...row, weight: Number(Number(weight).toFixed(6)) }));
    const words = () => table(ctx, 'mailCorrespondentWords').count({ where: { accountId } });
    const [before, wordsBefore] = [await people(), await words()];
    expect(before.map(({ address }) => address)).toContain('kim@known.example');
    await table(ctx, 'mailCorrespondents').destroy({ where: { accountId } });
    await table(ctx, 'mailCorrespondentWords').destroy({ where: { accountId } });
    await migrate(CountCorrespondents);
    await runBackfills(ctx);
    expect(await people()).toEqual(before);
    expect(await words()).toBe(wordsBefore);
    expect(await rowOf('correspondents')).toMatchObject({ state: 'done', done: MAILS + 1 });
  });

  it('lets work of another version lie', async () => {
    const id = world.app.snowflakeIdGenerator.generate();
    await table(ctx, 'mailBackfills').create({ id, name: 'of-tomorrow', accountId });
    await runBackfills(ctx);
    expect(await rows()).toMatchObject([{ name: 'of-tomorrow', state: 'waiting' }]);
    expect((await world.root.get<HealthView>('mailHealth:check')).data.backfills).toEqual([]);
  });

  it('gives accounts their own address to send from, and leaves those alone that have one', async () => {
    await table(ctx, 'mailIdentities').destroy({ where: {} });
    await migrate(AddOwnIdentities);
    await migrate(AddOwnIdentities);
    const { data } = await world.root.get<Row[]>('mailIdentities:list', { query: { filter: { accountId } } });
    expect(data).toMatchObject([{ address: ANNA.address, isDefault: true }]);
  });

  it('makes new fields known to the page builder, and keeps what an administrator has changed', async () => {
    const fields = world.app.db.getRepository('fields');
    const of = (name: string) => ({ filter: { collectionName: 'mailMessages', name } });
    await world.app.db
      .getModel('fields')
      .destroy({ where: { collectionName: 'mailMessages', name: 'eventHash' } });
    await fields.update({ ...of('subject'), values: { uiSchema: { title: 'Topic' } } });
    await migrate(PublishCollections);
    await migrate(PublishCollections);
    expect(await fields.count(of('eventHash'))).toBe(1);
    const subject = (await fields.findOne(of('subject'))) as Model;
    expect(subject.get('uiSchema')).toMatchObject({ title: 'Topic' });
  });
});
