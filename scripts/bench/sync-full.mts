/** A whole mailbox with all texts in the database, next to mbsync pulling it to disk. */
import { startWorld } from './lib/world.mts';
import { ensureCorpus } from './lib/corpus.mts';
import { median, repeat, report, rounded } from './lib/figures.mts';
import { allBodies } from './lib/firstLoad.mts';
import { watchMemory } from './lib/memory.mts';
import { profiled } from './lib/profile.mts';
import { Mbsync } from './lib/rivalMbsync.mts';

const RUNS = 3;
const OWNER = 'full@bench.example';

const corpus = ensureCorpus();
const world = await startWorld();
await world.bed.share(corpus, OWNER);
const mbsync = new Mbsync(world.bed, OWNER);

const runs = await repeat(RUNS, async () => {
  mbsync.empty();
  const theirs = Math.round(await mbsync.pull());
  await world.watcher.checkpoint();
  const grown = await watchMemory();
  const { account, took } = await profiled(world, 'sync-full', async () => {
    const account = await world.connect(OWNER);
    return { account, took: await allBodies(world, account, corpus.mails) };
  });
  const memory = rounded(grown(), 0);
  const failed = await world.watcher.number('count(*)', 'mailMessages', `where "bodyState" = 'failed'`);
  const removed = Math.round(await world.disconnect(account.id));
  return { own: took, mbsync: theirs, ratio: rounded(took / theirs), memory, failed, removed };
});
mbsync.remove();
await world.stop();

report({
  bench: 'sync-full',
  value: median(runs.map(({ ratio }) => ratio)),
  unit: '× mbsync',
  target: '≤ 1.0',
  runs: runs.map(({ ratio }) => ratio),
  mails: corpus.mails,
  octets: corpus.octets,
  ownMs: median(runs.map(({ own }) => own)),
  mbsyncMs: median(runs.map(({ mbsync: theirs }) => theirs)),
  failed: median(runs.map(({ failed }) => failed)),
  memoryMegabytes: median(runs.map(({ memory }) => memory)),
  memoryTarget: '≤ 150',
  disconnectMs: median(runs.map(({ removed }) => removed)),
});
process.exit();
