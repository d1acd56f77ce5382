/**
 * Pages of lists in a mailbox of 320,000 messages, in a database of a million: over HTTP, as a browser gets
 * them. `--keep` keeps the database for the next run, and for `search`.
 */
import { report } from './lib/figures.mts';
import { measure, measureHost, page } from './million/measure.mts';
import { personAddress } from './million/mails.mts';
import { startMillion } from './million/world.mts';

const TIMES = 100;
const DEEP = 200;

const world = await startMillion();
try {
  const { folderId, accountId } = world;
  let before: string | null = null;
  let threadKey = '';
  for (let at = 1; at < DEEP; at++) {
    const { rows, next } = await page(world, { folderId, ...(before ? { before } : {}) });
    threadKey = (rows[0] as unknown as { threadKey: string }).threadKey;
    before = next;
  }
  const figures = {
    first: await measure(world, TIMES, () => ({ folderId })),
    [`page${DEEP}`]: await measure(world, TIMES, () => ({ folderId, before })),
    account: await measure(world, TIMES, () => ({ accountId })),
    unread: await measure(world, TIMES, () => ({ folderId, show: 'unread' })),
    thread: await measure(world, TIMES, () => ({ threadKey, accountId })),
    // From the most frequent sender to people hardly anyone knows.
    address: await measure(world, TIMES, (round) => ({
      address: personAddress((round % 10) ** 3),
      accountId,
    })),
  };
  const host = await measureHost(world, TIMES);
  console.log(`host: ${JSON.stringify(host)}`);
  for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(figure)}`);
  const runs = Object.values(figures).map(({ p95 }) => p95);
  report({ bench: 'list', value: Math.max(...runs), unit: 'ms', target: '≤ 30', runs, host, ...figures });
} finally {
  await world.stop();
}
process.exit();
