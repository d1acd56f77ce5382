import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountState, AccountView, ErrorCode } from '../../../src/common';
import { startDueSends } from '../../../src/server/outbox/send/sends';
import { TROUBLE, type Trouble } from '../../../src/server/push';
import { table } from '../../../src/server/store/db/rows';
import type { SmtpFault } from '../../bed/types';
import { BEN, Scene, type Person } from '../outbox/scene';

const reply = (at: 'auth' | 'mail' | 'rcpt' | 'data', code: number, text: string): SmtpFault => ({
  ...{ kind: 'reply', at, code, text },
});

/** What becomes of the send, of the account, and whether it is tried again by itself. */
const CASES: Array<[string, SmtpFault, ErrorCode, AccountState, 'again' | 'never']> = [
  ['535 5.7.139', { kind: 'auth-disabled' }, 'smtp-disabled', 'receive-only', 'never'],
  ['535 5.7.3', { kind: 'auth-failed' }, 'smtp-auth-failed', 'connected', 'never'],
  [
    '454',
    reply('auth', 454, '4.7.0 Temporary authentication failure'),
    'server-unavailable',
    'connected',
    'again',
  ],
  [
    '504',
    reply('auth', 504, '5.7.4 Unrecognized authentication type'),
    'xoauth2-missing',
    'connected',
    'again',
  ],
  [
    '432',
    reply('mail', 432, '4.3.2 Concurrent connections limit exceeded'),
    'throttled',
    'connected',
    'again',
  ],
  ['451 4.7.500', reply('mail', 451, '4.7.500 Server busy'), 'throttled', 'connected', 'again'],
  ['421', reply('rcpt', 421, '4.4.2 Service closing'), 'server-unavailable', 'connected', 'again'],
  [
    '550 5.1.90',
    reply('data', 550, "5.1.90 Your message can't be sent because you've reached your daily limit"),
    'throttled',
    'connected',
    'again',
  ],
  [
    '550 5.1.10',
    reply('rcpt', 550, '5.1.10 Recipient not found'),
    'recipient-rejected',
    'connected',
    'never',
  ],
  [
    '550 5.7.60',
    reply('mail', 550, '5.7.60 may not send as this sender'),
    'send-as-denied',
    'receive-only',
    'never',
  ],
  ['554', reply('data', 554, '5.6.0 Corrupt message content'), 'message-rejected', 'connected', 'never'],
  ['a refused connection', { kind: 'refuse-connections' }, 'server-unavailable', 'connected', 'again'],
];

describe('a fault while sending', () => {
  let scene: Scene;
  let anna: Person;
  const troubles: Trouble[] = [];

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
    await anna.turn();
    await table(scene.ctx, 'mailAccounts').update({ state: 'connected' }, { where: {} });
    scene.booted.app.on(TROUBLE, (trouble: Trouble) => troubles.push(trouble));
  });
  afterAll(() => scene.stop());
  afterEach(async () => {
    scene.bed.clearFaults();
    troubles.length = 0;
    for (const name of ['mailOperations', 'mailUploads', 'mailBlobs'] as const)
      await table(scene.ctx, name).destroy({ where: {} });
  });

  const account = async () =>
    (await anna.caller.get<AccountView>('mailAccounts:get', { query: { filterByTk: anna.accountId } })).data;

  it.each(CASES)('%s', async (name, fault, reason, state, again) => {
    scene.bed.smtpFault(fault);
    const { id } = await anna.send({ to: [BEN], subject: name, html: '<p>x</p>' });
    await anna.sends();
    const seen = await anna.operation(id);
    expect(seen).toMatchObject({ state: again === 'again' ? 'pending' : 'failed', reason });
    if (again === 'never') expect(seen?.nextAttemptAt).toBeNull();
    else expect(Date.parse(seen?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 5000);
    expect(await account()).toMatchObject({ state, reason: state === 'connected' ? null : reason });
    expect(troubles.length).toBe(state === 'receive-only' ? 1 : 0);

    // Whoever looks for work finds none before its time.
    const { smtpLogins, token } = scene.bed.counters;
    for (let look = 0; look < 5; look++) {
      await startDueSends(scene.ctx);
      await anna.sends();
    }
    expect(scene.bed.counters).toMatchObject({ smtpLogins, token });

    // The second time is no news.
    const send = () => anna.caller.post('mailOperations:retry', { query: { filterByTk: id }, body: {} });
    await send();
    await anna.sends();
    expect(troubles.length).toBe(state === 'receive-only' ? 1 : 0);

    scene.bed.clearFaults();
    await send();
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'done', reason: null });
    expect(await account()).toMatchObject({ state: 'connected', reason: null });
    const inbox = await scene.bed.mailbox(BEN.address).list('INBOX');
    expect(inbox.filter(({ subject }) => subject === name)).toHaveLength(1);
  });
});
