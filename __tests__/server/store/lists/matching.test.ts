import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id, MatchesView, MatchingView, MessageView } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { applyChanges } from '../../../../src/server/store/messages/applyChanges';
import type { MessageDraft } from '../../../../src/server/store/messageDraft';
import { bootApp, type BootedApp, type Caller } from '../../boot';
import { addAccount, draft, person, type Account } from '../threads/threadMails';

const MAILS = 130;

describe('all that a list has', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let account: Account;
  let other: Account;
  const inbox = () => String(account.folders[0]);

  const counted = async (query: Record<string, unknown>, caller = anna) =>
    (await caller.get<{ data: MatchesView }>('mailMessages:countMatching', { query })).body.data;
  const step = async (query: Record<string, unknown>, caller = anna) =>
    (await caller.get<{ data: MatchingView }>('mailMessages:matching', { query })).body.data;
  const store = (to: Account, inserted: MessageDraft[], index = 0) =>
    applyChanges(ctx, null, {
      place: { accountId: to.id, folderId: to.folders[index], uidValidity: '1' },
      ...{ inserted, flags: [], vanished: [], cursor: {} },
    });
  const steps = async (query: Record<string, unknown>, each?: (ids: Id[]) => Promise<void>) => {
    const found: Id[] = [];
    for (let before: string | null | undefined; before !== null;) {
      const { ids, next } = await step({ ...query, limit: 20, ...(before ? { before } : {}) });
      expect(ids.length).toBeLessThanOrEqual(20);
      await each?.(ids);
      found.push(...ids);
      before = next;
    }
    return found.map(String);
  };
  const listed = async (query: Record<string, unknown>) => {
    const { body } = await anna.get<{ data: MessageView[] }>('mailMessages:page', {
      query: { ...query, limit: 100 },
    });
    return body.data.map(({ id }) => String(id));
  };

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    anna = await booted.user('anna');
    bert = await booted.user('bert');
    account = await addAccount(ctx, anna.userId ?? 0, 'anna@example.com', 3);
    other = await addAccount(ctx, anna.userId ?? 0, 'shop@example.com', 1);
    const carla = { from: [person('carla')] };
    const mails = Array.from({ length: MAILS }, (_, at) =>
      draft(at + 1, {
        ...{ at: Math.floor(at / 3), subject: at % 2 ? 'Offer' : 'Lunch', ...carla },
        ...{ seen: at % 10 !== 0, flagged: at % 26 === 0 },
      }),
    );
    await store(account, mails);
    await store(account, [draft(500, { at: 900, subject: 'Offer again', ...carla })], 1);
    await store(other, [draft(600, { at: 901, subject: 'Offer of the shop', ...carla })]);
  });
  afterAll(() => booted.stop());

  it('is counted: a folder, what is unread in it, what a search finds, over all accounts', async () => {
    expect(await counted({ folderId: inbox() })).toMatchObject({ count: MAILS, exact: true });
    expect(await counted({ folderId: inbox(), show: 'unread' })).toMatchObject({ count: 13, exact: true });
    expect(await counted({ folderId: inbox(), show: 'flagged' })).toMatchObject({ count: 5, exact: true });
    expect(await counted({ folderId: inbox(), q: 'offer' })).toMatchObject({ count: 65, exact: true });
    expect(await counted({ folderId: inbox(), q: 'is:unread lunch' })).toMatchObject({ count: 13 });
    expect(await counted({ accountId: account.id, q: 'offer' })).toMatchObject({ count: 66 });
    expect(await counted({ q: 'offer' })).toMatchObject({ count: 67 });
    expect(await counted({ role: 'inbox' })).toMatchObject({ count: MAILS + 1 });
    expect(await counted({ folderId: inbox(), q: 'nowhere' })).toMatchObject({ count: 0, exact: true });
  });

  it.each([{ show: 'all' }, { q: 'offer' }, { show: 'unread' }])(
    'is given out in steps, each message once, newest first: %j',
    async (which) => {
      const found = await steps({ folderId: inbox(), ...which });
      const { count } = await counted({ folderId: inbox(), ...which });
      expect(new Set(found).size).toBe(count);
      expect(found.slice(0, 100)).toEqual(await listed({ folderId: inbox(), ...which }));
    },
  );

  it('has nothing in it that was stored after it was counted', async () => {
    const { upTo } = await counted({ folderId: inbox(), q: 'offer' });
    await store(account, [
      // Older than all by its date.
      draft(900, { at: -10, subject: 'Offer, late' }),
      draft(901, { at: 5000, subject: 'Offer, new' }),
    ]);
    expect(await steps({ folderId: inbox(), q: 'offer', upTo })).toHaveLength(65);
    expect(await steps({ folderId: inbox(), q: 'offer' })).toHaveLength(67);
    expect(await counted({ folderId: inbox(), q: 'offer' })).toMatchObject({ count: 67 });
  });

  it('goes on where it was while what it has given out is moved away', async () => {
    const { upTo } = await counted({ folderId: inbox(), q: 'lunch' });
    const moved = await steps({ folderId: inbox(), q: 'lunch', upTo }, async (ids) => {
      const body = { ids, folderId: account.folders[2] };
      expect((await anna.post('mailMessages:move', { body })).status).toBe(200);
    });
    expect(new Set(moved).size).toBe(65);
    expect(await counted({ folderId: inbox(), q: 'lunch' })).toMatchObject({ count: 0 });
    expect(await counted({ folderId: account.folders[2] })).toMatchObject({ count: 65 });
  });

  it('is each person’s own', async () => {
    for (const action of ['countMatching', 'matching']) {
      const query = { folderId: inbox() };
      expect((await bert.get(`mailMessages:${action}`, { query })).status, action).toBe(404);
      expect((await bert.get(`mailMessages:${action}`, { query: { accountId: account.id } })).status).toBe(
        404,
      );
      expect((await booted.nobody.get(`mailMessages:${action}`, { query })).status, action).toBe(401);
    }
    expect(await counted({ q: 'offer' }, bert)).toEqual({ count: 0, exact: true, upTo: null });
    expect((await step({}, bert)).ids).toEqual([]);
  });
});
