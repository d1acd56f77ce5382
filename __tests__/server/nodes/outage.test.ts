import type { EventEmitter } from 'node:events';
import { Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { table } from '../../../src/server/store/db/rows';
import { Worker } from '../../../src/server/worker/worker';
import { expectErrors } from '../../quiet/watch';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';

// The database is away.
expectErrors(/the worker could not check for work/);

const ADA = { name: 'Ada', address: 'ada@example.com' };
const SOON = { timeout: 40_000, interval: 200 };

let world: World;
let worker: Worker;
let accountId: string;
/** The database server, by another way. */
let server: Sequelize;

beforeAll(async () => {
  world = await startWorld([ADA]);
  const { username, password, host, port, database } = world.database.options as Record<string, string>;
  server = new Sequelize('postgres', username ?? '', password, {
    ...{ dialect: 'postgres', host, port: Number(port), logging: false },
  });
  if (!world.app.db.inDialect('postgres'))
    throw new Error('this suite runs on PostgreSQL: MAIL_TEST_DIALECT=postgres');
  expect(database).toMatch(/^mail_test_/);
  hearEarly(world.app.db.sequelize);
  accountId = await world.connected(world.root, ADA.address);
  worker = new Worker({ app: world.app, log: world.app.log }, { tick: 500 });
  worker.start();
});
afterAll(async () => {
  await open(true);
  await worker?.stop();
  await server?.close();
  await world?.stop();
});

/**
 * Sequelize listens to a new connection a moment after the server has taken it. One that is thrown out in between would
 * end the process, which is the host's to lose: hundreds are thrown out here.
 */
function hearEarly(sequelize: Sequelize): void {
  const { connectionManager } = sequelize as unknown as {
    connectionManager: { lib: { Client: new (...given: unknown[]) => EventEmitter } };
  };
  const { Client } = connectionManager.lib;
  class HeardClient extends Client {
    constructor(...given: unknown[]) {
      super(...given);
      this.on('error', () => undefined);
    }
  }
  connectionManager.lib = { ...connectionManager.lib, Client: HeardClient };
}

/** Lets nobody in any more, and throws out who is there; or lets everybody in again. */
async function open(allowed: boolean): Promise<void> {
  const { database } = world.database.options as { database: string };
  await server.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS ${allowed}`);
  if (!allowed) await throwOut();
}

/** Cuts everybody's connections, whatever they are about. */
async function throwOut(): Promise<void> {
  const { database } = world.database.options as { database: string };
  await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
}

async function rowsOf(name: 'mailMessages' | 'mailEvents', attribute: string): Promise<string[]> {
  const ctx = { app: world.app, log: world.app.log };
  const rows = await table(ctx, name).findAll({ where: { accountId }, attributes: [attribute] });
  return rows.map((row) => String(row.get(attribute)));
}
const subjects = () => rowsOf('mailMessages', 'subject');
const account = () => world.account(world.root, accountId);

it('outlasts a database that is away, and nobody is told that the mailbox is at fault', async () => {
  const box = world.bed.mailbox(ADA.address);
  await expect.poll(async () => (await account()).state, SOON).toBe('connected');
  await box.append({ raw: mail('before') });
  await expect.poll(subjects, SOON).toContain('before');

  await open(false);
  await box.append({ raw: mail('meanwhile') });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await open(true);

  await expect.poll(() => subjects().catch(() => []), SOON).toContain('meanwhile');
  expect(await account()).toMatchObject({ state: 'connected', reason: null });
  expect(await rowsOf('mailEvents', 'code')).not.toContain('internal');
  expect((await subjects()).sort()).toEqual(['before', 'meanwhile']);
});

it('repeats turns whose connection to the database is cut', async () => {
  const box = world.bed.mailbox(ADA.address);
  for (let round = 0; round < 15; round++) {
    await box.append({ raw: mail(`cut ${round}`) });
    // Dovecot tells of it half a second late; then the turn is at it.
    for (let cut = 0; cut < 12; cut++) {
      await throwOut();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await expect.poll(() => subjects().catch(() => []), SOON).toHaveLength(2 + 15);
  await expect.poll(account, SOON).toMatchObject({ state: 'connected', reason: null });
  expect(await rowsOf('mailEvents', 'code')).not.toContain('internal');
});
