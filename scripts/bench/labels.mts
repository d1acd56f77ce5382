/**
 * Lists by label in a mailbox of 320,000 messages, 160,000 of which have one of 50 labels: over HTTP, as a browser gets
 * them. `--keep` keeps the database for the next run, and for `list` and `search`.
 */
import { report } from './lib/figures.mts';
import { measure, measureHost, page } from './million/measure.mts';
import { startMillion } from './million/world.mts';
import { WORDS } from './million/words.mts';

const TIMES = 100;
const LABELS = 50;
const DEEP = 50;

const world = await startMillion();
try {
  const { accountId, folderId, owner, sql } = world;
  await sql.run('TRUNCATE "mailLabels", "mailMessageLabels" RESTART IDENTITY');
  for (let at = 0; at < LABELS; at++) {
    const { status } = await owner.post('mailLabels:create', {
      body: { name: `label ${at}`, color: 'blue' },
    });
    if (status !== 200) throw new Error(`a label was refused: ${status}`);
  }
  // The first label is on every fourth message, each of the others on about 1,600.
  await sql.run(`INSERT INTO "mailMessageLabels" ("labelId", "mailMessageId", "accountId", "receivedAt")
    SELECT CASE WHEN id % 4 = 0 THEN 1 ELSE 2 + id / 4 % ${LABELS - 1} END, id, "accountId", "receivedAt"
    FROM "mailMessages" WHERE "accountId" = ${accountId} AND id % 4 < 2`);
  await sql.run('ANALYZE "mailMessageLabels"');
  const some = (round: number) => `label:"label ${1 + (round % (LABELS - 1))}"`;
  const word = (round: number) => WORDS[800 + round];
  let before: string | null = null;
  for (let at = 1; at < DEEP; at++)
    before = (await page(world, { q: 'label:"label 0"', ...(before ? { before } : {}) })).next;
  const figures = {
    large: await measure(world, TIMES, () => ({ q: 'label:"label 0"' })),
    [`page${DEEP}`]: await measure(world, TIMES, () => ({ q: 'label:"label 0"', before })),
    some: await measure(world, TIMES, (round) => ({ q: some(round) })),
    conversations: await measure(world, TIMES, (round) => ({ q: some(round), conversations: true })),
    inFolder: await measure(world, TIMES, (round) => ({ folderId, q: some(round) })),
    without: await measure(world, TIMES, (round) => ({ accountId, q: `-${some(round)}` })),
    withWord: await measure(world, TIMES, (round) => ({ q: `label:"label 0" ${word(round)} ` })),
    list: await measure(world, TIMES, () => ({ folderId })),
  };
  const host = await measureHost(world, TIMES);
  console.log(`host: ${JSON.stringify(host)}`);
  for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(figure)}`);
  const { large, some: each, inFolder } = figures;
  const runs = [large, each, inFolder].map(({ p95 }) => p95);
  report({ bench: 'labels', value: Math.max(...runs), unit: 'ms', target: '≤ 50', runs, host, ...figures });
} finally {
  await world.stop();
}
process.exit();
