import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountView, Id, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, Scene, type Person } from '../scene';

const KIM = { name: 'Kim', address: 'kim@contoso.example' };

describe('answers about the sender, a quota, or one message (case 30)', () => {
  let scene: Scene;
  let anna: Person;
  let ben: Person;

  beforeAll(async () => {
    scene = await Scene.start();
    ({ anna, ben } = scene);
    await scene.bed.addUser(KIM);
    await anna.turn();
    await ben.turn();
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    scene.bed.clearFaults();
    for (const name of ['mailOperations', 'mailBlobs'] as const)
      await table(scene.ctx, name).destroy({ where: {} });
    await table(scene.ctx, 'mailAccounts').update(
      { sendPausedUntil: null, sendPauseReason: null, state: 'connected', reason: null },
      { where: {} },
    );
  });

  let number = 0;
  const ask = async (who: Person, input = {}) =>
    (await who.send({ to: [KIM], subject: `Test ${++number}`, html: 'x', ...input })).id;
  const state = async (who: Person, id: Id) => (await who.operation(id)) as OperationView;
  const arrived = async (subject: string, address: string) =>
    (await scene.bed.mailbox(address).list('INBOX')).filter((mail) => mail.subject === subject).length;
  const account = async (who: Person) =>
    (await who.caller.get<AccountView>('mailAccounts:get', { query: { filterByTk: String(who.accountId) } }))
      .data;
  const reply = (at: 'mail' | 'data' | 'rcpt', code: number, text: string, times?: number) =>
    scene.bed.smtpFault({ kind: 'reply', at, code, text }, times === undefined ? {} : { times });
  const MINUTES = 60_000;

  it.each<[string, 'mail' | 'data', number, string]>([
    ['a', 'data', 550, '5.1.8 Access denied, bad outbound sender. For more information please go to X'],
    ['b', 'mail', 550, '5.1.8 Access denied, bad outbound sender'],
    [
      'd',
      'data',
      554,
      '5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message',
    ],
    ['g', 'data', 550, '5.7.501 Access denied, spam abuse detected'],
    ['g (network)', 'data', 550, '5.7.708 Access denied, traffic not accepted from this IP'],
  ])('%s: the whole outbox of the mailbox waits, with one notice', async (_row, at, code, text) => {
    reply(at, code, text);
    const ids = [await ask(anna), await ask(anna)];
    const accepted = scene.bed.counters.smtpLogins;
    await anna.sends();
    for (const id of ids) {
      const { state: now, reason, params, nextAttemptAt } = await state(anna, id);
      expect({ now, reason }).toEqual({ now: 'pending', reason: 'sending-blocked' });
      expect(params).not.toHaveProperty('addresses');
      // Each attempt makes the block last longer.
      expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 55 * MINUTES);
    }
    expect(scene.bed.counters.smtpLogins - accepted).toBe(1);
    expect(await account(anna)).toMatchObject({ state: 'receive-only', reason: 'sending-blocked' });
    // Nor does one that is written meanwhile try.
    const later = await ask(anna);
    await anna.sends();
    expect(await state(anna, later)).toMatchObject({ state: 'pending', reason: 'sending-blocked' });
    expect(scene.bed.counters.smtpLogins - accepted).toBe(1);
    // Another mailbox sends on.
    scene.bed.clearFaults();
    const other = await ask(ben);
    await ben.sends();
    expect(await state(ben, other)).toMatchObject({ state: 'done' });
    await anna.letTimePass();
    await anna.sends();
    for (const id of [...ids, later]) expect(await state(anna, id)).toMatchObject({ state: 'done' });
    expect(await account(anna)).toMatchObject({ state: 'connected', reason: null });
  });

  it('c: names the address of the sender that is refused, and stops no other message', async () => {
    reply('mail', 501, '5.1.7 Invalid address', 1);
    const first = await ask(anna);
    const second = await ask(anna);
    await anna.sends();
    expect(await state(anna, first)).toMatchObject({
      ...{ state: 'failed', reason: 'sender-rejected', params: { address: ANNA.address } },
    });
    expect(await state(anna, second)).toMatchObject({ state: 'done' });
  });

  it('e: a day’s quota is waited for, longer than a day if need be', async () => {
    reply('data', 554, '5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; exceeded.', 2);
    const ids = [await ask(anna), await ask(anna)];
    await anna.sends();
    for (const id of ids)
      expect(await state(anna, id)).toMatchObject({ state: 'pending', reason: 'throttled' });
    // Asked for 30 hours ago, and refused once more.
    const rows = await table(scene.ctx, 'mailOperations').findAll();
    for (const row of rows) {
      const progress = { ...(row.get('progress') as object), since: Date.now() - 30 * 60 * MINUTES };
      await row.update({ progress, nextAttemptAt: new Date(0) });
    }
    await anna.sends();
    for (const id of ids)
      expect(await state(anna, id)).toMatchObject({ state: 'pending', reason: 'throttled' });
    await anna.letTimePass();
    await anna.sends();
    for (const id of ids) expect(await state(anna, id)).toMatchObject({ state: 'done' });
  });

  it.each(['5.7.232', '5.7.233'])('f: %s makes all mailboxes of the organization wait', async (status) => {
    const waiting = await ask(ben);
    await table(scene.ctx, 'mailOperations').update(
      { nextAttemptAt: new Date(Date.now() + 1000) },
      { where: { id: waiting } },
    );
    reply('data', 550, `${status} Your message can't be sent because your tenant exceeded its daily limit`);
    const id = await ask(anna);
    await anna.sends();
    const logins = scene.bed.counters.smtpLogins;
    expect(await state(anna, id)).toMatchObject({ state: 'pending', reason: 'throttled' });
    expect(await state(ben, waiting)).toMatchObject({ state: 'pending', reason: 'throttled' });
    const asked = await ask(ben);
    await ben.sends();
    expect(await state(ben, asked)).toMatchObject({ state: 'pending', reason: 'throttled' });
    expect(Date.parse((await state(ben, asked)).nextAttemptAt ?? '')).toBeGreaterThan(
      Date.now() + 25 * MINUTES,
    );
    expect(scene.bed.counters.smtpLogins).toBe(logins);
    // Who tries by hand does.
    scene.bed.clearFaults();
    await ben.caller.post('mailOperations:retry', { query: { filterByTk: String(asked) }, body: {} });
    await ben.sends();
    expect(await state(ben, asked)).toMatchObject({ state: 'done' });
    // That sets free what waits.
    await ben.sends();
    expect(await state(ben, waiting)).toMatchObject({ state: 'done' });
  });

  it('h: who is beyond the number of recipients gets it in a further transaction, each once', async () => {
    scene.bed.smtpFault({ kind: 'recipients', most: 2 });
    const subject = 'Too many';
    const id = await ask(anna, { subject, to: [ANNA, BEN], bcc: [KIM] });
    const next = await ask(anna, { subject: 'Behind it' });
    for (let round = 0; round < 3; round++) await anna.sends();
    expect(await state(anna, id)).toMatchObject({ state: 'done', reason: null });
    expect(await state(anna, next)).toMatchObject({ state: 'done' });
    for (const { address } of [ANNA, BEN, KIM]) expect(await arrived(subject, address), address).toBe(1);
  });

  it('h: all refused is that message’s matter alone', async () => {
    scene.bed.smtpFault({ kind: 'recipients', most: 0 }, { times: 1 });
    const first = await ask(anna);
    const second = await ask(anna);
    await anna.sends();
    expect(await state(anna, first)).toMatchObject({ state: 'pending', reason: 'server-unavailable' });
    expect(await state(anna, second)).toMatchObject({ state: 'done' });
    await anna.letTimePass();
    await anna.sends();
    expect(await state(anna, first)).toMatchObject({ state: 'done' });
  });

  it('h: some refused for now and one permanently: only the latter is left to the writer', async () => {
    const nobody = { name: '', address: 'nobody@contoso.example' };
    scene.bed.smtpFault({ kind: 'recipients', most: 1 }, { times: 1 });
    const id = await ask(anna, { subject: 'Mixed', to: [BEN, KIM, nobody] });
    for (let round = 0; round < 3; round++) {
      await anna.sends();
      await anna.letTimePass();
    }
    const failed = await state(anna, id);
    expect(failed).toMatchObject({ state: 'failed', reason: 'recipient-rejected' });
    expect(failed.compose).toMatchObject({ to: [nobody], cc: [], bcc: [] });
    for (const { address } of [BEN, KIM]) expect(await arrived('Mixed', address), address).toBe(1);
  });

  it('h: what is unclear of the others is never taken for sent because Sent holds the first copy', async () => {
    scene.bed.smtpFault({ kind: 'recipients', most: 1 }, { times: 1 });
    const id = await ask(anna, { subject: 'Half', to: [BEN, KIM] });
    // The further transaction breaks after its dot.
    const accepted = scene.bed.counters.accepted;
    await anna.sends();
    expect(scene.bed.counters.accepted).toBe(accepted + 1);
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    for (let round = 0; round < 4; round++) {
      await anna.letTimePass();
      await anna.sends();
    }
    expect(await state(anna, id)).toMatchObject({ state: 'unclear', mayHaveGone: true });
    expect((await state(anna, id)).compose).toMatchObject({ to: [KIM] });
  });
});
