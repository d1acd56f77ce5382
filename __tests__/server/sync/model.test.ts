import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDialect } from '../databases';
import { Game } from './game';
import { startSyncWorld, type SyncWorld } from './synced';

/**
 * Another client changes a mailbox at random while people click, leave folders out and move the first day, and pulls
 * come and go, some of them cut off. Once all is quiet, what is stored must be what the server has, as far as it is
 * wanted, and the server must still have what nobody deleted. `MAIL_MODEL_SEEDS=1,2,3` plays other games.
 */
const SEEDS = (process.env.MAIL_MODEL_SEEDS ?? { sqlite: '1', postgres: '2', mariadb: '3' }[testDialect()])
  .split(',')
  .map(Number);
const STEPS = 60;

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe.each(['exchange', 'full'] as const)('a mailbox of %s under changes', (profile) => {
  let world: SyncWorld;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  afterAll(() => world?.stop());

  it.each(SEEDS)(
    'is in the end stored as the server has it (seed %i)',
    async (seed) => {
      const box = await world.fresh();
      const game = new Game(box, generator(seed));
      for (let step = 0; step < STEPS; step++) await game.play();
      await game.settle();
      expect(await game.stored(), game.played.join('\n')).toEqual(await game.wanted());
      expect(await game.lost(), game.played.join('\n')).toEqual([]);
      // What the server refused for good waits for the user, taken back; nothing else is left.
      const left = (await box.rows('mailOperations')).filter(({ state }) => state !== 'failed');
      expect(left, game.played.join('\n')).toEqual([]);
      expect(await box.rows('mailMessages')).toHaveLength((await box.messages()).length);
      const bodies = (await box.rows('mailBodies')).map((row) => String(row.mailMessageId)).sort();
      expect(bodies).toEqual((await box.messages()).map(({ id }) => String(id)).sort());
      expect(await game.strayed(), game.played.join('\n')).toEqual([]);
    },
    120_000,
  );
});
