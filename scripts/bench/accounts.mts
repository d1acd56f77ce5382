/**
 * The cost of many mailboxes for a node that serves them all: memory for each, and how promptly the node
 * still responds.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startWorld, until } from './lib/world.mts';
import { ensureCorpus } from './lib/corpus.mts';
import { median, repeat, report, rounded } from './lib/figures.mts';
import { settledMemory } from './lib/memory.mts';

const RUNS = 3;
const MAILBOXES = Number(process.argv[2] ?? 500);
/** Mailboxes connected before memory is first measured, as modules loaded once don't belong to a mailbox. */
const WARM = 10;
/** Milliseconds; longer than the worker's round through the other folders, so that it is included. */
const WINDOW = 65_000;
const NANOSECONDS = 1e6;

const corpus = ensureCorpus(20);
const world = await startWorld();

/** Connects more mailboxes and waits until all of them are loaded and idle. */
async function connect(from: number, to: number): Promise<void> {
  for (let number = from; number < to; number++) {
    const address = `box${number}@bench.example`;
    await world.bed.share(corpus, address);
    await world.connect(address);
  }
  const count = () => world.watcher.number('count(*)', 'mailAccounts', `where "state" = 'connected'`);
  await until(async () => (await count()) === to, { pause: 500, timeout: 900_000 });
}

await connect(0, WARM);
await new Promise((resolve) => setTimeout(resolve, 2_000));
const before = await settledMemory();
const started = performance.now();
await connect(WARM, WARM + MAILBOXES);
const loading = performance.now() - started;

const runs = await repeat(RUNS, async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpu = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, WINDOW));
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const { resident, used } = await settledMemory();
  return {
    memory: rounded((resident - before.resident) / MAILBOXES, 3),
    used: rounded((used - before.used) / MAILBOXES, 3),
    delayP99: rounded(delay.percentile(99) / NANOSECONDS, 1),
    delayMost: rounded(delay.max / NANOSECONDS, 0),
    cpu: rounded((user + system) / 1000 / WINDOW, 2),
  };
});
const idle = await world.watcher.number('count(*)', 'mailAccounts', `where "state" = 'connected'`);
await world.stop();

report({
  bench: 'accounts',
  value: median(runs.map(({ memory }) => memory)),
  unit: 'MB a mailbox',
  target: '≤ 1',
  runs: runs.map(({ memory }) => memory),
  mailboxes: MAILBOXES,
  connected: idle,
  usedMegabytes: median(runs.map(({ used }) => used)),
  delayP99Ms: median(runs.map(({ delayP99 }) => delayP99)),
  delayTarget: '≤ 50',
  delayMostMs: Math.max(...runs.map(({ delayMost }) => delayMost)),
  cpuShare: median(runs.map(({ cpu }) => cpu)),
  loadingSeconds: Math.round(loading / 1000),
});
process.exit();
