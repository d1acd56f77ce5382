import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { table } from '../../../src/server/store/db/rows';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';
import { Life } from '../kills/life';

const PEOPLE = ['ada', 'ben', 'cleo', 'dora', 'emil'].map((name) => ({
  name,
  address: `${name}@example.com`,
}));
const MOVED = 30_000;

let world: World;
/** `web` only answers people. */
let lives: Record<'one' | 'two' | 'web', Life>;

/** Account → node that serves it by its lease. */
async function serving(): Promise<Map<string, string>> {
  const rows = await table({ app: world.app, log: world.app.log }, 'mailLeases').findAll({ raw: true });
  const leases = rows as unknown as Array<{ accountId: string; node: string; until: string }>;
  return new Map(
    leases.filter(({ until }) => Number(until) > Date.now()).map((row) => [String(row.accountId), row.node]),
  );
}

async function subjects(): Promise<string[]> {
  const rows = await table({ app: world.app, log: world.app.log }, 'mailMessages').findAll({
    where: { vanishedAt: null },
    attributes: ['subject'],
  });
  return rows.map((row) => String(row.get('subject'))).sort();
}

async function eventually(what: string, holds: () => Promise<boolean>, timeout = 45_000): Promise<void> {
  for (const until = Date.now() + timeout; !(await holds());) {
    if (Date.now() > until)
      throw new Error(`not in time: ${what}; ${JSON.stringify([...(await serving())])}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Each mailbox gets a mail; each is to be there once, whoever brings it. */
async function deliver(subject: string): Promise<void> {
  for (const { address } of PEOPLE) await world.bed.mailbox(address).append({ raw: mail(subject) });
}
const arrived = async (subject: string) => (await subjects()).filter((each) => each === subject).length;

beforeAll(async () => {
  // All nodes of an app seal with one key.
  process.env.APP_AES_SECRET_KEY = randomBytes(32).toString('hex');
  world = await startWorld(PEOPLE);
  // The database is shared by processes: SQLite's, in memory or not, is for one.
  if (!world.app.db.inDialect('postgres'))
    throw new Error('this suite runs on PostgreSQL: MAIL_TEST_DIALECT=postgres');
  await deliver('before');
  for (const { name, address } of PEOPLE) await world.connected(await world.user(name), address);
  const node = (environment?: Record<string, string>) => new Life(world.database, environment);
  lives = { one: node(), two: node({ WORKER_MODE: 'mail:process' }), web: node({ WORKER_MODE: '!' }) };
  for (const life of Object.values(lives)) life.begin();
  await Promise.all(Object.values(lives).map(({ ready }) => ready));
}, 120_000);
afterAll(async () => {
  for (const life of Object.values(lives ?? {})) if (!life.over) await life.kill('clock');
  await world?.stop();
});

describe('nodes on one database', () => {
  it('share the accounts, each mail stored once, none by a node that only answers people', async () => {
    await eventually('all served', async () => (await serving()).size === PEOPLE.length);
    await eventually('all loaded', async () => (await arrived('before')) === PEOPLE.length);
    await deliver('to whoever serves it');
    await eventually('new mails', async () => (await arrived('to whoever serves it')) >= PEOPLE.length);
    const nodes = new Set((await serving()).values());
    expect([...nodes].filter((name) => name !== lives.one.name && name !== lives.two.name)).toEqual([]);
    expect(await subjects()).toHaveLength(2 * PEOPLE.length);
  });

  it('take over within half a minute from one that was killed, and lose and double nothing', async () => {
    const names = [...(await serving()).values()];
    const ofOne = names.filter((name) => name === lives.one.name).length;
    const [dead, heir] = ofOne * 2 > names.length ? [lives.one, lives.two] : [lives.two, lives.one];
    await dead.kill('clock');
    const died = Date.now();
    await deliver('after a death');
    await eventually('moved', async () => {
      const now = [...(await serving()).values()];
      return now.length === PEOPLE.length && now.every((name) => name === heir.name);
    });
    expect(Date.now() - died).toBeLessThan(MOVED);
    await eventually('mails meanwhile', async () => (await arrived('after a death')) >= PEOPLE.length);
    expect(await subjects()).toHaveLength(3 * PEOPLE.length);
  });
});
