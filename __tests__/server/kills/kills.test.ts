import { afterAll, beforeAll, expect, it } from 'vitest';
import { Game, isClean } from './game';

/** `MAIL_KILLS=200 MAIL_KILLS_SEED=7` plays a longer game with other dice. */
const KILLS = Number(process.env.MAIL_KILLS ?? 5);
const SEED = Number(process.env.MAIL_KILLS_SEED ?? 1);
/** Large enough that the first load outlives some of the lives. */
const MAILS = 700;

let game: Game;
beforeAll(async () => {
  game = new Game(SEED);
  await game.start(MAILS);
});
afterAll(() => game?.stop());

it(
  `loses, doubles and forgets nothing while its node is killed ${KILLS} times`,
  { timeout: 240_000 + KILLS * 60_000 },
  async () => {
    // Every second one inside a send; where none came in time, the next one makes up for it.
    for (let kill = 0; kill < KILLS; kill++) await game.live(game.endedInSend * 2 <= kill);
    const verdict = await game.settle();
    const counts = await game.counts();
    console.log(`seed ${SEED}: ${KILLS} kills, ${JSON.stringify(counts)}, ended by ${game.deaths.join(' ')}`);
    if (!isClean(verdict)) console.log(`seed ${SEED} played:\n${game.played.join('\n')}`);
    const nothing = { missing: [], surplus: [] };
    expect({ seed: SEED, ...verdict }).toEqual({
      ...{ seed: SEED, pending: [], lost: [], sends: [], drafts: [] },
      lists: Object.fromEntries(Object.keys(verdict.lists).map((address) => [address, nothing])),
    });
    // Else no node was ever killed between a mail's delivery and the word of it.
    expect(game.endedInSend).toBeGreaterThanOrEqual(Math.ceil(KILLS / 2));
  },
);
