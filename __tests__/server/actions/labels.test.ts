import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_LABELS,
  MOST_LABELS_AT_ONCE,
  type ChangeHint,
  type Id,
  type LabelledView,
  type LabelView,
  type MessageView,
} from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { inTransaction } from '../../../src/server/store/db/transaction';
import { deleteMessages } from '../../../src/server/store/messages/messageRows';
import { wipeAccount, wipeUser } from '../../../src/server/store/accounts/wipe';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { codeOf } from '../caller';
import { createMailbox } from '../store/mailbox';

/** Labels, which messages they're on, and what is found by them. */
describe('labels', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let desk: Awaited<ReturnType<typeof createMailbox>>;
  let shop: Awaited<ReturnType<typeof createMailbox>>;
  let foreign: Id;
  /** Messages by subject. */
  const mails = new Map<string, Id>();

  const create = (name: string, color = 'blue', caller = anna) =>
    caller.post<LabelView>('mailLabels:create', { body: { name, color } });
  const labelled = async (name: string) => (await create(name)).data.id;
  const listed = async (caller = anna) => (await caller.get<LabelView[]>('mailLabels:list')).data;
  const label = (subjects: string[], change: { add?: Id[]; remove?: Id[]; conversations?: boolean }) =>
    anna.post<LabelledView>('mailMessages:label', {
      body: { ids: subjects.map((subject) => mails.get(subject)), ...change },
    });
  const page = async (query: Record<string, unknown>) => {
    const { body } = await anna.get<{ data: MessageView[]; meta: { next: string; unknownLabels: string[] } }>(
      'mailMessages:page',
      { query },
    );
    return { rows: body.data, ...body.meta };
  };
  const found = async (q: string, query: Record<string, unknown> = {}) =>
    (await page({ q, ...query })).rows.map(({ subject }) => subject);
  const labelsOn = async (subject: string, query: Record<string, unknown> = {}) =>
    (await page(query)).rows.find((row) => row.subject === subject)?.labels?.map(String);

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    desk = await createMailbox(booted, anna, 'desk');
    shop = await createMailbox(booted, anna, 'shop');
    const other = await createMailbox(booted, bert, 'bert');
    const at = (day: number) => `2024-03-0${day}T10:00:00.123Z`;
    const keep = async (box: typeof desk, folderId: Id, subjects: Array<[string, number]>) => {
      const ids = await box.store(
        folderId,
        subjects.map(([subject, day]) => ({ subject, text: `Text of ${subject}`, receivedAt: at(day) })),
      );
      ids.forEach((id, index) => mails.set(subjects[index][0], id));
    };
    await keep(desk, desk.folders.inbox, [
      ['Offer', 1],
      ['Order', 2],
      ['Invoice', 5],
    ]);
    await keep(desk, desk.folders.sent, [['Answer', 3]]);
    await keep(shop, shop.folders.inbox, [['Parcel', 4]]);
    [foreign] = await other.store(other.folders.inbox, [{ subject: 'Foreign', receivedAt: at(1) }]);
  });
  beforeEach(async () => {
    await table(ctx, 'mailMessageLabels').destroy({ where: {} });
    await table(ctx, 'mailLabels').destroy({ where: {} });
    booted.pushed.length = 0;
  });
  afterAll(() => booted.stop());

  it('are made, changed and deleted, by name', async () => {
    const { status, data } = await create(' Later 10 ', 'red');
    expect([status, data]).toEqual([200, { id: data.id, name: 'Later 10', color: 'red' }]);
    await create('Later 9');
    expect((await listed()).map(({ name }) => name)).toEqual(['Later 9', 'Later 10']);
    const query = { filterByTk: data.id };
    const changed = await anna.post('mailLabels:update', { query, body: { name: 'Soon', color: 'green' } });
    expect([changed.status, changed.data]).toEqual([200, { id: data.id, name: 'Soon', color: 'green' }]);
    expect((await listed())[1]).toEqual({ id: data.id, name: 'Soon', color: 'green' });
    expect((await anna.post('mailLabels:destroy', { query })).status).toBe(200);
    expect(await listed()).toHaveLength(1);
    const hints = booted.pushed.map(({ message }) => message.payload as ChangeHint);
    expect(hints.filter(({ what }) => what.includes('labels')).length).toBeGreaterThanOrEqual(4);
  });

  it('have names of their own, whatever the case', async () => {
    const { data } = await create('Größe');
    expect(codeOf(await create('GRÖSSE'))).toEqual([200, undefined]);
    expect(codeOf(await create('größe'))).toEqual([409, 'label-exists']);
    const second = await create('Width');
    const query = { filterByTk: second.data.id };
    const body = { name: 'ＧＲÖßE', color: 'red' };
    expect(codeOf(await anna.post('mailLabels:update', { query, body }))).toEqual([409, 'label-exists']);
    // Its own name in another case is no other name.
    const own = { query: { filterByTk: data.id }, body: { name: 'GRÖßE', color: 'red' } };
    expect((await anna.post('mailLabels:update', own)).status).toBe(200);
    expect(codeOf(await create('größe', 'blue', bert))).toEqual([200, undefined]);
    const answers = await Promise.all([1, 2, 3].map(() => create('At once')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('are refused with names and colors that nobody could use', async () => {
    for (const [name, color] of [
      ['', 'blue'],
      [' ', 'blue'],
      ['two\nlines', 'blue'],
      ['say "hello"', 'blue'],
      ['x'.repeat(61), 'blue'],
      ['x', 'infrared'],
    ])
      expect(codeOf(await create(name, color)), name).toEqual([400, 'invalid-input']);
    const rows = Array.from({ length: MOST_LABELS }, (_, index) => ({
      ...{ userId: anna.userId, name: `l${index}`, nameKey: `l${index}`, color: 'blue' },
    }));
    await table(ctx, 'mailLabels').bulkCreate(rows);
    expect(codeOf(await create('one more'))).toEqual([429, 'labels-full']);
  });

  it('are put on messages and taken off, and the answer says what has changed', async () => {
    const [work, later] = [await labelled('Work'), await labelled('Later')];
    await label(['Order'], { add: [work] });
    booted.pushed.length = 0;
    const { data } = await label(['Offer', 'Order', 'Parcel'], { add: [work] });
    const ids = (...subjects: string[]) => subjects.map((subject) => String(mails.get(subject)));
    const [change, ...others] = data.changed;
    expect([change.added.map(String).sort(), change.removed, others]).toEqual([
      ids('Offer', 'Parcel').sort(),
      [],
      [],
    ]);
    const hints = booted.pushed.map(({ message }) => message.payload as ChangeHint);
    expect(hints.map(({ what }) => what)).toEqual([['messages'], ['messages']]);
    expect(await labelsOn('Order', { folderId: desk.folders.inbox })).toEqual([String(work)]);
    const both = await label(['Order'], { add: [later], remove: [work] });
    expect(both.data.changed).toHaveLength(2);
    expect(await labelsOn('Order', { folderId: desk.folders.inbox })).toEqual([String(later)]);
    expect((await label(['Order'], { add: [later], remove: [work] })).data.changed).toEqual([]);
    const { data: alone } = await anna.get<MessageView>('mailMessages:get', {
      query: { filterByTk: mails.get('Order') },
    });
    expect([alone.subject, alone.labels?.map(String)]).toEqual(['Order', [String(later)]]);
    // It hides what it hid without them.
    expect(Object.keys(alone)).not.toContain('uid');
  });

  it('are put on whole conversations, whose row has the labels of all its messages', async () => {
    const work = await labelled('Work');
    const keys = { threadKey: 'one conversation' };
    const inThread = ['Offer', 'Order', 'Answer'].map((subject) => mails.get(subject));
    await table(ctx, 'mailMessages').update(keys, { where: { id: inThread } });
    const { data } = await label(['Order'], { add: [work], conversations: true });
    // Those in the same folder, as with everything that is done to a conversation.
    expect(data.changed[0].added).toHaveLength(2);
    await label(['Order'], { remove: [work] });
    expect(await labelsOn('Order', { q: 'order', conversations: true })).toEqual([String(work)]);
    const parts = (await page({ threadKey: 'one conversation' })).rows;
    expect(parts.map(({ subject, labels }) => [subject, labels?.length])).toEqual([
      ['Answer', 0],
      ['Order', 0],
      ['Offer', 1],
    ]);
  });

  it('are searched for, alone and with other words', async () => {
    const [work, two] = [await labelled('Work'), await labelled('two words')];
    await label(['Offer', 'Answer', 'Parcel'], { add: [work] });
    await label(['Offer', 'Invoice'], { add: [two] });
    expect(await found('label:work')).toEqual(['Parcel', 'Answer', 'Offer']);
    expect(await found('label:"TWO words"')).toEqual(['Invoice', 'Offer']);
    expect(await found('label:work label:"two words"')).toEqual(['Offer']);
    expect(await found('label:work -label:"two words"')).toEqual(['Parcel', 'Answer']);
    expect(await found('-label:work')).toEqual(['Invoice', 'Order']);
    expect(await found('label:work OR label:"two words"')).toEqual(['Invoice', 'Parcel', 'Answer', 'Offer']);
    expect(await found('label:work OR order')).toEqual(['Parcel', 'Answer', 'Order', 'Offer']);
    expect(await found('label:work text')).toEqual(['Parcel', 'Answer', 'Offer']);
    expect(await found('label:work in:sent')).toEqual(['Answer']);
    expect(await found('label:work', { folderId: desk.folders.inbox })).toEqual(['Offer']);
    expect(await found('label:work', { accountId: shop.accountId })).toEqual(['Parcel']);
    expect(await found('label:work', { sort: 'oldest' })).toEqual(['Offer', 'Answer', 'Parcel']);
    expect(await found('label:work', { conversations: true })).toContain('Parcel');
    const unknown = await page({ q: 'label:nothing -label:none' });
    expect([unknown.rows, unknown.unknownLabels]).toEqual([[], ['nothing', 'none']]);
    const counted = await anna.get<{ count: number }>('mailMessages:countMatching', {
      query: { q: 'label:work' },
    });
    expect(counted.data.count).toBe(3);
  });

  it('are listed page by page', async () => {
    const work = await labelled('Work');
    await label([...mails.keys()], { add: [work] });
    const seen: string[] = [];
    for (let before: string | undefined; ;) {
      const { rows, next } = await page({ q: 'label:work', limit: 2, ...(before ? { before } : {}) });
      seen.push(...rows.map(({ subject }) => subject));
      if (!next) break;
      before = next;
    }
    expect(seen).toEqual(['Invoice', 'Parcel', 'Answer', 'Order', 'Offer']);
  });

  it('stay when a message moves, and go with it, with the label, the account and the user', async () => {
    const [work, gone] = [await labelled('Work'), await labelled('Gone')];
    const count = () => table(ctx, 'mailMessageLabels').count();
    const [extra] = await shop.store(shop.folders.inbox, [
      { subject: 'Extra', receivedAt: '2024-03-06T10:00:00.123Z' },
    ]);
    mails.set('Extra', extra);
    await label(['Offer', 'Extra', 'Parcel'], { add: [work, gone] });
    const moved = { folderId: shop.folders.sent, uidValidity: '2', uid: 99 };
    await table(ctx, 'mailMessages').update(moved, { where: { id: extra } });
    expect(await found('label:work in:sent')).toEqual(['Extra']);
    await anna.post('mailLabels:destroy', { query: { filterByTk: gone } });
    expect(await count()).toBe(3);
    await inTransaction(ctx, (transaction) => deleteMessages(ctx, [extra], transaction));
    mails.delete('Extra');
    expect(await count()).toBe(2);
    await wipeAccount(ctx, shop.accountId);
    expect(await count()).toBe(1);
    await wipeUser(ctx, anna.userId ?? 0);
    expect([await count(), await table(ctx, 'mailLabels').count({ where: { userId: anna.userId } })]).toEqual(
      [0, 0],
    );
  });

  it('are their owner’s alone', async () => {
    const { data: his } = await create('His', 'blue', bert);
    const { data: hers } = await create('Hers');
    const query = { filterByTk: hers.id };
    for (const other of [bert, booted.root]) {
      expect((await listed(other)).map(({ name }) => name)).not.toContain('Hers');
      const body = { name: 'Mine now', color: 'red' };
      expect((await other.post('mailLabels:update', { query, body })).status).toBe(404);
      expect((await other.post('mailLabels:destroy', { query })).status).toBe(404);
      for (const action of ['mailLabels:get', 'mailMessageLabels:list', 'mailMessageLabels:create'])
        expect((await other.post(action, { query, body: {} })).status, action).toBe(403);
    }
    expect((await booted.nobody.get('mailLabels:list')).status).toBe(401);
    const tried = async (body: object) => codeOf(await anna.post('mailMessages:label', { body }));
    expect(await tried({ ids: [foreign], add: [hers.id] })).toEqual([404, 'not-found']);
    expect(await tried({ ids: [foreign], add: [his.id] })).toEqual([404, 'not-found']);
    expect(await tried({ ids: [], add: [his.id] })).toEqual([404, 'not-found']);
    expect(await tried({ ids: [] })).toEqual([400, 'invalid-input']);
    const many = Array.from({ length: MOST_LABELS_AT_ONCE + 1 }, (_, index) => index + 1);
    expect(await tried({ ids: [], add: many })).toEqual([400, 'invalid-input']);
    expect(await tried({ ids: [], add: [hers.id], remove: [hers.id] })).toEqual([400, 'invalid-input']);
    expect(await table(ctx, 'mailMessageLabels').count()).toBe(0);
  });
});
