/**
 * All headers of a large mailbox in the database, next to imapflow fetching the same items and dropping them.
 */
import { startWorld } from './lib/world.mts';
import { ensureCorpus } from './lib/corpus.mts';
import { median, repeat, report, rounded, timed } from './lib/figures.mts';
import { allHeaders } from './lib/firstLoad.mts';
import { profiled } from './lib/profile.mts';
import { fetchAllHeaders } from './lib/rivalImapflow.mts';

const RUNS = 3;
const OWNER = 'index@bench.example';

const corpus = ensureCorpus();
const world = await startWorld();
await world.bed.share(corpus, OWNER);

async function baseline(): Promise<number> {
  let mails = 0;
  const took = await timed(async () => (mails = await fetchAllHeaders(world.bed, OWNER)));
  if (mails !== corpus.mails) throw new Error(`imapflow saw ${mails} mails`);
  return Math.round(took);
}

// The server caches the parsed structure of messages. After this, both sides find it there.
await baseline();
const runs = await repeat(RUNS, async () => {
  const imapflow = await baseline();
  await world.watcher.checkpoint();
  const own = await profiled(world, 'sync-index', async () => {
    const account = await world.connect(OWNER);
    return { account, took: await allHeaders(world, account, corpus.mails) };
  });
  await world.disconnect(own.account.id);
  return { own: own.took, imapflow, ratio: rounded(own.took / imapflow) };
});
await world.stop();

report({
  bench: 'sync-index',
  value: median(runs.map(({ ratio }) => ratio)),
  unit: '× imapflow',
  target: '≤ 2.0',
  runs: runs.map(({ ratio }) => ratio),
  mails: corpus.mails,
  ownMs: median(runs.map(({ own }) => own)),
  imapflowMs: median(runs.map(({ imapflow }) => imapflow)),
});
process.exit();
