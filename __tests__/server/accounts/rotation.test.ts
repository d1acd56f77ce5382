import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { login } from '../../../src/server/accounts/session';
import { trialLogin } from '../../../src/server/imap/trial';
import { readToken } from '../../../src/server/store/accounts/tokens';
import type { Caller } from '../boot';
import { testDialect } from '../databases';
import { startWorld, type World } from './world';

const ANNA = 'anna@example.com';
const RENEWALS = 200;
/** SQLite serves one process; the other databases are shared by two nodes that renew the same account at once. */
const NODES = testDialect() === 'sqlite' ? 1 : 2;
/** Each node is killed after so many renewals, in the middle of the next one. */
const LIVES = [30, 70];

let world: World;
let anna: Caller;
let id: string;

beforeAll(async () => {
  // All nodes of an app seal with one key.
  process.env.APP_AES_SECRET_KEY = randomBytes(32).toString('hex');
  world = await startWorld([{ name: 'Anna', address: ANNA }]);
  anna = await world.user('anna');
  id = await world.connected(anna, ANNA);
});
afterAll(() => world?.stop());

let failures: string[] = [];
let renewals = 0;

/** One node, until it has renewed so often or all is done; killed without a word. */
async function live(most: number): Promise<void> {
  const node: ChildProcess = spawn(
    process.execPath,
    ['node_modules/vite-node/vite-node.mjs', '__tests__/server/accounts/renewer.ts'],
    {
      env: {
        ...process.env,
        RENEWER_DATABASE: JSON.stringify(world.database.options),
        RENEWER_ACCOUNT: id,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let own = 0;
  const ended = new Promise((resolve) => node.once('exit', (_code, signal) => resolve(signal)));
  for await (const line of createInterface({ input: node.stdout ?? process.stdin })) {
    if (line.startsWith('FAILED')) failures.push(line);
    if (line !== 'RENEWED') continue;
    renewals++;
    if (++own >= most || renewals >= RENEWALS) {
      // Somewhere in the next renewal: before, while or after the new token is stored.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 15));
      node.kill('SIGKILL');
    }
  }
  expect(await ended, 'it was killed, it did not fail').toBe('SIGKILL');
}

it(
  `keeps an account alive through ${RENEWALS} renewals by processes that are killed in between`,
  { timeout: 240_000 },
  async () => {
    failures = [];
    renewals = 0;
    const before = (await readToken({ app: world.app, log: world.app.log }, id))?.version ?? 0;
    await Promise.all(
      Array.from({ length: NODES }, async (_, node) => {
        for (let life = node; renewals < RENEWALS; life++) await live(LIVES[life % LIVES.length] ?? 20);
      }),
    );
    expect(renewals).toBeGreaterThanOrEqual(RENEWALS);
    expect(failures).toEqual([]);
    const ctx = { app: world.app, log: world.app.log };
    // Every renewal that was answered had stored its token, or had gone on with the one of the other node.
    const stored = ((await readToken(ctx, id))?.version ?? 0) - before;
    expect(stored).toBeGreaterThanOrEqual(RENEWALS / 2);
    const session = await login(ctx, id, { force: true });
    await trialLogin(session.imap, session.imapLogin);
    expect(await world.account(anna, id)).not.toMatchObject({ state: 'reconnect' });
  },
);
