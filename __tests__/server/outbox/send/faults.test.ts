import { describe, expect, it } from 'vitest';
import type { AccountView, Id, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import type { SmtpFault } from '../../../bed/types';
import { ANNA, BEN, useScene, type Person, type Scene } from '../scene';

describe('sending when something is wrong', () => {
  let scene: Scene;
  let anna: Person;

  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });

  let number = 0;
  const ask = (input = {}) =>
    anna.send({ to: [BEN], subject: `Test ${++number}`, html: '<p>x</p>', ...input });
  const arrived = async (address = BEN.address) =>
    (await scene.bed.mailbox(address).list('INBOX')).filter(({ subject }) => subject === `Test ${number}`)
      .length;
  const account = async () =>
    (await anna.caller.get<AccountView>('mailAccounts:get', { query: { filterByTk: anna.accountId } })).data;
  const state = async (id: Id): Promise<OperationView | undefined> => anna.operation(id);

  it.each<[string, SmtpFault, string]>([
    [
      '454 at the login',
      { kind: 'reply', at: 'auth', code: 454, text: '4.7.0 Temporary authentication failure' },
      'server-unavailable',
    ],
    [
      '432 for too many connections',
      { kind: 'reply', at: 'mail', code: 432, text: '4.3.2 Concurrent connections limit exceeded' },
      'throttled',
    ],
    [
      '451 for the server being busy',
      { kind: 'reply', at: 'data', code: 451, text: '4.7.500 Server busy. Please try again later' },
      'throttled',
    ],
    [
      '421',
      { kind: 'reply', at: 'rcpt', code: 421, text: '4.4.2 Service closing transmission channel' },
      'server-unavailable',
    ],
    ['a refused connection', { kind: 'refuse-connections' }, 'server-unavailable'],
  ])('tries again after %s, and says why it waits', async (_name, fault, reason) => {
    scene.bed.smtpFault(fault, { times: 1 });
    const { id } = await ask();
    await anna.sends();
    const waiting = await state(id);
    expect(waiting).toMatchObject({ state: 'pending', reason });
    expect(Date.parse(waiting?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 5_000);
    // Not before its time.
    await anna.sends();
    expect(await arrived()).toBe(0);
    await anna.letTimePass();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done', reason: null });
    expect(await arrived()).toBe(1);
  });

  it.each<[string, SmtpFault, string]>([
    [
      'a sender that may not be used',
      {
        kind: 'reply',
        at: 'mail',
        code: 550,
        text: '5.7.60 SMTP; Client does not have permissions to send as this sender',
      },
      'send-as-denied',
    ],
    [
      'a message that is refused',
      { kind: 'reply', at: 'data', code: 554, text: '5.6.0 Corrupt message content' },
      'message-rejected',
    ],
    [
      'a message that is too large',
      { kind: 'reply', at: 'data', code: 552, text: '5.3.4 Message size exceeds fixed maximum message size' },
      'message-too-large',
    ],
    ['a login that stays refused', { kind: 'auth-failed' }, 'smtp-auth-failed'],
  ])('keeps everything after %s, and sends it when asked again', async (_name, fault, reason) => {
    scene.bed.smtpFault(fault);
    const upload = await anna.upload('a.txt', 'content');
    const { id } = await ask({ uploadIds: [upload.id], cc: [ANNA] });
    await anna.sends();
    const failed = await state(id);
    expect(failed).toMatchObject({ state: 'failed', reason, nextAttemptAt: null });
    expect(failed?.compose).toMatchObject({
      to: [BEN],
      cc: [ANNA],
      subject: `Test ${number}`,
      html: '<p>x</p>',
    });
    expect(failed?.uploads).toMatchObject([{ filename: 'a.txt', size: 7 }]);
    expect(await arrived()).toBe(0);

    scene.bed.clearFaults();
    const { status } = await anna.caller.post('mailOperations:retry', {
      query: { filterByTk: id },
      body: {},
    });
    expect(status).toBe(200);
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(await arrived()).toBe(1);
    expect(await arrived(ANNA.address)).toBe(1);
  });

  it('can receive but not send while SMTP is switched off, and says so', async () => {
    scene.bed.smtpFault({ kind: 'auth-disabled' });
    const { id } = await ask();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'failed', reason: 'smtp-disabled' });
    expect(await account()).toMatchObject({ state: 'receive-only', reason: 'smtp-disabled' });
    scene.bed.clearFaults();
    await anna.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: {} });
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(await account()).toMatchObject({ state: 'connected', reason: null });
  });

  it('renews a refused token once by itself', async () => {
    const before = scene.bed.counters.token;
    scene.bed.smtpFault({ kind: 'auth-failed' }, { times: 1 });
    const { id } = await ask();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(scene.bed.counters.token).toBe(before + 1);
  });

  it('names the recipient whom the server does not know', async () => {
    const { id } = await ask({ to: [{ name: 'Nobody', address: 'nobody@contoso.example' }] });
    await anna.sends();
    expect(await state(id)).toMatchObject({
      state: 'failed',
      reason: 'recipient-rejected',
      params: { addresses: 'nobody@contoso.example' },
    });
  });

  it('keeps for those who were refused what the others have got', async () => {
    const nobody = { name: 'Nobody', address: 'nobody@contoso.example' };
    const { id } = await ask({ to: [BEN, nobody], bcc: [ANNA] });
    await anna.sends();
    const failed = await state(id);
    expect(failed).toMatchObject({
      state: 'failed',
      reason: 'recipient-rejected',
      params: { addresses: nobody.address },
    });
    expect(failed?.compose).toMatchObject({ to: [nobody], cc: [], bcc: [], subject: `Test ${number}` });
    expect(await arrived()).toBe(1);
    const compose = { ...failed?.compose, to: [ANNA] };
    await anna.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: { compose } });
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(await arrived()).toBe(1);
    expect(await arrived(ANNA.address)).toBe(2);
  });

  it('finds in Sent what was taken although the connection broke, and sends nothing twice', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot' }, { times: 1 });
    const { id } = await ask();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'sending', reason: 'send-unclear' });
    await anna.letTimePass();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done', reason: null });
    expect(await arrived()).toBe(1);
  });

  it('sends again what the server cannot have taken, since the connection broke on the way', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'data' }, { times: 1 });
    const upload = await anna.upload('large.bin', new Blob([new Uint8Array(6_000_000)]));
    const { id } = await ask({ uploadIds: [upload.id] });
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'pending', reason: 'connection-lost' });
    await anna.letTimePass();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(await arrived()).toBe(1);
  });

  it('leaves to the user what may have gone and is not in Sent', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    const accepted = scene.bed.counters.accepted;
    const { id } = await ask();
    for (let round = 0; round < 6; round++) {
      await anna.sends();
      await anna.letTimePass();
    }
    const unclear = await state(id);
    expect(unclear).toMatchObject({ state: 'unclear', reason: 'send-unclear' });
    expect(unclear?.compose).toMatchObject({ subject: `Test ${number}` });
    expect(scene.bed.counters.accepted).toBe(accepted);
    expect(await arrived()).toBe(0);
    await anna.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: {} });
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'done' });
    expect(await arrived()).toBe(1);
  }, 120_000);

  it('leaves it to the user too where nobody can look until somebody acts', async () => {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered: false }, { times: 1 });
    const { id } = await ask();
    await anna.sends();
    scene.bed.entraFault('token', { kind: 'aadsts', code: 700082 });
    scene.bed.expireAccessTokens(anna.address);
    await scene.bed.mailbox(anna.address).kick();
    await anna.letTimePass();
    await anna.sends();
    expect(await state(id)).toMatchObject({ state: 'unclear', reason: 'send-unclear' });
    const asked = scene.bed.counters.token;
    await anna.letTimePass();
    await anna.sends();
    expect(scene.bed.counters.token).toBe(asked);
    scene.bed.clearFaults();
  });

  it('forgets what is discarded, with its files', async () => {
    scene.bed.smtpFault({ kind: 'auth-disabled' });
    const upload = await anna.upload('a.txt', 'content');
    const { id } = await ask({ uploadIds: [upload.id] });
    await anna.sends();
    expect(
      (await scene.ben.caller.post('mailOperations:discard', { query: { filterByTk: id } })).status,
    ).toBe(404);
    expect(
      (await scene.ben.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: {} })).status,
    ).toBe(404);
    expect((await anna.caller.post('mailOperations:discard', { query: { filterByTk: id } })).status).toBe(
      200,
    );
    expect(await state(id)).toBeUndefined();
    for (const name of ['mailBlobs', 'mailUploads'] as const)
      expect(await table(scene.ctx, name).count()).toBe(0);
  });
});
