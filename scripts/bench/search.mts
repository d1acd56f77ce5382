/**
 * Searches in a mailbox of 320,000 messages, in a database of a million: over HTTP, as a browser gets them.
 * `--keep` keeps the database for the next run, and for `list`.
 */
import { report } from './lib/figures.mts';
import { measure, measureHost } from './million/measure.mts';
import { startMillion } from './million/world.mts';
import { WORDS } from './million/words.mts';

const TIMES = 60;

const world = await startMillion();
try {
  const { accountId, folderId } = world;
  // A different word each time, because a word just searched for is in the database's cache.
  const word = (rank: number) => (round: number) => WORDS[rank + round];
  const [rare, some, common] = [word(60_000), word(800), word(0)];
  const figures = {
    rare: await measure(world, TIMES, (round) => ({ accountId, q: `${rare(round)} ` })),
    common: await measure(world, TIMES, (round) => ({ accountId, q: `${common(round % 20)} ` })),
    twoWordsFrom: await measure(world, TIMES, (round) => ({
      accountId,
      q: `${common(round)} ${some(round)} from:person${round % 10} `,
    })),
    inFolder: await measure(world, TIMES, (round) => ({ folderId, q: `${some(round)} ` })),
    prefix: await measure(world, TIMES, (round) => ({ accountId, q: rare(round).slice(0, 4) })),
    phrase: await measure(world, TIMES, (round) => ({
      accountId,
      q: `"${common(round)} ${common(round + 1)}"`,
    })),
    oneOfTwo: await measure(world, TIMES, (round) => ({ accountId, q: `${rare(round)} OR ${some(round)} ` })),
    // A word, or something only the rows know: two searches that are merged.
    wordOrFlag: await measure(world, TIMES, (round) => ({ accountId, q: `${rare(round)} OR is:unread ` })),
    without: await measure(world, TIMES, (round) => ({ accountId, q: `${some(round)} -${common(round)} ` })),
  };
  const host = await measureHost(world, TIMES);
  console.log(`host: ${JSON.stringify(host)}`);
  for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(figure)}`);
  const asked = [figures.rare, figures.common, figures.twoWordsFrom];
  const runs = asked.map(({ p95 }) => p95);
  report({ bench: 'search', value: Math.max(...runs), unit: 'ms', target: '≤ 150', runs, host, ...figures });
} finally {
  await world.stop();
}
process.exit();
