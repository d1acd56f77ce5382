import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Model } from 'sequelize';
import { minuteOfDay, type MailPreferencesInput, type MailPreferencesView } from '../../src/common';
import { announceNewMail, NewMail } from '../../src/server/newMail';
import { ARRIVED, type Arrival } from '../../src/server/push';
import { table } from '../../src/server/store/db/rows';
import { mail } from './imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from './sync/synced';

const CHOICES: MailPreferencesInput = {
  ...{ inApp: true, without: [], folders: [], quiet: null, timeZone: 'Europe/Berlin' },
};

describe('in-app messages of new mail', () => {
  let world: SyncWorld;
  let box: Synced;
  let arrived: Arrival[];
  let itself: Array<(arrival: Arrival) => void>;
  const listen = (arrival: Arrival) => void arrived.push(arrival);

  const save = (choices: Partial<MailPreferencesInput> = {}, caller = world.booted.root) =>
    caller.post<MailPreferencesView>('mailPreferences:save', { body: { ...CHOICES, ...choices } });
  const messages = () => world.booted.app.db.getCollection('notificationInAppMessages').model;
  /** What the person was told so far. */
  const told = async () => {
    const rows = await messages().findAll({ order: ['receiveTimestamp'] });
    return rows.map((row: Model) => `${String(row.get('title'))}: ${String(row.get('content'))}`);
  };
  const links = async () => {
    const rows = await messages().findAll({ order: ['receiveTimestamp'] });
    return rows.map((row: Model) => (row.get('options') as { url: string }).url);
  };
  const subjects = async (): Promise<string[]> => {
    const all = await box.messages();
    return arrived
      .flatMap(({ place, uids }) =>
        uids.map((uid) =>
          all.find((row) => Number(row.uid) === uid && String(row.folderId) === String(place.folderId)),
        ),
      )
      .map((row) => String(row?.subject));
  };
  const announce = (now?: Date) => announceNewMail(world.ctx, box.account.userId, arrived, now);

  beforeAll(async () => {
    const plugins = ['notification-manager', 'notification-in-app-message'];
    world = await startSyncWorld('exchange', { plugins });
    // The app itself announces only where a test is about that.
    itself = world.booted.app.listeners(ARRIVED) as Array<typeof listen>;
    world.booted.app.removeAllListeners(ARRIVED);
    world.booted.app.on(ARRIVED, listen);
  });
  beforeEach(async () => {
    box = await world.fresh();
    arrived = [];
  });
  afterEach(async () => {
    await messages().destroy({ where: {} });
    await table(world.ctx, 'mailPreferences').destroy({ where: {} });
  });
  afterAll(async () => {
    world.booted.app.off(ARRIVED, listen);
    await world.stop();
  });

  describe('are about what has arrived:', () => {
    it('nothing of a first load, nothing read or old, and nothing that was moved', async () => {
      await box.box.append(...Array.from({ length: 60 }, (_, n) => ({ raw: mail(`first ${n}`) })));
      await box.pullAll();
      expect(arrived).toEqual([]);
      const [uid = 0] = await box.box.append(
        { raw: mail('news') },
        { raw: mail('read elsewhere'), flags: ['\\Seen'] },
        { raw: mail('a draft'), flags: ['\\Draft'] },
        { raw: mail('copied from before'), date: new Date(Date.now() - 2 * 60 * 60_000) },
      );
      await box.pull();
      expect(await subjects()).toEqual(['news']);
      arrived = [];
      await box.box.move('INBOX', uid, 'Archive');
      await box.pull();
      expect((await box.messages('Archive')).map(({ subject }) => subject)).toEqual(['news']);
      expect(arrived).toEqual([]);
    });
  });

  describe('are one for all of a burst:', () => {
    beforeEach(() => box.pullAll());

    it('with the mailbox and a link, and nothing that an administrator should not read', async () => {
      await save();
      await box.box.append({ raw: mail('a secret plan') });
      await box.pull();
      expect(await announce()).toBe(true);
      expect(await told()).toEqual([`New message: In the mailbox ${box.address}`]);
      const [message] = await box.messages('INBOX');
      expect(await links()).toEqual([
        `/admin/mail?folder=${String(message.folderId)}&message=${String(message.id)}`,
      ]);
      const logs = await world.booted.app.db.getCollection('notificationSendLogs').model.findAll();
      expect(JSON.stringify([logs, await messages().findAll()])).not.toContain('secret plan');
    });

    it('from the Inbox and the chosen folders alone, and only while unread', async () => {
      const archive = String((await box.folder('Archive'))?.id);
      const [read = 0] = await box.box.append(
        ...['one', 'two', 'three'].map((subject) => ({ raw: mail(subject) })),
        { raw: mail('filed'), folder: 'Archive' },
      );
      await box.pull();
      await save();
      await announce();
      await save({ folders: [archive] });
      await announce();
      await box.box.flag('INBOX', read, { add: ['\\Seen'] });
      await box.pull();
      await announce();
      const where = `In the mailbox ${box.address}`;
      expect(await told()).toEqual([
        `3 new messages: ${where}`,
        `4 new messages: ${where}`,
        `3 new messages: ${where}`,
      ]);
      expect(await links()).toEqual([
        `/admin/mail?folder=${String((await box.folder('INBOX'))?.id)}`,
        ...['/admin/mail', '/admin/mail'],
      ]);
    });

    it('and none to who does not want it, at night, or about own mail', async () => {
      await box.box.append({ raw: mail('news') });
      await box.pull();
      expect(await announce(), 'nothing saved').toBe(false);
      await save({ inApp: false });
      expect(await announce(), 'off').toBe(false);
      await save({ without: [String(box.account.id)] });
      expect(await announce(), 'this mailbox left out').toBe(false);
      await save({ quiet: { from: 20 * 60, to: 7 * 60 } });
      // Eight in the evening in Berlin, in summer.
      expect(await announce(new Date('2026-07-01T18:00:00Z')), 'at night').toBe(false);
      expect(await announce(new Date('2026-07-01T17:59:00Z')), 'before').toBe(true);
      await save();
      await table(world.ctx, 'mailMessages').update(
        { fromAddress: box.address },
        { where: { accountId: box.account.id } },
      );
      await table(world.ctx, 'mailIdentities').create({
        ...{ accountId: box.account.id, address: box.address, name: '' },
      });
      expect(await announce(), 'own mail').toBe(false);
      expect(await told()).toHaveLength(1);
    });

    it('at most once in a while; what comes meanwhile is announced then, or when the app stops', async () => {
      await save();
      const newMail = new NewMail(world.ctx, { collect: 1, pause: 2_000 });
      const arrive = async (...names: string[]) => {
        arrived = [];
        await box.box.append(...names.map((name) => ({ raw: mail(name) })));
        await box.pull();
        for (const arrival of arrived) newMail.add(arrival);
      };
      await arrive('one');
      await expect.poll(told).toHaveLength(1);
      const first = performance.now();
      await arrive('two');
      await arrive('three');
      await expect.poll(told).toHaveLength(2);
      expect(performance.now() - first).toBeGreaterThan(1_500);
      await arrive('four');
      await newMail.stop();
      const where = `In the mailbox ${box.address}`;
      expect(await told()).toEqual([
        `New message: ${where}`,
        `2 new messages: ${where}`,
        `New message: ${where}`,
      ]);
      await arrive('five');
      await newMail.stop();
      expect(await told()).toHaveLength(3);
    });
  });

  it('are announced by the app itself', async () => {
    for (const listener of itself) world.booted.app.on(ARRIVED, listener);
    await save();
    await box.pullAll();
    await box.box.append({ raw: mail('news') });
    await box.pull();
    await expect.poll(told).toEqual([`New message: In the mailbox ${box.address}`]);
    for (const listener of itself) world.booted.app.off(ARRIVED, listener);
  });

  describe('are chosen', () => {
    it('by each person for themselves, and by nobody for others', async () => {
      const [anna, bert] = [await world.booted.user('anna'), await world.booted.user('bert')];
      const get = async (caller: typeof anna) =>
        (await caller.get<MailPreferencesView>('mailPreferences:get')).data;
      const unsaved = { inApp: false, without: [], folders: [], quiet: null, saved: false };
      expect(await get(anna)).toEqual({ ...unsaved, inAppAvailable: true });
      const mine = { inApp: true, without: ['1', '2'], folders: ['3'], quiet: { from: 0, to: 60 } };
      const saved = { ...mine, saved: true, inAppAvailable: true };
      const { data } = await anna.post<MailPreferencesView>('mailPreferences:save', {
        body: { ...mine, without: [1, '2', '1'], timeZone: 'Asia/Shanghai', userId: bert.userId },
      });
      expect(data).toEqual(saved);
      expect(await get(bert)).toEqual({ ...unsaved, inAppAvailable: true });
      await save({ inApp: false }, bert);
      expect(await get(anna)).toEqual(saved);
      for (const caller of [bert, world.booted.root])
        for (const action of ['list', 'create', 'update', 'destroy'])
          expect(
            (await caller.post(`mailPreferences:${action}`, { query: { filterByTk: anna.userId } })).status,
          ).toBe(403);
      for (const action of ['get', 'save', 'list'])
        expect((await world.booted.nobody.post(`mailPreferences:${action}`, { body: CHOICES })).status).toBe(
          401,
        );
    });

    it.each([
      [{ inApp: 'yes' }, 'inApp'],
      [{ folders: ['x'] }, 'folders'],
      [{ without: Array.from({ length: 1001 }, (_, n) => n + 1) }, 'without'],
      [{ quiet: { from: -1, to: 5 } }, 'quiet'],
      [{ quiet: { from: 0, to: 1440 } }, 'quiet'],
      [{ timeZone: 'x'.repeat(101) }, 'timeZone'],
    ])('never with a wrong part (%#)', async (choices, field) => {
      const { status, body } = await world.booted.root.post<never>('mailPreferences:save', {
        body: { ...CHOICES, ...choices },
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(field);
    });
  });

  it('go with the user', async () => {
    const cora = await world.booted.user('cora');
    await save({}, cora);
    await world.booted.root.post('users:destroy', { query: { filterByTk: cora.userId } });
    expect(await table(world.ctx, 'mailPreferences').count({ where: { userId: cora.userId } })).toBe(0);
  });
});

it.each([
  ['Europe/Berlin', '2026-07-01T22:30:00Z', 30],
  ['Asia/Shanghai', '2026-07-01T15:59:00Z', 23 * 60 + 59],
  ['nowhere', '2026-07-01T15:59:00Z', 15 * 60 + 59],
])('a day in %s at %s is %d minutes old', (zone, at, minute) =>
  expect(minuteOfDay(zone, new Date(at))).toBe(minute),
);
