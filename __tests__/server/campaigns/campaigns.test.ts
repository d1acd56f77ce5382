import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignPreview } from '../../../src/common';
import { feedCampaigns } from '../../../src/server/campaigns/feed';
import { BEN } from '../outbox/scene';
import { CampaignWorld } from './world';

const HTML =
  '<p>Dear {{ $record.name }} in {{ $record.company.city }},</p><p>{{ $recipient.email }}</p><p>{{ $user.nickname }}</p>';
const FIELDS = ['email'];

describe('a bulk email', () => {
  let world: CampaignWorld;

  beforeAll(async () => {
    world = await CampaignWorld.start();
  });
  afterAll(() => world?.scene.stop());
  afterEach(() => world.clear());

  const inbox = async () => {
    await world.scene.ben.turn();
    return world.scene.ben.messages();
  };

  it('reaches each person as a message of their own, with the values of their record', async () => {
    const ids = [
      await world.customer({ name: 'Ben', email: BEN.address, city: 'Ulm', secret: 'x' }),
      await world.customer({ name: 'Ada', email: 'ada@fabrikam.example', city: 'Bonn' }),
    ];
    const { id } = await world.create({ subject: 'For {{ $record.name }}', html: HTML });
    expect(await world.add(id, { collection: 'customers', ids, fields: FIELDS })).toEqual({
      added: 2,
      leftOut: {},
    });
    const [first] = await world.recipients(id);
    const preview = await world.anna.caller.get<CampaignPreview>('mailCampaigns:preview', {
      query: { filterByTk: String(id), recipientId: String(first.id) },
    });
    expect(preview.data).toEqual({
      recipient: { id: first.id, name: 'Ben', address: BEN.address },
      subject: 'For Ben',
      html: `<p>Dear Ben in Ulm,</p><p>${BEN.address}</p><p>Anna</p>`,
      missing: [],
    });
    expect(await world.check(id)).toEqual({
      ...{ ready: 2, incomplete: 0, missing: [], suppressed: 0 },
      ...{ perMinute: 30, perDay: 10_000, minutes: 1 },
    });
    const started = await world.act('start', id, { missing: 'leaveOut', timeZone: 'UTC' });
    expect(started).toMatchObject({ state: 'running', counts: { total: 2 } });
    expect(await world.finish(id)).toMatchObject({
      state: 'done',
      counts: { sent: 2, total: 2 },
      endedAt: expect.any(String) as string,
    });
    const [mail] = await inbox();
    expect(mail).toMatchObject({ subject: 'For Ben', to: [{ name: 'Ben', address: BEN.address }] });
    expect(JSON.stringify(mail)).not.toContain('ada@');
    const { data: body } = await world.scene.ben.caller.get<{ text: string }>('mailMessages:body', {
      query: { filterByTk: String(mail.id) },
    });
    expect(body.text).toContain('Dear Ben in Ulm');
    // Neither in the outbox nor kept afterwards.
    expect((await world.anna.caller.get('mailOperations:list')).data).toEqual([]);
  });

  it('names duplicates, invalid and suppressed addresses, and people without one', async () => {
    await world.post(
      'mailSuppressions:create',
      { addresses: ['no@contoso.example', '@never.example'] },
      world.scene.booted.root,
    );
    const ids = [
      await world.customer({ name: 'Nobody' }),
      await world.customer({ email: 'a@x.example; A@x.example' }),
    ];
    const { id } = await world.create();
    const addresses = [
      'b@x.example',
      'B@X.example',
      'not an address',
      'NO@contoso.example',
      'c@never.example',
    ];
    const added = await world.add(id, { addresses: addresses.map((address) => ({ name: '', address })) });
    expect(added).toEqual({ added: 1, leftOut: { duplicate: 1, invalid: 1, suppressed: 2 } });
    expect(await world.add(id, { collection: 'customers', ids, fields: FIELDS })).toEqual({
      added: 1,
      leftOut: { noAddress: 1, duplicate: 1 },
    });
    const leftOut = await world.recipients(id, { state: 'leftOut' });
    expect(leftOut.map(({ address, reason }) => [address, reason])).toEqual([
      ['B@x.example', 'duplicate'],
      ['not an address', 'invalid'],
      ['NO@contoso.example', 'suppressed'],
      ['c@never.example', 'suppressed'],
      ['', 'noAddress'],
      ['A@x.example', 'duplicate'],
    ]);
    expect(
      (await world.recipients(id, { search: 'x.EXAMPLE', state: 'waiting' })).map(({ address }) => address),
    ).toEqual(['b@x.example', 'a@x.example']);
    await world.act('removeRecipients', id, { ids: [leftOut[0].id] });
    expect(await world.recipients(id, { state: 'leftOut' })).toHaveLength(5);
    await world.act('removeRecipients', id, { all: true });
    expect((await world.get(id)).counts).toMatchObject({ total: 0, leftOut: 0 });
  });

  it('leaves out people without a value, or leaves out the value', async () => {
    const ids = [
      await world.customer({ name: 'Ben', email: BEN.address, city: 'Ulm' }),
      await world.customer({ name: 'Cy', email: 'cy@fabrikam.example' }),
    ];
    for (const missing of ['leaveOut', 'empty'] as const) {
      const { id } = await world.create({ html: HTML });
      await world.add(id, { collection: 'customers', ids, fields: FIELDS });
      expect(await world.check(id)).toMatchObject({
        ...{ ready: 1, incomplete: 1, missing: [{ variable: '$record.company.city', count: 1 }] },
      });
      const second = (await world.recipients(id))[1];
      const { data: preview } = await world.anna.caller.get<CampaignPreview>('mailCampaigns:preview', {
        query: { filterByTk: String(id), recipientId: String(second.id) },
      });
      expect(preview).toMatchObject({ missing: ['$record.company.city'] });
      expect(preview.html).toContain('Dear Cy in {{ $record.company.city }}');
      await world.act('start', id, { missing });
      const { counts } = await world.finish(id);
      expect(counts).toMatchObject(missing === 'empty' ? { sent: 2 } : { sent: 1, leftOut: 1 });
    }
  });

  it('sees only what its writer may see', async () => {
    const hers = await world.customer({ name: 'Ben', email: BEN.address, secret: 'hidden' });
    const other = await world.customer({ name: 'Other', email: 'other@x.example' }, false);
    const { id } = await world.create({ html: '<p>{{ $record.secret }}</p><p>{{ $record.name }}</p>' });
    await world.add(id, { collection: 'customers', ids: [hers, other], fields: FIELDS });
    await world.add(id, {
      collection: 'customers',
      filter: { email: { $notEmpty: true } },
      fields: ['email', 'secret'],
    });
    const there = await world.recipients(id, { state: 'waiting' });
    expect(there.map(({ address }) => address)).not.toContain('other@x.example');
    const check = await world.check(id);
    expect(check.missing.map(({ variable }) => variable)).toContain('$record.secret');
    for (const source of [
      { collection: 'mailMessages', ids: [1], fields: ['fromAddress'] },
      { collection: 'companies', ids: [1], fields: ['city'] },
    ]) {
      const { status } = await world.anna.caller.post(
        `mailCampaigns:addRecipients?filterByTk=${String(id)}`,
        { body: source },
      );
      expect(status).toBe(400);
    }
    // Nobody else finds it, and nobody changes it.
    for (const caller of [world.scene.ben.caller, world.scene.booted.root])
      for (const action of ['update', 'start', 'pause', 'cancel', 'destroy', 'test'])
        expect(
          (
            await caller.post(`mailCampaigns:${action}?filterByTk=${String(id)}`, {
              body: { accountId: world.anna.accountId, missing: 'empty', key: 'a-key-of-sixteen-chars' },
            })
          ).status,
        ).toBe(404);
  });

  it('is sent once to each, however many feed it at once', async () => {
    const { id } = await world.create({ html: '<p>{{ $recipient.email }}</p>' });
    const addresses = Array.from({ length: 12 }, (_, at) => ({
      name: '',
      address: `p${at}@fabrikam.example`,
    }));
    await world.add(id, { addresses });
    await world.act('start', id, { missing: 'empty' });
    for (let round = 0; round < 6; round++) {
      await Promise.all([1, 2, 3].map(() => feedCampaigns(world.scene.ctx)));
      await world.anna.letTimePass();
      await world.anna.sends();
    }
    expect(await world.finish(id)).toMatchObject({ state: 'done', counts: { sent: 12 } });
    await world.anna.turn();
    const sent = (await world.anna.messages('sent')).filter(({ subject }) => subject === 'News');
    const to = sent
      .flatMap((mail) => mail.to.map(({ address }) => address))
      .filter((one) => /^p\d+@/.test(one));
    expect(to.sort()).toEqual(addresses.map(({ address }) => address).sort());
  });

  it('can be paused, continued and canceled', async () => {
    const { id } = await world.create();
    const addresses = Array.from({ length: 9 }, (_, at) => ({
      name: '',
      address: `q${at}@fabrikam.example`,
    }));
    await world.add(id, { addresses });
    await world.act('start', id, { missing: 'empty' });
    await feedCampaigns(world.scene.ctx);
    const paused = await world.act('pause', id);
    expect(paused).toMatchObject({ state: 'paused', reason: null });
    await feedCampaigns(world.scene.ctx);
    await world.anna.letTimePass();
    await world.anna.sends();
    const { counts } = await world.get(id);
    expect(counts.waiting + counts.sent).toBe(9);
    expect(counts.sending).toBe(0);
    expect(await world.act('resume', id)).toMatchObject({ state: 'running' });
    await feedCampaigns(world.scene.ctx);
    const canceled = await world.act('cancel', id);
    expect(canceled.state).toBe('canceled');
    await world.anna.letTimePass();
    await world.anna.sends();
    const end = await world.get(id);
    expect(end.counts.sent + end.counts.canceled).toBe(9);
    expect((await world.anna.caller.post(`mailCampaigns:resume?filterByTk=${String(id)}`)).status).toBe(409);
    await world.act('destroy', id);
    expect((await world.anna.caller.get('mailCampaigns:summaries')).data).toEqual([]);
  });
});
