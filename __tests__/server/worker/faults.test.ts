import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/common';
import { configuredProvider } from '../../../src/server/accounts/configured';
import { challengeOf } from '../../../src/server/accounts/pkce';
import { seal } from '../../../src/server/accounts/secrets';
import type { MailContext } from '../../../src/server/context';
import { ERROR_RULES } from '../../../src/server/errors';
import { wakeBlocked, type AccountRow } from '../../../src/server/store/accounts/accounts';
import { saveConnected } from '../../../src/server/store/accounts/saveConnected';
import { listEvents } from '../../../src/server/store/accounts/events';
import { table } from '../../../src/server/store/db/rows';
import { TROUBLE, WAKE, type Trouble } from '../../../src/server/push';
import { Worker } from '../../../src/server/worker/worker';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';
import { FAULT_CASES, type FaultCase } from './faultCases';

const SOON = 600_000;
const SLOWLY = 1_200_000;
const TICK = 50;
const TIMES = {
  tick: TICK,
  lease: 60_000,
  renew: 20_000,
  backoff: (_: number, slow: boolean) => (slow ? SLOWLY : SOON),
};
const REDIRECT = 'http://127.0.0.1/api/mailAccounts:callback';

const permanent = FAULT_CASES.filter(({ again }) => again === 'never');
const temporary = FAULT_CASES.filter(({ again }) => again !== 'never');

interface Seen {
  account: AccountRow;
  /** Ids of its mails. */
  mails: string[];
  hasToken: boolean;
  events: string[];
}

/**
 * Every fault at once, each with an account of its own: all are connected, then all credentials are refused or
 * all servers fail, then the worker goes on looking for a while, then everything is mended again.
 */
describe('a fault on the wire', () => {
  let world: World;
  let ctx: MailContext;
  let worker: Worker;
  const ids = new Map<string, Id>();
  const troubles: Trouble[] = [];
  const stages = new Map<string, Map<string, Seen>>();
  const requests = new Map<string, { token: number; imapLogins: number }>();

  async function signIn(address: string): Promise<Id> {
    const { provider, settings } = await configuredProvider(ctx, 'microsoft');
    const [state, nonce, codeVerifier] = [1, 2, 3].map(() => randomBytes(32).toString('base64url'));
    const request = { redirectUri: REDIRECT, state, nonce, codeChallenge: challengeOf(codeVerifier) };
    const back = new URL(await world.bed.authorize(await provider.authorizeUrl(settings, request), address));
    const code = back.searchParams.get('code') ?? '';
    const reply = { code, state, nonce, codeVerifier, redirectUri: REDIRECT };
    const { credential, addresses, ...person } = await provider.redeem(settings, reply);
    const mailbox = { userId: 1, provider: 'microsoft', address: String(addresses[0]), ...person };
    return saveConnected(ctx, mailbox, await seal(ctx, credential));
  }

  /** A few at a time. */
  async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
    const queue = [...items];
    const run = async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    };
    await Promise.all(Array.from({ length: 8 }, run));
  }

  const idOf = ({ address }: FaultCase): Id => ids.get(address) ?? 0;
  const rows = async () => {
    const all = await table(ctx, 'mailAccounts').findAll();
    return all.map((row) => row.get({ plain: true }) as unknown as AccountRow);
  };
  async function until(holds: (row: AccountRow) => boolean, of: readonly FaultCase[] = FAULT_CASES) {
    const wanted = new Set(of.map((one) => String(idOf(one))));
    // All of them at once take a busy machine a minute.
    const end = Date.now() + 120_000;
    for (;;) {
      const left = (await rows()).filter((row) => wanted.has(String(row.id)) && !holds(row));
      if (left.length === 0) return;
      if (Date.now() > end)
        throw new Error(
          `not in time: ${left.map((row) => `${row.address} ${row.state} ${String(row.reason)}`).join(', ')}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const ticks = (count: number) => new Promise((resolve) => setTimeout(resolve, count * TICK));
  const count = (stage: string) => {
    const { token, imapLogins } = world.bed.counters;
    requests.set(stage, { token, imapLogins });
  };
  async function look(stage: string): Promise<void> {
    const seen = new Map<string, Seen>();
    for (const account of await rows()) {
      const where = { accountId: account.id };
      const mails = await table(ctx, 'mailMessages').findAll({ where, attributes: ['id'] });
      const events = (await listEvents(ctx, account.id)).map(({ kind, code }) =>
        `${kind} ${code ?? ''}`.trim(),
      );
      seen.set(account.address, {
        account,
        mails: mails.map((row) => String(row.get('id'))),
        hasToken: (await table(ctx, 'mailTokens').count({ where })) === 1,
        events,
      });
    }
    stages.set(stage, seen);
  }
  const at = (stage: string, { address }: FaultCase): Seen => {
    const seen = stages.get(stage)?.get(address);
    if (!seen) throw new Error(`${address} was not seen at ${stage}`);
    return seen;
  };
  /** As if the time to wait were over. */
  const pass = () =>
    table(ctx, 'mailAccounts').update({ retryAt: new Date(0) }, { where: { state: WAITED } });
  const WAITED = ['unreachable', 'unavailable', 'throttled'];

  beforeAll(async () => {
    world = await startWorld(FAULT_CASES.map(({ name, address }) => ({ name, address })));
    const { bed } = world;
    ctx = { app: world.app, log: world.app.log };
    world.app.on(TROUBLE, (trouble: Trouble) => troubles.push(trouble));
    await each(FAULT_CASES, async (one) => {
      await bed.mailbox(one.address).append({ raw: mail(one.name) });
      ids.set(one.address, await signIn(one.address));
    });
    worker = new Worker(ctx, TIMES);
    world.app.on(WAKE, (id: Id) => worker.wake(id));
    worker.start();
    await until(({ state }) => state === 'connected');
    await look('before');

    for (const { address, fault } of FAULT_CASES) {
      if ('entra' in fault) bed.entraFault('token', fault.entra, { address });
      else bed.imapFault(fault.imap, { address, times: 1_000_000 });
      bed.expireAccessTokens(address);
    }
    await each(FAULT_CASES, ({ address }) => bed.mailbox(address).kick());
    await until(({ state }) => state !== 'connected' && state !== 'syncing');
    count('failed');
    await ticks(20);
    count('ticks later');
    await look('failed');

    // The time of all that wait is over, and nothing has been mended.
    await pass();
    await until(({ failures }) => failures === 2, temporary);
    await ticks(10);
    count('again');
    await look('again');

    bed.clearFaults();
    await pass();
    await until(({ state }) => state === 'connected', temporary);
    await ticks(10);
    await look('mended');

    await wakeBlocked(ctx, 'microsoft');
    const waiting = permanent.filter(({ state }) => state === 'reconnect');
    await each(waiting, ({ address }) => signIn(address));
    await until(({ state }) => state === 'connected');
    await look('after');
  }, 480_000);
  afterAll(async () => {
    await worker.stop();
    await world.stop();
  });

  it.each(FAULT_CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { account, events } = at('failed', one);
    expect(account).toMatchObject({ state: one.state, reason: one.reason });
    const wait = account.retryAt && account.retryAt.getTime() - account.stateSince!.getTime();
    if (one.again === 'never') expect(wait).toBeNull();
    else {
      const expected = one.again === 'soon' ? SOON : one.again === 'slowly' ? SLOWLY : one.again.after;
      expect(wait).toBeGreaterThan(expected - 2000);
      expect(wait).toBeLessThan(expected + 2000);
    }
    expect(events[0]).toBe(`${one.state === 'throttled' ? 'throttled' : 'failed'} ${one.reason}`);
    // Nothing is lost, and the account goes on where it stopped.
    const before = at('before', one);
    for (const stage of ['failed', 'again', 'mended', 'after'])
      expect(at(stage, one)).toMatchObject({ mails: before.mails, hasToken: true });
    expect(at('after', one).account).toMatchObject({
      ...{ state: 'connected', reason: null, retryAt: null, notifiedReason: null, failures: 0 },
    });
  });

  it('asks nobody to sign in again for what passes', () => {
    expect(temporary.length).toBeGreaterThan(15);
    for (const one of temporary) {
      for (const stage of ['failed', 'again']) {
        expect(['reconnect', 'blocked'], one.name).not.toContain(at(stage, one).account.state);
      }
      expect(at('mended', one).account.state, one.name).toBe('connected');
      expect(at('mended', one).events[0], one.name).toMatch(/^(recovered|renewed)$/);
    }
  });

  it('never tries by itself what only a person can mend', () => {
    expect(permanent.length).toBeGreaterThan(30);
    expect(requests.get('ticks later')).toEqual(requests.get('failed'));
    for (const one of permanent) {
      expect(at('mended', one).account, one.name).toMatchObject({ state: one.state, failures: 1 });
      expect(ERROR_RULES[one.reason].reaction, one.name).not.toBe('retry');
    }
  });

  it('tries what passes once, when its time has come', () => {
    const before = requests.get('ticks later');
    const after = requests.get('again');
    const tokens = temporary.filter(({ fault }) => 'entra' in fault);
    // Each of them one request; the IMAP faults may want a new token too.
    const asked = (after?.token ?? 0) - (before?.token ?? 0);
    expect(asked).toBeGreaterThanOrEqual(tokens.length);
    expect(asked).toBeLessThanOrEqual(tokens.length + 2 * (temporary.length - tokens.length));
  });

  it('tells the owner once of what waits for somebody, and of nothing else', () => {
    const told = new Map<string, number>();
    for (const { address } of troubles) told.set(address, (told.get(address) ?? 0) + 1);
    for (const one of FAULT_CASES) {
      const expected = ['reconnect', 'blocked', 'unavailable'].includes(one.state) ? 1 : 0;
      expect(told.get(one.address) ?? 0, one.name).toBe(expected);
    }
  });
});
