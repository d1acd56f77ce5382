import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../../src/common';
import { bootApp, type BootedApp, type Caller } from '../../boot';
import { createMailbox } from '../mailbox';

const person = (name: string, address = `${name.toLowerCase()}@example.org`) => ({ name, address });

describe('a list in another order', () => {
  let booted: BootedApp;
  let caller: Caller;
  let box: Awaited<ReturnType<typeof createMailbox>>;
  let second: Awaited<ReturnType<typeof createMailbox>>;

  const ask = (query: Record<string, unknown>) =>
    caller.get<{ data: MessageView[]; meta: { next: string | null } }>('mailMessages:page', { query });
  /** All pages of a list, two rows each, with what arrives after the first page. */
  const walk = async (query: Record<string, unknown>, between?: () => Promise<unknown>) => {
    const found: string[] = [];
    const { everywhere = false, ...rest } = query;
    const place = everywhere ? {} : { folderId: String(box.folders.inbox) };
    let before: string | null = null;
    for (let round = 0; round < 40; round++) {
      const { status, body } = await ask({ ...place, limit: 2, ...rest, ...(before ? { before } : {}) });
      expect(status, JSON.stringify(body)).toBe(200);
      found.push(...body.data.map(({ subject }) => subject));
      before = body.meta.next;
      if (!before) return found;
      if (round === 0) await between?.();
    }
    throw new Error('endless');
  };

  beforeAll(async () => {
    booted = await bootApp();
    caller = await booted.user('anna');
    box = await createMailbox(booted, caller, 'desk');
    second = await createMailbox(booted, caller, 'shop');
    const at = (day: number) => `2024-03-${String(day).padStart(2, '0')}T10:00:00.123Z`;
    await box.store(box.folders.inbox, [
      { subject: 'Offer', from: person('clara'), size: 300, receivedAt: at(1), seen: false },
      { subject: 'RE: offer 2', from: person('Bert'), size: 9000, receivedAt: at(2), text: 'plan' },
      { subject: '回复：Zebra', from: person('', 'adam@example.org'), size: 300, receivedAt: at(3) },
      { subject: 'Fwd: nothing', from: person('bert'), size: 2_000_000, receivedAt: at(4), text: 'plan' },
      { subject: '', from: person('Bert'), size: 0, receivedAt: at(4), seen: false, text: 'plan' },
      { subject: "'; DROP -- %_\\", from: person('😀'.repeat(80)), size: 5, receivedAt: at(5) },
    ]);
    await second.store(second.folders.inbox, [
      { subject: 'Shop', from: person('Carl'), size: 4000, receivedAt: at(3), text: 'plan' },
    ]);
    const to = (name: string) => [person(name)];
    await box.store(box.folders.sent, [
      { subject: 'To Xenia', to: to('Xenia'), receivedAt: at(1) },
      { subject: 'To Adam', to: to('adam'), receivedAt: at(2) },
      { subject: 'To Mia', to: to('Mia'), receivedAt: at(3) },
    ]);
  });
  afterAll(() => booted.stop());

  const [offer, second2, zebra, forward, empty, odd] = [
    ...['Offer', 'RE: offer 2', '回复：Zebra', 'Fwd: nothing', '', "'; DROP -- %_\\"],
  ];

  it('begins with the oldest', async () => {
    expect(await walk({ sort: 'oldest' })).toEqual([offer, second2, zebra, forward, empty, odd]);
    expect(await walk({ sort: 'oldest', everywhere: true })).toEqual([
      ...[offer, 'To Xenia', second2, 'To Adam', zebra, 'Shop', 'To Mia', forward, empty, odd],
    ]);
  });

  it('is by sender, with the newest of each first, whoever has no name by the address', async () => {
    expect(await walk({ sort: 'sender' })).toEqual([zebra, empty, forward, second2, offer, odd]);
    expect(await walk({ sort: 'sender', everywhere: true, role: 'inbox' })).toEqual([
      ...[zebra, empty, forward, second2, 'Shop', offer, odd],
    ]);
  });

  it('is by recipient, subject without “Re:”, and size', async () => {
    const folderId = String(box.folders.sent);
    expect(await walk({ sort: 'recipient', folderId })).toEqual(['To Adam', 'To Mia', 'To Xenia']);
    const bySubject = await walk({ sort: 'subject' });
    expect(bySubject.filter((subject) => subject !== odd)).toEqual([empty, forward, offer, second2, zebra]);
    expect(await walk({ sort: 'size' })).toEqual([forward, second2, zebra, offer, odd, empty]);
  });

  it('sorts what is filtered and what a search finds', async () => {
    expect(await walk({ sort: 'size', show: 'unread' })).toEqual([offer, empty]);
    expect(await walk({ sort: 'size', q: 'plan ' })).toEqual([forward, second2, empty]);
    expect(await walk({ sort: 'size', q: 'larger:200' })).toEqual([forward, second2, zebra, offer]);
    expect(await walk({ sort: 'oldest', q: 'plan ', everywhere: true })).toEqual([
      ...[second2, 'Shop', forward, empty],
    ]);
    expect(await walk({ sort: 'oldest', address: 'bert@example.org' })).toEqual([second2, forward, empty]);
  });

  it('lists conversations by date alone', async () => {
    const conversations = true;
    const oldest = await walk({ sort: 'oldest', conversations });
    expect(oldest).toEqual((await walk({ conversations })).reverse());
    expect(oldest).toHaveLength(6);
    const everywhere = await walk({ sort: 'oldest', conversations, everywhere: true });
    expect(everywhere).toEqual((await walk({ conversations, everywhere: true })).reverse());
    expect(await walk({ sort: 'oldest', conversations, q: 'plan ' })).toEqual([second2, forward, empty]);
    expect((await ask({ sort: 'size', conversations })).status).toBe(400);
  });

  it('shows each message once while others arrive', async () => {
    const arrives = () =>
      second.store(second.folders.sent, [
        { subject: 'New A', from: person('Aaron'), receivedAt: new Date().toISOString() },
      ]);
    const before = await walk({ sort: 'sender', everywhere: true });
    expect(await walk({ sort: 'sender', everywhere: true }, arrives)).toEqual(before);
    expect((await walk({ sort: 'sender', everywhere: true })).filter((one) => one === 'New A')).toHaveLength(
      1,
    );
  });

  it('refuses an order that it does not know, and a place of another order', async () => {
    const folderId = String(box.folders.inbox);
    const { body } = await ask({ folderId, limit: 2, sort: 'oldest' });
    const before = body.meta.next;
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    for (const query of [
      { sort: 'unread' },
      { sort: ['size', 'oldest'] },
      { sort: 'sender', before },
      { sort: 'size', before: cursor('1700000000000 5 many') },
      { sort: 'size', before: cursor('1700000000000 5 1e400') },
      { sort: 'subject', before: cursor('1700000000000 5 a\0b') },
      { sort: 'size', conversations: true },
    ])
      expect((await ask({ folderId, ...query })).status, JSON.stringify(query)).toBe(400);
    for (const key of ["' OR 1=1 --", '\\', '\ud83d\ude00', 'ß%', '']) {
      const place = cursor(`1700000000000 5 ${key}`);
      expect((await ask({ folderId, sort: 'subject', before: place })).status, key).toBe(200);
    }
  });

  it('shows nothing of another person’s mail', async () => {
    const stranger = await booted.user('bert');
    for (const sort of ['oldest', 'sender', 'recipient', 'subject', 'size']) {
      const query = { sort, folderId: String(box.folders.inbox) };
      expect((await stranger.get('mailMessages:page', { query })).status).toBe(404);
      const all = await stranger.get<{ data: object[] }>('mailMessages:page', { query: { sort } });
      expect(all.body.data).toEqual([]);
    }
  });
});
