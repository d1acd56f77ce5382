/**
 * How fast a full outbox empties, next to a bare nodemailer pool sending the same messages to the same
 * server.
 */
import type { ComposeInput } from '../../src/common/index.ts';
import { startWorld, until } from './lib/world.mts';
import { median, repeat, report, rounded, timed } from './lib/figures.mts';
import { profiled } from './lib/profile.mts';
import { sendAllByPool } from './lib/rivalNodemailer.mts';

const RUNS = 3;
const MAILS = Number(process.argv[2] ?? 1000);
const OWNER = 'outbox@bench.example';
const AT_A_TIME = 8;
/** Provider settings that allow as many messages per minute as possible. */
const NO_LIMITS = { sendRate: '0' };
const HTML = `<p>${'A sentence of a mail, as people write them. '.repeat(40)}</p>`;

const world = await startWorld({}, NO_LIMITS);
await world.bed.addUsers([OWNER]);
const account = await world.connect(OWNER);
const { watcher, root } = world;
const connected = `where "id" = ${account.id} and "state" = 'connected'`;
await until(async () => (await watcher.number('count(*)', 'mailAccounts', connected)) === 1);

const operations = (states: string) =>
  watcher.number('count(*)', 'mailOperations', `where "kind" = 'send' and "state" in (${states})`);

async function enqueue(number: number): Promise<void> {
  const body: ComposeInput = {
    accountId: account.id,
    to: [{ name: 'Somebody', address: `somebody${number}@outside.example` }],
    cc: [],
    bcc: [],
    subject: `Mail ${number}`,
    html: HTML,
    uploadIds: [],
    attachmentIds: [],
  };
  const { status, body: answer } = await root.post('mailMessages:send', { body });
  if (status !== 200) throw new Error(`a mail was refused: ${JSON.stringify(answer)}`);
}

async function enqueueAll(count: number): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await enqueue(next++);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/**
 * Stores all messages but one while this node doesn't send; the last one starts it. Returns the milliseconds
 * until all are sent.
 */
async function ownWay(): Promise<number> {
  const before = await operations(`'done'`);
  process.env.MAIL_WORKER = 'off';
  await enqueueAll(MAILS - 1);
  process.env.MAIL_WORKER = 'on';
  await watcher.checkpoint();
  const took = await profiled(world, 'outbox', () =>
    timed(async () => {
      await enqueue(MAILS);
      await until(async () => (await operations(`'done'`)) === before + MAILS, { pause: 50 });
    }),
  );
  const lost = await operations(`'failed', 'unclear', 'sending'`);
  if (lost > 0) throw new Error(`${lost} mails did not go`);
  return took;
}

await sendAllByPool(world.bed, OWNER, HTML, 20);
const runs = await repeat(RUNS, async () => {
  const pool = await sendAllByPool(world.bed, OWNER, HTML, MAILS);
  const accepted = (await world.bed.counters()).accepted;
  const own = await ownWay();
  const delivered = (await world.bed.counters()).accepted - accepted;
  if (delivered !== MAILS) throw new Error(`${delivered} mails arrived, not ${MAILS}`);
  return {
    ownPerSecond: rounded((MAILS / own) * 1000, 1),
    poolPerSecond: rounded((MAILS / pool) * 1000, 1),
    ratio: rounded(pool / own),
  };
});
await world.stop();

report({
  bench: 'outbox',
  value: median(runs.map(({ ratio }) => ratio)),
  unit: '× nodemailer',
  target: '≥ 0.35',
  runs: runs.map(({ ratio }) => ratio),
  mails: MAILS,
  ownPerSecond: median(runs.map(({ ownPerSecond }) => ownPerSecond)),
  poolPerSecond: median(runs.map(({ poolPerSecond }) => poolPerSecond)),
});
process.exit();
