import { afterAll, beforeAll, expect, it } from 'vitest';
import { table } from '../../../src/server/store/db/rows';
import { WAKE } from '../../../src/server/push';
import { Worker } from '../../../src/server/worker/worker';
import { testDialect } from '../databases';
import { save, settingsOf, startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';
import { stays } from '../stays';

/** A crowd on one database; that it works on the others too is seen with fewer. */
const ACCOUNTS = testDialect() === 'postgres' ? 50 : 12;
const PEOPLE = Array.from({ length: ACCOUNTS }, (_, index) => ({
  name: `Person ${index}`,
  address: `person${index}@example.com`,
}));

let world: World;
let worker: Worker;

async function eventually(look: () => Promise<unknown>, expected: unknown, timeout = 120_000): Promise<void> {
  const until = Date.now() + timeout;
  for (;;) {
    const seen = JSON.stringify(await look());
    if (seen === JSON.stringify(expected)) return;
    if (Date.now() > until) throw new Error(`not in time; last seen: ${seen}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How many accounts are in which state, for which reason. */
async function states(): Promise<Record<string, number>> {
  const rows = await table({ app: world.app, log: world.app.log }, 'mailAccounts').findAll();
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const key = [row.get('state'), row.get('reason')].filter(Boolean).join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const mails = () => table({ app: world.app, log: world.app.log }, 'mailMessages').count();

beforeAll(async () => {
  world = await startWorld(PEOPLE);
  for (const { address } of PEOPLE) {
    await world.bed.mailbox(address).append({ raw: mail('old') });
    await world.connected(world.root, address);
  }
  const ctx = { app: world.app, log: world.app.log };
  worker = new Worker(ctx, { tick: 200, lease: 5000, renew: 1000 });
  ctx.app.on(WAKE, (id: string) => worker.wake(id));
  worker.start();
}, 180_000);
afterAll(async () => {
  await worker?.stop();
  await world?.stop();
});

it(
  `brings ${ACCOUNTS} accounts back by a new secret, and nobody has to sign in`,
  { timeout: 400_000 },
  async () => {
    await eventually(states, { connected: ACCOUNTS });

    // The secret expires while all are being served: their next access token is refused.
    world.bed.entraFault('token', { kind: 'aadsts', code: 7000222 });
    for (const { address } of PEOPLE) {
      world.bed.expireAccessTokens(address);
      await world.bed.mailbox(address).kick();
    }
    await eventually(states, { 'blocked client-secret-expired': ACCOUNTS });

    // Nobody asks again for what only an administrator can mend.
    await stays(() => world.bed.counters.token, world.bed.counters.token, 2000);

    world.bed.clearFaults();
    for (const { address } of PEOPLE) await world.bed.mailbox(address).append({ raw: mail('new') });
    expect(await save(world, settingsOf(world.bed))).toBe(200);
    await eventually(states, { connected: ACCOUNTS });
    await eventually(mails, 2 * ACCOUNTS);
  },
);

it('replaces a secret that still works without anybody noticing', { timeout: 240_000 }, async () => {
  const logins = world.bed.counters.imapLogins;
  expect(await save(world, settingsOf(world.bed))).toBe(200);
  for (const { address } of PEOPLE) await world.bed.mailbox(address).append({ raw: mail('newer') });
  await eventually(mails, 3 * ACCOUNTS);
  expect(await states()).toEqual({ connected: ACCOUNTS });
  expect(world.bed.counters.imapLogins).toBe(logins);
});
