import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailContext } from '../../../src/server/context';
import { table } from '../../../src/server/store/db/rows';
import { headerField } from '../../bed/smtp/message';
import { startWorld, type World } from '../accounts/world';
import { Caller } from '../boot';
import { mail } from '../imap/mailboxes';
import { Life } from '../kills/life';

const PEOPLE = ['ada', 'ben', 'cleo'].map((name) => ({ name, address: `${name}@example.com` }));
const WRONG = 7 * 60_000;
/** Milliseconds that a lease lasts; one of a node that died is another's after that. */
const LEASE = 24_000;
/** Each node looks for sends that are due more often than this. */
const LOOK = 11_000;
/** A node that stops hands over: far sooner than its leases would run out. */
const HANDED_OVER = 10_000;
const SOON = { timeout: 45_000, interval: 200 };

interface Held {
  accountId: string;
  node: string;
  fence: number;
  until: number;
}

let world: World;
let ctx: MailContext;
let lives: Life[] = [];
let right: Life;
let wrong: Life;
/** Subjects of the mails that the mail server took, as often as it did. */
const accepted: string[] = [];

beforeAll(async () => {
  // All nodes of an app seal with one key.
  process.env.APP_AES_SECRET_KEY = randomBytes(32).toString('hex');
  world = await startWorld(PEOPLE, { onAccepted: ({ raw }) => delivered(raw) });
  ctx = { app: world.app, log: world.app.log };
  // The database is shared by processes: SQLite's, in memory or not, is for one.
  if (!world.app.db.inDialect('postgres'))
    throw new Error('this suite runs on PostgreSQL: MAIL_TEST_DIALECT=postgres');
  for (const { name, address } of PEOPLE) await world.connected(await world.user(name), address);
  const preload = pathToFileURL('__tests__/server/nodes/wrongClock.mjs').href;
  wrong = node({ NODE_OPTIONS: `--import=${preload}`, CLOCK: `${WRONG},${-WRONG}` });
  right = node();
  await begun(right);
}, 120_000);
afterAll(async () => {
  for (const life of lives) if (!life.over) await life.kill('clock');
  await world?.stop();
});

function node(environment?: Record<string, string>): Life {
  const life = new Life(world.database, environment);
  lives = [...lives, life];
  return life;
}
async function begun(life: Life): Promise<void> {
  life.begin();
  await life.ready;
}

/** Leases that are in force, or were not given back. */
async function held(): Promise<Held[]> {
  const rows = await table(ctx, 'mailLeases').findAll({ order: [['accountId', 'ASC']], raw: true });
  return (rows as unknown as Held[])
    .map(({ accountId, node, fence, until }) => ({ accountId, node, fence, until: Number(until) }))
    .filter(({ until }) => until > Date.now());
}
const serving = async () => (await held()).map((lease) => lease.node);
/** Who holds which account since when: the number rises whenever an account is taken. */
const holders = (leases: readonly Held[]) =>
  leases.map(({ accountId, node, fence }) => `${accountId} ${node} ${fence}`);

async function inInboxes(subject: string): Promise<number> {
  const inboxes = await table(ctx, 'mailFolders').findAll({ where: { role: 'inbox' }, attributes: ['id'] });
  const folderId = inboxes.map((row) => row.get('id'));
  return table(ctx, 'mailMessages').count({ where: { subject, folderId, vanishedAt: null } });
}

/** Keeps the mail server from saying that it took a mail until each node has looked for sends that are due. */
async function delivered(raw: Buffer): Promise<void> {
  accepted.push(headerField(raw, 'Subject'));
  await sleep(LOOK);
}

/** Ada sends to Ben, through a node; answers the operation as it is stored in the end. */
async function sent(life: Life, subject: string): Promise<unknown> {
  const caller = await Caller.signIn(await life.ready, 'ada@example.com', 'ada-password');
  const { data } = await caller.get<Array<{ id: string; address: string }>>('mailAccounts:list');
  const empty = { cc: [], bcc: [], uploadIds: [], attachmentIds: [], html: 'x' };
  const to = [{ name: '', address: 'ben@example.com' }];
  const asked = await caller.post<{ id: string }>('mailMessages:send', {
    body: { ...empty, accountId: data[0]?.id, to, subject },
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const stored = async () =>
    (await table(ctx, 'mailOperations').findByPk(asked.data.id))?.get({ plain: true });
  await expect
    .poll(stored, SOON)
    .toMatchObject({ state: expect.stringMatching(/done|failed|unclear/) as string });
  return stored();
}

/** Each mailbox gets a mail, and each node sends one, while each lease would have run out and been renewed. */
async function outlastsItsLeases(what: string, nodes: readonly Life[]): Promise<void> {
  const before = await held();
  for (const { address } of PEOPLE) await world.bed.mailbox(address).append({ raw: mail(what) });
  await expect.poll(() => inInboxes(what), SOON).toBe(PEOPLE.length);
  for (const [index, life] of nodes.entries()) {
    const subject = `sent by ${index}, ${what}`;
    expect(await sent(life, subject)).toMatchObject({ state: 'done', attempts: 1 });
    await expect.poll(() => inInboxes(subject), SOON).toBe(1);
    expect(accepted.filter((each) => each === subject)).toHaveLength(1);
  }
  const ends = new Map(before.map(({ accountId, until }) => [accountId, until + LEASE]));
  const renewed = async () => (await held()).every((now) => now.until > (ends.get(now.accountId) ?? 0));
  await expect.poll(renewed, SOON).toBe(true);
  expect(holders(await held())).toEqual(holders(before));
  expect(await inInboxes(what)).toBe(PEOPLE.length);
}

describe('a node whose clock is wrong', { timeout: 180_000 }, () => {
  it('takes nothing from one whose clock is right', async () => {
    await expect.poll(serving, SOON).toEqual(PEOPLE.map(() => right.name));
    await begun(wrong);
    await outlastsItsLeases('held by the right one', [right, wrong]);
    expect(await serving()).toEqual(PEOPLE.map(() => right.name));
  });

  it('is handed over to at once by a node that stops', async () => {
    right.stop();
    await expect.poll(serving, { timeout: HANDED_OVER, interval: 100 }).toEqual(PEOPLE.map(() => wrong.name));
    for (const { address } of PEOPLE)
      await world.bed.mailbox(address).append({ raw: mail('after the stop') });
    expect(await right.ended).toBe('asked');
    await expect.poll(() => inInboxes('after the stop'), SOON).toBe(PEOPLE.length);
  });

  it('keeps what it holds, before its clock jumps and after', async () => {
    right = node();
    await begun(right);
    await outlastsItsLeases('held by the wrong one', [right, wrong]);
    wrong.jump();
    await outlastsItsLeases('held by one that jumped', [right, wrong]);
    expect(await serving()).toEqual(PEOPLE.map(() => wrong.name));
  });
});
