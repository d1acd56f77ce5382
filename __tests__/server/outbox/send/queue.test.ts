import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { save, settingsOf } from '../../accounts/world';
import { BEN, Scene, type Person } from '../scene';

describe('an outbox with several mails', () => {
  let scene: Scene;
  let anna: Person;

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    scene.bed.clearFaults();
    for (const name of ['mailOperations', 'mailBlobs'] as const)
      await table(scene.ctx, name).destroy({ where: {} });
  });

  const ask = () => anna.send({ to: [BEN], subject: 'Test', html: '<p>x</p>' });
  const state = (id: Id) => anna.operation(id);

  it('sends as many mails a minute as the mailbox may, over one connection, and lets the others wait', async () => {
    const settings = settingsOf(scene.bed);
    await save(scene.booted, { ...settings, sendRate: '3' });
    const logins = scene.bed.counters.smtpLogins;
    const sent: Id[] = [];
    for (let index = 0; index < 5; index++) sent.push((await ask()).id);
    const states = async () => Promise.all(sent.map(async (id) => (await state(id))?.state));
    await anna.sends();
    expect(await states()).toEqual(['done', 'done', 'done', 'pending', 'pending']);
    expect(scene.bed.counters.smtpLogins).toBe(logins + 1);
    const waiting = await state(sent[4]);
    expect(waiting).toMatchObject({ reason: null });
    const until = Date.parse(waiting?.nextAttemptAt ?? '') - Date.now();
    expect(until).toBeGreaterThan(40_000);
    expect(until).toBeLessThan(61_000);
    // The database counts: neither an early look nor another process sends more.
    await anna.letTimePass();
    await anna.sends();
    expect(await states()).toEqual(['done', 'done', 'done', 'pending', 'pending']);
    await table(scene.ctx, 'mailOperations').update(
      { submittedAt: new Date(Date.now() - 61_000) },
      { where: { state: 'done' } },
    );
    await anna.letTimePass();
    await anna.sends();
    expect(await states()).toEqual(['done', 'done', 'done', 'done', 'done']);
    await save(scene.booted, settings);
  });

  it('asks with one mail whether the server takes mail again, while the others wait', async () => {
    scene.bed.smtpFault(
      { kind: 'reply', at: 'mail', code: 432, text: '4.3.2 Concurrent connections limit exceeded' },
      { times: 1 },
    );
    const sent: Id[] = [];
    for (let index = 0; index < 4; index++) sent.push((await ask()).id);
    await anna.sends();
    for (const id of sent) expect(await state(id)).toMatchObject({ state: 'pending', reason: 'throttled' });
    const [first] = sent;
    await table(scene.ctx, 'mailOperations').update({ nextAttemptAt: new Date(0) }, { where: { id: first } });
    await anna.sends();
    expect(await state(first)).toMatchObject({ state: 'done' });
    await anna.sends();
    for (const id of sent) expect(await state(id)).toMatchObject({ state: 'done', reason: null });
  });

  it('discards what waits, and not what is on its way', async () => {
    scene.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.3.0 later' }, { times: 1 });
    const [first, second] = [await ask(), await ask()];
    await anna.sends();
    expect(await state(first.id)).toMatchObject({ state: 'pending' });
    const discard = (id: Id) => anna.caller.post('mailOperations:discard', { query: { filterByTk: id } });
    expect((await discard(first.id)).status).toBe(200);
    expect(await state(first.id)).toBeUndefined();
    const states = { state: 'sending', nextAttemptAt: new Date(Date.now() + 30_000) };
    await table(scene.ctx, 'mailOperations').update(states, { where: { id: second.id } });
    const refused = await discard(second.id);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('being sent') as string,
    ]);
  });
});
