import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_TODOS, reminderTime, type FollowUpView, type Id, type TodoView } from '../../src/common';
import type { MailContext } from '../../src/server/context';
import { remindOfDue } from '../../src/server/reminders';
import { wipeAccount } from '../../src/server/store/accounts/wipe';
import { table } from '../../src/server/store/db/rows';
import { inTransaction } from '../../src/server/store/db/transaction';
import { deleteMessages } from '../../src/server/store/messages/messageRows';
import { bootApp, type BootedApp, type Caller } from './boot';
import { codeOf } from './caller';
import { createMailbox } from './store/mailbox';

const PLUGINS = ['notification-manager', 'notification-in-app-message'];

/** Messages that somebody wants to deal with by a date. */
describe('a message to be reminded of', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let box: Awaited<ReturnType<typeof createMailbox>>;
  let offer: Id;
  let order: Id;

  beforeAll(async () => {
    booted = await bootApp({ plugins: PLUGINS });
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    box = await createMailbox(booted, anna, 'desk');
    const mail = (subject: string) => ({ subject, receivedAt: '2024-03-01T10:00:00Z' });
    [offer, order] = await box.store(box.folders.inbox, [mail('Offer'), mail('Order')]);
  });
  beforeEach(() => table(ctx, 'mailTodos').destroy({ where: {} }));
  afterAll(() => booted.stop());

  const remember = (messageId: Id, remind: object = { days: 3 }, who = anna) =>
    who.post<TodoView>('mailTodos:create', { body: { messageId, remind, timeZone: 'Asia/Tokyo' } });
  const list = async (who = anna) => (await who.get<FollowUpView[]>('mailTodos:list')).data;
  const act = (action: string, id: Id, body: object = {}, who = anna) =>
    who.post(`mailTodos:${action}`, { query: { filterByTk: id }, body });
  const comes = (id: Id) => table(ctx, 'mailTodos').update({ dueAt: new Date(0) }, { where: { id } });
  const told = async () => {
    const rows = await booted.app.db.getCollection('notificationInAppMessages').model.findAll();
    return rows.map((row) => `${String(row.get('title'))}: ${String(row.get('content'))}`);
  };

  it('is listed until it is done, due or not, and told of once', async () => {
    const { data: first } = await remember(offer);
    expect(new Date(first.dueAt)).toEqual(reminderTime({ days: 3 }, new Date(), 'Asia/Tokyo'));
    // Another time replaces the first one.
    const { data: again } = await remember(offer, { days: 7 });
    expect(String(again.id)).toBe(String(first.id));
    expect([first.before, again.before]).toEqual([null, first.dueAt]);
    const { data: second } = await remember(order, { days: 1 });
    const what = { kind: 'toDo', sender: 'Nobody', recipients: [], folderId: box.folders.inbox };
    expect(await list()).toMatchObject([
      { ...what, id: second.id, subject: 'Order', due: false, messageId: order },
      { ...what, id: first.id, subject: 'Offer', due: false, messageId: offer, dueAt: again.dueAt },
    ]);
    await remindOfDue(ctx);
    await comes(first.id);
    await remindOfDue(ctx);
    await remindOfDue(ctx);
    expect((await list()).map(({ subject, due }) => [subject, due])).toEqual([
      ['Offer', true],
      ['Order', false],
    ]);
    await expect.poll(told).toEqual(['Reminder: A message in the mailbox desk@example.com is due']);
    // Done is for good after a day, and can be undone before.
    await act('finish', first.id);
    expect(codeOf(await act('finish', first.id))[0]).toBe(404);
    expect((await list()).map(({ subject }) => subject)).toEqual(['Order']);
    await act('reopen', first.id);
    await remindOfDue(ctx);
    expect((await list()).map(({ due }) => due)).toEqual([true, false]);
    expect(await told()).toHaveLength(1);
    expect((await act('postpone', first.id, { remind: { days: 1 } })).status).toBe(200);
    expect((await list()).map(({ due }) => due)).toEqual([false, false]);
    await act('finish', second.id);
    await table(ctx, 'mailTodos').update(
      { doneAt: new Date(Date.now() - 25 * 60 * 60_000) },
      { where: { id: second.id } },
    );
    await remindOfDue(ctx);
    expect(await table(ctx, 'mailTodos').count()).toBe(1);
  });

  it('is found wherever it is moved, and stays without it', async () => {
    const [extra] = await box.store(box.folders.inbox, [
      { subject: 'Extra', receivedAt: '2024-03-02T10:00:00Z' },
    ]);
    await remember(extra);
    const moved = { folderId: box.folders.sent, uidValidity: '2', uid: 99 };
    await table(ctx, 'mailMessages').update(moved, { where: { id: extra } });
    expect(await list()).toMatchObject([{ messageId: extra, folderId: box.folders.sent }]);
    await inTransaction(ctx, (transaction) => deleteMessages(ctx, [extra], transaction));
    expect(await list()).toMatchObject([{ subject: 'Extra', messageId: null, folderId: null }]);
  });

  it('is its owner’s alone, at a time that makes sense, and there is a limit', async () => {
    const { data } = await remember(offer);
    for (const who of [bert, booted.root]) {
      expect(codeOf(await remember(offer, { days: 1 }, who))).toEqual([404, 'not-found']);
      for (const action of ['finish', 'reopen', 'postpone'])
        expect((await act(action, data.id, { remind: { days: 1 } }, who)).status, action).toBe(404);
      expect(await list(who)).toEqual([]);
    }
    expect((await remember(offer, { days: 1 }, booted.nobody)).status).toBe(401);
    for (const remind of [{ days: 0 }, { days: 367 }, { on: 'soon' }, { on: '9999-01-01' }, {}])
      expect((await remember(offer, remind)).status, JSON.stringify(remind)).toBe(400);
    const answers = await Promise.all([1, 2, 3].map((days) => remember(order, { days })));
    expect(new Set(answers.map((answer) => String(answer.data.id))).size).toBe(1);
    const rows = Array.from({ length: MOST_TODOS - 2 }, (_, index) => ({
      ...{ accountId: box.accountId, userId: anna.userId, kind: 'toDo', state: 'waiting' },
      ...{ mailMessageId: index + 1, dueAt: new Date(Date.now() + 1e9), sentAt: new Date(0) },
    }));
    await table(ctx, 'mailTodos').bulkCreate(rows);
    const [last] = await box.store(box.folders.inbox, [
      { subject: 'Last', receivedAt: '2024-03-03T10:00:00Z' },
    ]);
    expect(codeOf(await remember(last))).toEqual([429, 'todos-full']);
    expect((await remember(offer)).status).toBe(200);
    await wipeAccount(ctx, box.accountId);
    expect(await table(ctx, 'mailTodos').count()).toBe(0);
  });
});
