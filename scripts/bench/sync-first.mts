/** How soon the Inbox can be read after connecting a mailbox, and whether the mailbox's size matters. */
import { startWorld } from './lib/world.mts';
import { ensureCorpus } from './lib/corpus.mts';
import { median, repeat, report, rounded } from './lib/figures.mts';
import { firstPage } from './lib/firstLoad.mts';
import { profiled } from './lib/profile.mts';

const RUNS = 5;
const LARGE = 'large@bench.example';
const SMALL = 'small@bench.example';

const large = ensureCorpus();
const small = ensureCorpus(200);
const world = await startWorld();
await world.bed.share(large, LARGE);
await world.bed.share(small, SMALL);

async function measure(address: string) {
  await world.watcher.checkpoint();
  const account = await world.connect(address);
  const page = await firstPage(world, account);
  await world.disconnect(account.id);
  return page;
}

// The first run of each finds no compiled code and empty server caches, unlike all later ones.
for (const address of [LARGE, SMALL]) await measure(address);
const runs = await repeat(RUNS, async () => ({
  large: await profiled(world, 'sync-first', () => measure(LARGE)),
  small: await measure(SMALL),
}));
await world.stop();

const of = (which: 'large' | 'small', what: 'listed' | 'readable' | 'bodies') =>
  runs.map((run) => run[which][what]);
const value = median(of('large', 'readable'));
const smallMs = median(of('small', 'readable'));
report({
  bench: 'sync-first',
  value,
  unit: 'ms',
  target: '≤ 1500',
  runs: of('large', 'readable'),
  mails: large.mails,
  listedMs: median(of('large', 'listed')),
  allBodiesMs: median(of('large', 'bodies')),
  smallMails: small.mails,
  smallMs,
  ratio: rounded(value / smallMs),
  ratioTarget: '≤ 1.3',
});
process.exit();
