import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageOrigin, MessageView } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { applyChanges } from '../../../../src/server/store/messages/applyChanges';
import type { MessageDraft } from '../../../../src/server/store/messageDraft';
import { table } from '../../../../src/server/store/db/rows';
import { bootApp, type BootedApp, type Caller } from '../../boot';
import { addAccount, draft, person, type Account } from '../threads/threadMails';

/** Of a list of conversations, what a person sees of a row. */
interface Line {
  subject: string;
  total: number | undefined;
  unread: number | undefined;
  folderId: string;
}

describe('a list of conversations', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let account: Account;
  let other: Account;
  const folder = (index: number): string => String(account.folders[index]);

  const page = async (query: Record<string, unknown>, caller = anna) => {
    const { status, body } = await caller.get<{ data: MessageView[]; meta: { next: string | null } }>(
      'mailMessages:page',
      { query: { conversations: true, ...query } },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    return { rows: body.data, next: body.meta.next };
  };
  const lines = async (query: Record<string, unknown>): Promise<Line[]> =>
    (await page(query)).rows.map(({ subject, conversation, folderId }) => ({
      ...{ subject, total: conversation?.total, unread: conversation?.unread, folderId: String(folderId) },
    }));
  const store = (to: Account, inserted: MessageDraft[], index = 0) =>
    applyChanges(ctx, null, {
      place: { accountId: to.id, folderId: to.folders[index], uidValidity: '1' },
      ...{ inserted, flags: [], vanished: [], cursor: {} },
    });

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    anna = await booted.user('anna');
    bert = await booted.user('bert');
    account = await addAccount(ctx, anna.userId ?? 0, 'anna@example.com', 3);
    other = await addAccount(ctx, anna.userId ?? 0, 'shop@example.com', 1);
    const carla = { from: [person('carla')], to: [person('anna')] };
    await store(account, [
      draft(1, { at: 1, subject: 'Offer', ...carla, seen: true, file: true }),
      draft(2, { at: 5, subject: 'Re: Offer', references: ['<1@x>'], from: [person('dora')] }),
      draft(3, { at: 3, subject: 'Lunch', ...carla, seen: true, flagged: true }),
      draft(4, { at: 9, subject: 'Re: Offer', references: ['<1@x>', '<2@x>'], ...carla }),
    ]);
    await store(
      account,
      [
        draft(101, {
          ...{ at: 7, subject: 'Re: Offer', references: ['<2@x>'], seen: true },
          ...{ from: [person('anna')], to: [person('dora')] },
        }),
        draft(102, { at: 20, subject: 'Only sent', from: [person('anna')], seen: true }),
      ],
      1,
    );
    await store(other, [draft(201, { at: 6, subject: 'Of the shop', ...carla })]);
  });
  afterAll(() => booted.stop());

  it('shows each once, by its newest message in the folder, with a summary', async () => {
    const { rows } = await page({ folderId: folder(0) });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      ...{ subject: 'Re: Offer', fromName: 'carla', seen: false, flagged: false, hasAttachments: true },
      conversation: { total: 3, unread: 2, flagged: 0, hasAttachments: true },
    });
    expect(rows[0]?.conversation?.participants.map(({ name }) => name)).toEqual(['carla', 'dora']);
    expect(rows[1]).toMatchObject({
      ...{ subject: 'Lunch', seen: true, flagged: true },
      conversation: { total: 1, unread: 0 },
    });
  });

  it('counts what lies in all folders where all folders are listed', async () => {
    expect(await lines({ accountId: account.id })).toEqual([
      { subject: 'Only sent', total: 1, unread: 0, folderId: folder(1) },
      { subject: 'Re: Offer', total: 4, unread: 2, folderId: folder(0) },
      { subject: 'Lunch', total: 1, unread: 0, folderId: folder(0) },
    ]);
    // Over accounts too, in one order.
    expect((await lines({ role: 'inbox' })).map(({ subject }) => subject)).toEqual([
      ...['Re: Offer', 'Of the shop', 'Lunch'],
    ]);
  });

  it('shows only what is unread, or flagged', async () => {
    const unread = { show: 'unread', folderId: folder(0) };
    expect(await lines(unread)).toEqual([{ subject: 'Re: Offer', total: 3, unread: 2, folderId: folder(0) }]);
    expect(await lines({ show: 'unread', accountId: account.id })).toEqual([
      { subject: 'Re: Offer', total: 4, unread: 2, folderId: folder(0) },
    ]);
    expect((await lines({ show: 'flagged', folderId: folder(0) })).map(({ subject }) => subject)).toEqual([
      'Lunch',
    ]);
  });

  it('finds a conversation once, however many of its messages match', async () => {
    expect(await lines({ q: 'offer', folderId: folder(0) })).toEqual([
      { subject: 'Re: Offer', total: 3, unread: 2, folderId: folder(0) },
    ]);
    const found = await page({ q: 'from:dora', accountId: account.id });
    expect(found.rows).toHaveLength(1);
    // The match, and what is known of its conversation.
    expect(found.rows[0]).toMatchObject({ fromName: 'dora', conversation: { total: 4 } });
  });

  it('goes on from page to page, with nothing left out', async () => {
    const many = await addAccount(ctx, anna.userId ?? 0, 'many@example.com', 2);
    const mails = Array.from({ length: 60 }, (_, at) =>
      draft(1000 + at, {
        ...{ at: Math.floor(at / 2), subject: `Topic ${at % 20}`, messageId: `<many${at}@x>` },
        references: at < 20 ? [] : [`<many${at % 20}@x>`],
      }),
    );
    await store(many, mails.slice(0, 40));
    await store(many, mails.slice(40), 1);
    for (const query of [
      { folderId: many.folders[0] },
      { accountId: many.id },
      { accountId: many.id, q: 'topic' },
    ]) {
      const subjects: string[] = [];
      for (let before: string | null | undefined; before !== null;) {
        const { rows, next } = await page({ ...query, limit: 7, ...(before ? { before } : {}) });
        expect(rows.length).toBeLessThanOrEqual(7);
        subjects.push(...rows.map(({ subject }) => subject));
        before = next;
      }
      expect(new Set(subjects).size, JSON.stringify(query)).toBe(20);
      // A search may name one again on a later page; a list does not.
      if (!('q' in query)) expect(subjects).toHaveLength(20);
    }
  });

  it('acts on all of a conversation in its folder, and says what was moved from where', async () => {
    const [row] = (await page({ folderId: folder(0) })).rows;
    const ids = [row?.id];
    await anna.post('mailMessages:flag', { body: { ids, seen: true, conversations: true } });
    expect((await page({ folderId: folder(0) })).rows[0]).toMatchObject({
      seen: true,
      conversation: { total: 3, unread: 0 },
    });
    const { status, data } = await anna.post<{ moved: MessageOrigin[] }>('mailMessages:move', {
      body: { ids, folderId: folder(2), conversations: true },
    });
    expect(status).toBe(200);
    expect(data.moved).toHaveLength(3);
    expect(new Set(data.moved.map(({ folderId }) => String(folderId)))).toEqual(new Set([folder(0)]));
    expect((await lines({ folderId: folder(0) })).map(({ subject }) => subject)).toEqual(['Lunch']);
    // What was sent stays where it is.
    expect(await table(ctx, 'mailMessages').count({ where: { folderId: folder(1), vanishedAt: null } })).toBe(
      2,
    );
    // Without asking for the conversation it is one message.
    await anna.post('mailMessages:move', { body: { ids, folderId: folder(0) } });
    expect(await lines({ folderId: folder(0) })).toMatchObject([
      { subject: 'Re: Offer', total: 1 },
      { subject: 'Lunch', total: 1 },
    ]);
    const removed = await anna.post<{ trashed: MessageOrigin[] }>('mailMessages:remove', {
      body: { ids: (await page({ folderId: folder(2) })).rows.map(({ id }) => id), conversations: true },
    });
    expect(removed.data.trashed).toHaveLength(2);
  });

  it('is each person’s own', async () => {
    const [row] = (await page({ folderId: folder(0) })).rows;
    expect(
      (await bert.get('mailMessages:page', { query: { conversations: true, folderId: folder(0) } })).status,
    ).toBe(404);
    expect((await page({}, bert)).rows).toEqual([]);
    for (const [action, more] of [
      ['flag', { seen: true }],
      ['move', { folderId: folder(2) }],
      ['archive', {}],
      ['remove', {}],
    ] as const) {
      const body = { ids: [row?.id], conversations: true, ...more };
      expect((await bert.post(`mailMessages:${action}`, { body })).status, action).toBe(404);
      expect((await booted.nobody.post(`mailMessages:${action}`, { body })).status, action).toBe(401);
    }
  });
});
