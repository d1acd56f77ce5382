/**
 * How soon after a delivery the browser is notified, apart from the server's own delay: a bare imapflow
 * client idles in the same mailbox, and the app's time counts from the moment that client learns of the same
 * message.
 */
import { CHANGE_HINT, type ChangeHint } from '../../src/common/index.ts';
import { startWorld, until } from './lib/world.mts';
import { median, percentile, repeat, report, rounded } from './lib/figures.mts';
import { Delivery } from './lib/lmtp.mts';
import { openRival } from './lib/rivalImapflow.mts';

const RUNS = 3;
const DELIVERIES = 40;
const OWNER = 'push@bench.example';
/**
 * The server combines messages in quick succession; these are messages that arrive one at a time.
 * Milliseconds.
 */
const PAUSE = { shortest: 700, longest: 1500 };
const PATIENCE = 10_000;

interface Pushed {
  message: { type: string; payload: unknown };
}

const world = await startWorld({ lmtp: true });
await world.bed.addUsers([OWNER]);
const delivery = new Delivery(world.bed);
await delivery.deliver(OWNER);
const account = await world.connect(OWNER);
const connected = `where "id" = ${account.id} and "state" = 'connected'`;
await until(async () => (await world.watcher.number('count(*)', 'mailAccounts', connected)) === 1);

const bare = await openRival(world.bed, OWNER);
await bare.mailboxOpen('INBOX');
let idling = true;
const idle = (async () => {
  while (idling) await bare.idle();
})();

/** Returns the time at which `listen` first calls back. */
function moment(listen: (happened: () => void) => () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nobody was told of a mail')), PATIENCE);
    const forget = listen(() => {
      clearTimeout(timer);
      forget();
      resolve(performance.now());
    });
  });
}

const told = () =>
  moment((happened) => {
    const listen = ({ message }: Pushed) => {
      if (message.type === CHANGE_HINT && (message.payload as ChangeHint).what.includes('messages'))
        happened();
    };
    world.app.on('ws:sendToUser', listen);
    return () => world.app.off('ws:sendToUser', listen);
  });

const seen = () =>
  moment((happened) => {
    bare.on('exists', happened);
    return () => bare.off('exists', happened);
  });

async function one(): Promise<{ app: number; server: number }> {
  const { shortest, longest } = PAUSE;
  await new Promise((resolve) => setTimeout(resolve, shortest + Math.random() * (longest - shortest)));
  const moments = Promise.all([told(), seen()]);
  await delivery.deliver(OWNER);
  const delivered = performance.now();
  const [appAt, bareAt] = await moments;
  const stored = await world.watcher.number('count(*)', 'mailMessages', `where "accountId" = ${account.id}`);
  if (stored !== ++expected) throw new Error(`told of ${expected} mails, ${stored} are stored`);
  return { app: appAt - delivered, server: bareAt - delivered };
}

let expected = 1;
for (let warm = 0; warm < 5; warm++) await one();
const runs = await repeat(RUNS, async () => {
  const all: Array<{ app: number; server: number }> = [];
  for (let count = 0; count < DELIVERIES; count++) all.push(await one());
  const beyond = all.map(({ app, server }) => app - server);
  return {
    p95: rounded(percentile(beyond, 0.95), 0),
    median: rounded(median(beyond), 0),
    appP95: rounded(
      percentile(
        all.map(({ app }) => app),
        0.95,
      ),
      0,
    ),
    serverMedian: rounded(median(all.map(({ server }) => server)), 0),
  };
});
idling = false;
bare.close();
await idle.catch(() => undefined);
delivery.close();
await world.stop();

report({
  bench: 'push',
  value: median(runs.map(({ p95 }) => p95)),
  unit: 'ms (p95)',
  target: '≤ 300',
  runs: runs.map(({ p95 }) => p95),
  deliveries: DELIVERIES,
  medianMs: median(runs.map((run) => run.median)),
  withServerP95Ms: median(runs.map(({ appP95 }) => appP95)),
  serverMedianMs: median(runs.map(({ serverMedian }) => serverMedian)),
});
process.exit();
