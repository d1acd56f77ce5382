import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailContext } from '../../../src/server/context';
import { WAKE } from '../../../src/server/push';
import { findAccount } from '../../../src/server/store/accounts/accounts';
import { Worker } from '../../../src/server/worker/worker';
import { save, settingsOf, startWorld, type World } from '../accounts/world';
import { dice } from '../dice';
import { difference, inDatabase, onServer } from './lists';
import { OtherClient } from './otherClient';
import { SlowLine } from './slowLine';

const ALICE = { name: 'Alice', address: 'alice@example.com' };
const SEED = Number(process.env.MAIL_LATENCY_SEED ?? 1);
const MAILS = 600;
const CHANGES = 40;
/** A round trip takes 80 ms. */
const DELAY = 40;
/** Turns and their pauses come to an end behind the last cut; far less than until all folders are due again. */
const SOON = { timeout: 30_000, interval: 1_000 };

const roll = dice(SEED);
let world: World;
let ctx: MailContext;
let line: SlowLine;
let worker: Worker;
let other: OtherClient;

beforeAll(async () => {
  world = await startWorld([ALICE]);
  ctx = { app: world.app, log: world.app.log };
  line = await SlowLine.start(world.bed.imap.port, DELAY);
  await save(world, { ...settingsOf(world.bed), imapServer: `localhost:${line.port}` });
  other = new OtherClient(world.bed.mailbox(ALICE.address), roll);
  await other.fill(MAILS);
  worker = new Worker(ctx, { tick: 200, backoff: () => 300 });
  ctx.app.on(WAKE, (id: string) => worker.wake(id));
  worker.start();
});
afterAll(async () => {
  await worker?.stop();
  await line?.stop();
  await world?.stop();
});

it(
  `brings a mailbox in whole over a slow line that breaks again and again (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    const accountId = await world.connected(world.root, ALICE.address);
    const unequal = async (path: string) => {
      const within = (lines: string[]) => lines.filter((found) => found.startsWith(path));
      const server = await onServer(world.bed, ALICE.address);
      return difference(within(server), within(await inDatabase(ctx, accountId)));
    };
    const equal = { missing: [], surplus: [] };
    const played: string[] = [];
    for (let change = 0; change < CHANGES; change++) {
      played.push(await other.play());
      if (roll(5) === 0) {
        line.cut(roll);
        played.push('cut');
      }
      await sleep(roll(500));
    }
    const told = `seed ${SEED}:\n${played.join('\n')}`;
    // The first load goes on from each cut; how long it takes is the machine's affair.
    const state = async () => (await findAccount(ctx, accountId))?.state;
    await expect.poll(state, { timeout: 120_000, interval: 500, message: told }).toBe('connected');
    // The Inbox by what the server tells; the other folders once somebody asks.
    await expect.poll(() => unequal('INBOX '), { ...SOON, message: told }).toEqual(equal);
    await world.root.post('mailAccounts:sync', { query: { filterByTk: accountId } });
    await expect.poll(() => unequal(''), { ...SOON, message: told }).toEqual(equal);
  },
);
