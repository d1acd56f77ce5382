import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailAddress } from '../../../../src/common';
import { wipeAccount } from '../../../../src/server/store/accounts/wipe';
import { rowsAs, table } from '../../../../src/server/store/db/rows';
import { inTransaction } from '../../../../src/server/store/db/transaction';
import { saveSightings } from '../../../../src/server/store/correspondents/correspondents';
import { STANDING } from '../../../../src/server/store/correspondents/standing';
import { saveBodies } from '../../../../src/server/store/messages/pendingBodies';
import { bootApp, type BootedApp, type Caller } from '../../boot';
import { createMailbox } from '../mailbox';

const day = (at: number) => `2026-03-${String(at).padStart(2, '0')}T10:00:00Z`;
const person = (name: string, address: string): MailAddress => ({ name, address });
const OFTEN = person('Mara Often', 'mara.often@firm.example');
const RECENT = person('Mark Recent', 'mark@firm.example');
const HEARD = person('Martin Heard', 'martin@firm.example');
const BESIDE = person('Marta Beside', 'marta@firm.example');
const ROBOT = person('Mars Shop', 'noreply@mars.example');
const NEWS = person('Market News', 'hello@market.example');

describe('suggestions of recipients', () => {
  let booted: BootedApp;
  let anna: Caller;
  let bert: Caller;
  let box: Awaited<ReturnType<typeof createMailbox>>;
  let second: typeof box;

  const suggested = async (text: string, caller = anna): Promise<string[]> => {
    const { status, body, data } = await caller.get<MailAddress[]>('mailAddresses:suggest', {
      query: { text },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    return data.map(({ address }) => address);
  };

  beforeAll(async () => {
    booted = await bootApp();
    anna = await booted.user('anna');
    bert = await booted.user('bert');
    box = await createMailbox(booted, anna, 'desk');
    second = await createMailbox(booted, anna, 'shop');
    const { inbox, sent } = box.folders;
    const heard = Array.from({ length: 6 }, (_, index) => ({
      ...{ subject: `Heard ${index}`, from: HEARD, to: [BESIDE], receivedAt: day(20 + index) },
    }));
    const robots = Array.from({ length: 8 }, (_, index) => ({
      ...{ subject: `Buy ${index}`, from: ROBOT, receivedAt: day(index + 1) },
    }));
    await box.store(inbox, [...heard, ...robots]);
    await box.store(sent, [
      ...[1, 2, 3, 4].map((at) => ({ subject: `Often ${at}`, to: [OFTEN], receivedAt: day(at) })),
      { subject: 'Recent', to: [RECENT], receivedAt: day(9) },
    ]);
    const ids = await box.store(inbox, [
      { subject: 'News', from: NEWS, receivedAt: day(28) },
      { subject: 'More news', from: NEWS, receivedAt: day(29) },
    ]);
    const unsubscribe = { url: 'https://market.example/leave', oneClick: true };
    await saveBodies(box.ctx, null, box.accountId, [
      {
        ...{ id: ids[0], preview: '', shows: () => false },
        body: { text: 'x', html: '', facts: { unsubscribe } },
      },
    ]);
  });
  afterAll(() => booted.stop());

  it('begin with whom one wrote to, by how often and when, and end with programs', async () => {
    const order = [OFTEN, RECENT, HEARD, BESIDE, ROBOT, NEWS].map(({ address }) => address);
    expect(await suggested('mar')).toEqual(order);
    // One more message changes the order at once.
    const again = [11, 12, 13].map((at) => ({ subject: 'Again', to: [RECENT], receivedAt: day(at) }));
    await box.store(box.folders.sent, again);
    expect((await suggested('mar')).slice(0, 2)).toEqual([RECENT.address, OFTEN.address]);
  });

  it('keep a newsletter last, however many follow, until one writes to it', async () => {
    await box.store(box.folders.inbox, [{ subject: 'Even more news', from: NEWS, receivedAt: day(30) }]);
    expect((await suggested('mar')).slice(-2).sort()).toEqual([NEWS.address, ROBOT.address]);
    await box.store(box.folders.sent, [{ subject: 'Please stop', to: [NEWS], receivedAt: day(31) }]);
    expect((await suggested('market'))[0]).toBe(NEWS.address);
    expect((await suggested('mar')).indexOf(NEWS.address)).toBeLessThan(3);
  });

  it.each([
    ['often mara', [OFTEN.address]],
    ['MARA.O', [OFTEN.address]],
    ['often@firm', [OFTEN.address]],
    ['mara recent', []],
    ['ara', []],
    ['%', []],
    ["' OR 1=1 --", []],
    ['', []],
    [' ', []],
  ])('for %j are these', async (text, expected) => {
    expect(await suggested(text)).toEqual(expected);
  });

  it('find a person once, by the newest name, in all of somebody’s mailboxes', async () => {
    const sent = second.folders.sent;
    await second.store(sent, [
      { subject: 'x', to: [person('Zoë Old', 'zoe@firm.example')], receivedAt: day(1) },
    ]);
    await box.store(box.folders.inbox, [
      { subject: 'y', from: person('Zoë Döring', 'Zoe@Firm.example'), receivedAt: day(2) },
      { subject: 'z', from: person('', 'zoe@firm.example'), receivedAt: day(3) },
    ]);
    expect(await suggested('zoe')).toEqual(['zoe@firm.example']);
    expect(await suggested('doring')).toEqual(['zoe@firm.example']);
    await box.store(box.folders.inbox, [
      { subject: 'w', from: person('Zoë Anders', 'zoe@firm.example'), receivedAt: day(4) },
    ]);
    expect(await suggested('doring')).toEqual([]);
    expect(await suggested('anders')).toEqual(['zoe@firm.example']);
  });

  it('are of the caller’s own mail only', async () => {
    expect(await suggested('mar', bert)).toEqual([]);
    expect(await suggested('mar', booted.root)).toEqual([]);
    expect((await booted.nobody.get('mailAddresses:suggest', { query: { text: 'mar' } })).status).toBe(401);
    for (const name of ['mailCorrespondents', 'mailCorrespondentWords'])
      expect((await anna.get(`${name}:list`)).status).toBe(403);
  });

  it.each([[{}], [{ text: 'x'.repeat(300) }], [{ text: 'a\0b' }]])('refuse %j', async (query) => {
    expect((await anna.get('mailAddresses:suggest', { query })).status).toBe(400);
  });

  it('read an index, also among thousands of people', async () => {
    const at = new Date(day(1));
    const many = Array.from({ length: 5000 }, (_, index) => ({
      ...{ address: `p${index}@q${index % 100}.example`, name: `Given${index} Family${index % 7}` },
      ...{ standing: STANDING.wrote, at },
    }));
    await inTransaction(box.ctx, (transaction) =>
      saveSightings(box.ctx, second.accountId, many, transaction),
    );
    expect(await suggested('given4999')).toEqual(['p4999@q99.example']);
    expect(await suggested('p777@')).toEqual(['p777@q77.example']);
    expect(await suggested('family3')).toHaveLength(10);
    expect(await suggested('given f')).toHaveLength(10);
  });

  it('are gone with the account', async () => {
    await wipeAccount(second.ctx, second.accountId);
    for (const name of ['mailCorrespondents', 'mailCorrespondentWords'] as const) {
      const rows = rowsAs<{ accountId: string }>(await table(box.ctx, name).findAll());
      expect(new Set(rows.map(({ accountId }) => String(accountId)))).toEqual(
        new Set([String(box.accountId)]),
      );
    }
  });
});
