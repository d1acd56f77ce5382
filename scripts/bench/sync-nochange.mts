/** A sync of a mailbox in which nothing has changed, next to mbsync finding out the same. */
import { startWorld } from './lib/world.mts';
import { ensureCorpus } from './lib/corpus.mts';
import { median, repeat, report, rounded } from './lib/figures.mts';
import { allBodies } from './lib/firstLoad.mts';
import { profiled, PROFILES } from './lib/profile.mts';
import { Mbsync } from './lib/rivalMbsync.mts';
import { wholeTurn } from './lib/turn.mts';

const RUNS = 9;
const PROFILED_TURNS = 20;
const OWNER = 'nochange@bench.example';

const corpus = ensureCorpus();
const world = await startWorld();
await world.bed.share(corpus, OWNER);
const mbsync = new Mbsync(world.bed, OWNER);
const account = await world.connect(OWNER);
await Promise.all([mbsync.pull(), allBodies(world, account, corpus.mails)]);
// Both have caches to fill.
await mbsync.pull();
await wholeTurn(world, account.id);

if (PROFILES)
  await profiled(world, 'sync-nochange', async () => {
    for (let turn = 0; turn < PROFILED_TURNS; turn++) await wholeTurn(world, account.id);
  });

/**
 * Measures a sync of all folders and its round trips. One triggered by a new message only looks at the Inbox.
 */
async function turn(): Promise<{ own: number; trips: number }> {
  for (;;) {
    const before = await world.bed.counters();
    const own = await wholeTurn(world, account.id);
    const after = await world.bed.counters();
    const trips = after.imapCommands - before.imapCommands;
    if (trips >= corpus.folders) return { own, trips };
  }
}

const runs = await repeat(RUNS, async () => {
  const theirs = await mbsync.pull();
  const { own, trips } = await turn();
  return { own: rounded(own), mbsync: rounded(theirs), ratio: rounded(own / theirs), trips };
});
mbsync.remove();
await world.stop();

report({
  bench: 'sync-nochange',
  value: median(runs.map(({ ratio }) => ratio)),
  unit: '× mbsync',
  target: '≤ 1.0',
  runs: runs.map(({ ratio }) => ratio),
  mails: corpus.mails,
  folders: corpus.folders,
  ownMs: median(runs.map(({ own }) => own)),
  mbsyncMs: median(runs.map(({ mbsync: theirs }) => theirs)),
  roundTrips: median(runs.map(({ trips }) => trips)),
});
process.exit();
