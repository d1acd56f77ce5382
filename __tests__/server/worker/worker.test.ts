import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailContext } from '../../../src/server/context';
import { openConnections } from '../../../src/server/imap';
import {
  findAccount,
  pauseAccount,
  resumeAccount,
  setState,
  wake,
} from '../../../src/server/store/accounts/accounts';
import { table } from '../../../src/server/store/db/rows';
import { WAKE } from '../../../src/server/push';
import { Worker } from '../../../src/server/worker/worker';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';
import { stays } from '../stays';

const ALICE = { name: 'Alice', address: 'alice@example.com' };
const TIMES = { tick: 200, lease: 2000, renew: 500 };

/** Waits until it holds; fails with what was seen last. */
async function eventually<T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  timeout = 20_000,
): Promise<T> {
  const until = Date.now() + timeout;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > until) throw new Error(`not in time; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('the worker', () => {
  let world: World;
  let ctx: MailContext;
  let accountId: string;
  const workers: Worker[] = [];

  beforeEach(async () => {
    world = await startWorld([ALICE]);
    ctx = { app: world.app, log: world.app.log };
    const box = world.bed.mailbox(ALICE.address);
    await box.append(...Array.from({ length: 5 }, (_, index) => ({ raw: mail(`old ${index}`) })));
    accountId = await world.connected(world.root, ALICE.address);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await world.stop();
  });

  function start(): Worker {
    const worker = new Worker(ctx, TIMES);
    workers.push(worker);
    ctx.app.on(WAKE, (id: string) => worker.wake(id));
    worker.start();
    return worker;
  }
  const account = async () => findAccount(ctx, accountId);
  const state = async () => (await account())?.state;
  const subjects = async () => {
    const rows = await table(ctx, 'mailMessages').findAll({ where: { accountId, vanishedAt: null } });
    return rows.map((row) => String(row.get('subject')));
  };
  const connected = () => eventually(state, (seen) => seen === 'connected');
  const idles = () => world.bed.counters.commands.get('IDLE') ?? 0;
  /** Until the server has been asked to tell of what arrives, more than `before` times. */
  const listening = (before = 0) => expect.poll(idles, { timeout: 20_000 }).toBeGreaterThan(before);

  it('syncs a new account and shows a new mail within a second', async () => {
    start();
    await connected();
    expect(await subjects()).toHaveLength(5);
    expect(await account()).toMatchObject({
      progressDone: 5,
      progressTotal: 5,
      unread: 5,
      failures: 0,
      reason: null,
      // The server was asked before anybody writes a message.
      maxMessageSize: 35 * 1024 * 1024,
    });
    let before = 0;
    for (const round of [1, 2]) {
      await listening(before);
      before = idles();
      const sent = Date.now();
      await world.bed.mailbox(ALICE.address).append({ raw: mail(`new ${round}`) });
      await eventually(subjects, (seen) => seen.includes(`new ${round}`));
      // Dovecot tells of it half a second late.
      expect(Date.now() - sent).toBeLessThan(1500);
    }
    expect(world.bed.counters.imapLogins).toBe(2);
  });

  it('serves an account once, however many nodes there are, and takes over from one that died', async () => {
    const first = start();
    const second = start();
    await connected();
    await stays(() => [...first.accounts, ...second.accounts], [accountId], 1000);
    // One login to try the account, one to serve it.
    expect(world.bed.counters.imapLogins).toBe(2);
    const [serving, other] = first.accounts.length ? [first, second] : [second, first];
    await serving.stop();
    await eventually(
      async () => other.accounts,
      (seen) => seen.includes(accountId),
      1500,
    );
  });

  it('cannot write once another node has the account', async () => {
    const worker = start();
    await connected();
    // As if this node had been asleep for half a minute, and another one had taken over.
    await table(ctx, 'mailLeases').update(
      { owner: 'another node', fence: 99, until: Date.now() + 3000 },
      { where: { accountId } },
    );
    await world.bed.mailbox(ALICE.address).append({ raw: mail('not by this one') });
    await eventually(
      async () => worker.accounts,
      (seen) => seen.length === 0,
    );
    expect(await subjects()).not.toContain('not by this one');
    await eventually(subjects, (seen) => seen.includes('not by this one'));
  });

  it('connects anew, unseen, when the token expires or the connection is cut', async () => {
    start();
    await connected();
    const since = (await account())?.stateSince;
    await listening();
    const before = idles();
    world.bed.expireAccessTokens(ALICE.address);
    world.bed.imapFault({ kind: 'token-expired-bye' });
    world.bed.clearFaults();
    await world.bed.mailbox(ALICE.address).append({ raw: mail('after the token') });
    await eventually(subjects, (seen) => seen.includes('after the token'));
    await listening(before);
    await world.bed.mailbox(ALICE.address).kick();
    await world.bed.mailbox(ALICE.address).append({ raw: mail('after the cut') });
    await eventually(subjects, (seen) => seen.includes('after the cut'));
    expect(await account()).toMatchObject({ state: 'connected', stateSince: since, failures: 0 });
  });

  it('waits as long as a throttling server wants, and no wake-up shortens it', async () => {
    start();
    await connected();
    world.bed.imapFault({ kind: 'throttle', milliseconds: 3000 }, { times: 1 });
    await wake(ctx, accountId);
    const throttled = await eventually(account, (seen) => seen?.state === 'throttled');
    const wait = (throttled?.retryAt?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(1500);
    expect(wait).toBeLessThan(3100);
    const logins = world.bed.counters.imapLogins;
    await wake(ctx, accountId);
    await stays(() => world.bed.counters.imapLogins, logins, 1000);
    await connected();
    expect(await account()).toMatchObject({ retryAt: null, reason: null });
  });

  it('says what is wrong and comes back by itself, or when asked', async () => {
    world.bed.imapFault({ kind: 'not-connected' });
    start();
    const seen = await eventually(account, (one) => one?.state === 'unavailable');
    expect(seen).toMatchObject({ reason: 'mailbox-unavailable', failures: 1 });
    world.bed.clearFaults();
    await wake(ctx, accountId);
    await connected();
    expect(await account()).toMatchObject({ failures: 0, reason: null });
  });

  it('stops at a revoked sign-in until the user has signed in again', async () => {
    start();
    await connected();
    world.bed.revoke(ALICE.address);
    world.bed.expireAccessTokens(ALICE.address);
    await world.bed.mailbox(ALICE.address).kick();
    expect(await eventually(account, (one) => one?.state === 'reconnect')).toMatchObject({
      reason: 'password-changed',
      retryAt: null,
    });
    const { token } = world.bed.counters;
    await stays(() => world.bed.counters.token, token, 1500);
    await world.connected(world.root, ALICE.address);
    await connected();
  });

  it('says which node serves an account, over how many connections', async () => {
    start();
    await connected();
    const lease = async () => (await table(ctx, 'mailLeases').findByPk(accountId))?.get({ plain: true });
    await eventually(lease, (seen) => seen?.connections === 1);
    expect(await lease()).toMatchObject({ node: `${hostname()}:${process.pid}` });
  });

  it('leaves a paused account within a tick, wherever it was paused, and goes on when it is resumed', async () => {
    // Nobody wakes it: another node did the pausing.
    const worker = new Worker(ctx, TIMES);
    workers.push(worker);
    worker.start();
    await connected();
    const served = await account();
    if (!served) throw new Error('no account');
    await pauseAccount(ctx, served);
    await eventually(
      async () => [...worker.accounts, openConnections(accountId)],
      (seen) => seen.length === 1 && seen[0] === 0,
      2000,
    );
    const rests = async () => [await state(), ...worker.accounts];
    await stays(rests, ['paused'], 3 * TIMES.tick);
    // Whose account it is cannot end it, by asking for a sync or by signing in.
    await wake(ctx, accountId);
    await world.connected(world.root, ALICE.address);
    await stays(rests, ['paused'], 3 * TIMES.tick);
    await resumeAccount(ctx, served);
    await connected();
    expect(await subjects()).toHaveLength(5);
  });

  it('answers a wake-up of an account that waits once, on however many nodes', async () => {
    start();
    await connected();
    world.bed.entraFault('token', { kind: 'aadsts', code: 7000222 });
    world.bed.expireAccessTokens(ALICE.address);
    await world.bed.mailbox(ALICE.address).kick();
    await eventually(state, (seen) => seen === 'blocked');
    const { token } = world.bed.counters;
    await wake(ctx, accountId);
    await eventually(
      async () => world.bed.counters.token,
      (seen) => seen > token,
    );
    // A node that has just come up has answered no wake-up yet.
    start();
    start();
    await stays(() => world.bed.counters.token, token + 1, 5 * TIMES.tick);
    expect(await account()).toMatchObject({ state: 'blocked', reason: 'client-secret-expired' });
  });

  it('stays said to be mute over a lost connection, until a mail was sent', async () => {
    start();
    await connected();
    await setState(ctx, accountId, 'receive-only', { reason: 'smtp-disabled' });
    world.bed.imapFault({ kind: 'unavailable' });
    await world.bed.mailbox(ALICE.address).kick();
    await eventually(state, (seen) => seen === 'unreachable');
    world.bed.clearFaults();
    await wake(ctx, accountId);
    await eventually(state, (seen) => seen !== 'unreachable');
    expect(await account()).toMatchObject({ state: 'receive-only', reason: 'smtp-disabled', retryAt: null });
    await setState(ctx, accountId, 'connected');
    expect(await account()).toMatchObject({ state: 'connected', notifiedReason: null });
  });

  it('lets go of everything when it stops', async () => {
    const worker = start();
    await connected();
    const started = Date.now();
    await worker.stop();
    expect(Date.now() - started).toBeLessThan(3000);
    expect(worker.accounts).toEqual([]);
    const lease = await table(ctx, 'mailLeases').findByPk(accountId);
    expect(Number(lease?.get('until'))).toBe(0);
  });
});
