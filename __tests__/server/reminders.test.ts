import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reminderTime, type ComposeInput, type FollowUpView, type Id, type Reminder } from '../../src/common';
import { remindOfDue } from '../../src/server/reminders';
import { table } from '../../src/server/store/db/rows';
import { wipeAccount } from '../../src/server/store/accounts/wipe';
import { bootApp } from './boot';
import { ANNA, BEN, Scene, type Person } from './outbox/scene';

const PLUGINS = ['notification-manager', 'notification-in-app-message'];

describe.each([{ rewriteMessageId: false }, { rewriteMessageId: true }])(
  'somebody who wants to be reminded if nobody answers (%o)',
  (options) => {
    let scene: Scene;
    let anna: Person;
    let ben: Person;

    beforeAll(async () => {
      scene = await Scene.start(options, { plugins: PLUGINS });
      ({ anna, ben } = scene);
      // Only the tests tell anybody anything: the app itself looks every half a minute.
      await anna.turn();
      await ben.turn();
    });
    afterAll(() => scene?.stop());
    afterEach(async () => {
      for (const name of ['mailTodos', 'mailOperations', 'mailDrafts', 'mailBlobs'] as const)
        await table(scene.ctx, name).destroy({ where: {} });
      await notices().destroy({ where: {} });
    });

    const notices = () => scene.booted.app.db.getCollection('notificationInAppMessages').model;
    const told = async () =>
      (await notices().findAll()).map((row) => ({
        userId: String(row.get('userId')),
        text: `${String(row.get('title'))}: ${String(row.get('content'))}`,
        url: (row.get('options') as { url: string }).url,
      }));
    const todos = () => table(scene.ctx, 'mailTodos').findAll({ raw: true });
    const list = async (who = anna.caller) => (await who.get<FollowUpView[]>('mailTodos:list')).data;
    const isDue = () => table(scene.ctx, 'mailTodos').update({ dueAt: new Date(0) }, { where: {} });
    /** Anna sends a message to Ben that is to be answered, and her copy is loaded. */
    const ask = async (subject: string, remind: Reminder = { days: 3 }, source?: ComposeInput['source']) => {
      const wish = { remind, timeZone: 'Europe/Berlin', ...(source ? { source } : {}) };
      const operation = await anna.send({ to: [BEN], subject, html: '<p>?</p>', ...wish });
      await anna.sends();
      await anna.turn();
      return operation;
    };
    /** Ben reads it and answers, and the answer has reached Anna. */
    const answer = async (subject: string) => {
      await ben.turn();
      const { id } = await ben.message(subject);
      const source = { messageId: id, kind: 'reply' as const, quote: false };
      await ben.send({ to: [ANNA], subject: `Re: ${subject}`, html: '<p>!</p>', source });
      await ben.sends();
      await anna.turn();
    };
    /** A message that a program of Ben's sends, as an answer to Anna's. */
    const deliver = async (subject: string, header: string) => {
      const copy = await anna.message(subject, 'sent');
      const raw = [
        `From: ${BEN.address}`,
        `To: ${ANNA.address}`,
        `Subject: Automatic reply: ${subject}`,
        `Message-ID: <${Math.random()}@contoso.example>`,
        `In-Reply-To: ${copy.messageId}`,
        header,
        '',
        'x',
      ];
      await scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(raw.join('\r\n')) });
      await anna.turn();
    };

    it('has nothing to do until then, and is told with a link to the message', async () => {
      await ask('Offer 1');
      const [todo] = await todos();
      expect(todo).toMatchObject({ kind: 'noAnswer', state: 'waiting', subject: 'Offer 1' });
      const { sentAt, dueAt } = todo as unknown as { sentAt: string; dueAt: string };
      expect(new Date(dueAt)).toEqual(reminderTime({ days: 3 }, new Date(sentAt), 'Europe/Berlin'));
      await remindOfDue(scene.ctx);
      expect(await list()).toEqual([]);
      expect(await told()).toEqual([]);

      await isDue();
      const copy = await anna.message('Offer 1', 'sent');
      const notice = {
        userId: String(anna.caller.userId),
        text: `No answer yet: Nobody has answered a message that you sent from ${ANNA.address}`,
        url: `/admin/mail?folder=${String(copy.folderId)}&message=${String(copy.id)}`,
      };
      await remindOfDue(scene.ctx);
      // The host sends it a moment later.
      await expect.poll(told).toEqual([notice]);
      expect(await list()).toMatchObject([
        { subject: 'Offer 1', recipients: [BEN], messageId: copy.id, folderId: copy.folderId },
      ]);
      expect(await list(ben.caller)).toEqual([]);
    });

    it('need not be reminded once somebody has answered, before or after it was due', async () => {
      await ask('Offer 2');
      await answer('Offer 2');
      expect(await todos()).toEqual([]);

      await ask('Offer 3');
      await isDue();
      await remindOfDue(scene.ctx);
      expect(await list()).toHaveLength(1);
      await answer('Offer 3');
      expect(await list()).toEqual([]);
    });

    it('is reminded all the same of automatic answers, bounces, and what they write themselves', async () => {
      await ask('Offer 4');
      await deliver('Offer 4', 'Auto-Submitted: auto-replied');
      await deliver('Offer 4', 'Content-Type: multipart/report; report-type=delivery-status; boundary=x');
      const { id } = await anna.message('Offer 4', 'sent');
      const source = { messageId: id, kind: 'reply' as const, quote: false };
      await anna.send({ to: [BEN], subject: 'Re: Offer 4', html: 'And?', source });
      await anna.sends();
      await anna.turn();
      // Of another conversation.
      await ben.send({ to: [ANNA], subject: 'Something else', html: 'x' });
      await ben.sends();
      await anna.turn();
      expect(await todos()).toHaveLength(1);
      await deliver('Offer 4', 'Auto-Submitted: no');
      expect(await todos()).toEqual([]);
    });

    it('need not be reminded if others answer in the conversation', async () => {
      await ask('Offer 5');
      await ben.turn();
      const first = await ben.message('Offer 5');
      const copy = await anna.message('Offer 5', 'sent');
      // Names only Ben's answer, which never reached Anna.
      const raw = [
        'From: carl@elsewhere.example',
        `To: ${ANNA.address}`,
        'Subject: Re: Offer 5',
        'Message-ID: <carl@elsewhere.example>',
        'In-Reply-To: <lost@elsewhere.example>',
        `References: ${copy.messageId} <lost@elsewhere.example>`,
        '',
        'x',
      ];
      expect(first.messageId).toBe(copy.messageId);
      await scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(raw.join('\r\n')) });
      await anna.turn();
      expect(await todos()).toEqual([]);
    });

    it('need not be reminded if the conversation goes on elsewhere in it, and later', async () => {
      await ben.send({ to: [ANNA], subject: 'Plan', html: 'x' });
      await ben.sends();
      await anna.turn();
      const plan = await anna.message('Plan');
      const source = { messageId: plan.id, kind: 'reply' as const, quote: false };
      await ask('Re: Plan', { days: 1 }, source);
      const answerPlan = async (id: string, date: Date) => {
        const raw = [
          'From: carl@elsewhere.example',
          'Subject: Re: Plan',
          `Message-ID: <${id}@elsewhere.example>`,
          `In-Reply-To: ${plan.messageId}`,
          '',
          'x',
        ];
        const mail = { raw: Buffer.from(raw.join('\r\n')), date };
        await scene.bed.mailbox(ANNA.address).append(mail);
        await anna.turn();
      };
      // It was only loaded late.
      await answerPlan('before', new Date(Date.now() - 60 * 60_000));
      expect(await todos()).toHaveLength(1);
      await answerPlan('after', new Date(Date.now() + 60_000));
      expect(await todos()).toEqual([]);
    });

    it('can be reminded again, or be done with it', async () => {
      await ask('Offer 6');
      await isDue();
      await remindOfDue(scene.ctx);
      const [{ id } = { id: 0 as Id }] = await list();
      const change = (action: string, body: object, who = anna.caller) =>
        who.post(`mailTodos:${action}`, { query: { filterByTk: id }, body });
      for (const who of [ben.caller, scene.booted.root]) {
        expect((await change('finish', {}, who)).status).toBe(404);
        expect((await change('postpone', { remind: { days: 1 } }, who)).status).toBe(404);
      }
      for (const action of ['finish', 'postpone'])
        expect([401, 403]).toContain((await change(action, {}, scene.booted.nobody)).status);
      expect([401, 403]).toContain((await scene.booted.nobody.get('mailTodos:list')).status);
      expect(await list(scene.booted.root)).toEqual([]);
      for (const remind of [{ days: 0 }, { days: 367 }, { on: 'tomorrow' }, { on: '9999-01-01' }, {}])
        expect((await change('postpone', { remind })).status, JSON.stringify(remind)).toBe(400);
      const again = { remind: { days: 7 }, timeZone: 'Asia/Tokyo' };
      expect((await change('postpone', again)).status).toBe(200);
      expect(await list()).toEqual([]);
      const [{ dueAt }] = (await todos()) as unknown as Array<{ dueAt: string }>;
      expect(new Date(dueAt)).toEqual(reminderTime({ days: 7 }, new Date(), 'Asia/Tokyo'));
      await isDue();
      await remindOfDue(scene.ctx);
      await expect.poll(told).toHaveLength(2);
      expect((await change('finish', {})).status).toBe(200);
      expect(await list()).toEqual([]);
      expect((await change('finish', {})).status).toBe(404);
    });

    it('has nothing left of it once the mailbox is disconnected', async () => {
      const carl = await scene.connect(await scene.booted.user('carl'), await newAddress());
      await carl.turn();
      await carl.send({ to: [BEN], subject: 'Last', html: 'x', remind: { days: 1 } });
      await carl.sends();
      expect(await todos()).toHaveLength(1);
      await wipeAccount(scene.ctx, carl.accountId);
      expect(await todos()).toEqual([]);
    });

    // The last one, because the host's notifications end with the first app that stops in a process.
    it('is told by one of several nodes, once', async () => {
      const second = await bootApp({ database: scene.booted.database, installed: true, plugins: PLUGINS });
      try {
        const nodes = [scene.ctx, { app: second.app, log: second.app.log }, scene.ctx];
        const remind = () => Promise.all(nodes.map((ctx) => remindOfDue(ctx)));
        for (const count of [1, 2]) {
          await ask(`Both ${count}`);
          await isDue();
          await remind();
          await remind();
          // Had the first one been sent twice, there would be another one by the time the second one is there.
          await expect.poll(async () => (await told()).length).toBeGreaterThanOrEqual(count);
          expect(await told()).toHaveLength(count);
        }
      } finally {
        await second.stop({ keepDatabase: true });
      }
    });

    async function newAddress(): Promise<string> {
      const address = 'carl@contoso.example';
      await scene.bed.addUser({ name: 'Carl', address });
      return address;
    }
  },
);
