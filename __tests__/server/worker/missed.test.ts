import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { MailContext } from '../../../src/server/context';
import { WAKE } from '../../../src/server/push';
import { table } from '../../../src/server/store/db/rows';
import { openConnections } from '../../../src/server/imap';
import { Listener } from '../../../src/server/worker/listener';
import { Worker } from '../../../src/server/worker/worker';
import type { BedMailbox } from '../../bed/types';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';
import { stays } from '../stays';

/**
 * What happens in the Inbox behind a turn's look at it is told by nobody: the server counts it as told when the
 * turn opens the Inbox again, for texts or for IDLE. Left to the next look at all folders it would take a minute.
 */
const SOON = { timeout: 15_000 };

let world: World;
let ctx: MailContext;
let worker: Worker;

beforeAll(async () => {
  world = await startWorld([]);
  ctx = { app: world.app, log: world.app.log };
  worker = new Worker(ctx, { tick: 200 });
  ctx.app.on(WAKE, (id: string) => worker.wake(id));
  worker.start();
});
afterAll(async () => {
  await worker?.stop();
  await world?.stop();
});

/** An account with a few mails, served. */
async function served(
  address: string,
  subjects = ['a', 'b', 'c'],
): Promise<{ box: BedMailbox; accountId: string; shown: () => Promise<string[]> }> {
  const box = await world.bed.addUser({ name: 'Somebody', address });
  await box.append(...subjects.map((subject) => ({ raw: mail(subject) })));
  const accountId = await world.connected(world.root, address);
  const shown = async () => {
    const rows = await table(ctx, 'mailMessages').findAll({ where: { accountId, vanishedAt: null } });
    return rows.map((row) => String(row.get('subject'))).sort();
  };
  return { box, accountId, shown };
}

/** Does it the next time that a turn writes what it saw of a folder, before that is written. */
function behindTheNextLook(act: () => Promise<unknown>): void {
  ctx.app.db.on('mailFolders.beforeBulkUpdate', async () => {
    ctx.app.db.removeAllListeners('mailFolders.beforeBulkUpdate');
    await act();
  });
}

it('sees that a mail went while the turn looked at other folders', async () => {
  behindTheNextLook(() => world.bed.mailbox('ann@example.com').expunge('INBOX', [2]));
  const { shown } = await served('ann@example.com');
  await expect.poll(shown, SOON).toEqual(['a', 'c']);
});

it('sees that a mail came while the turn stored the one before', async () => {
  const { box, shown } = await served('bob@example.com');
  await expect.poll(shown, SOON).toHaveLength(3);
  // The rest of the first turn: it has gone over to waiting.
  await expect.poll(async () => world.bed.counters.commands.get('IDLE') ?? 0, SOON).toBeGreaterThan(1);
  behindTheNextLook(() => box.append({ raw: mail('e') }));
  await box.append({ raw: mail('d') });
  await expect.poll(shown, SOON).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('sees a flag that another client set in another folder, once somebody asks', async () => {
  const { box, accountId } = await served('finn@example.com');
  await box.append({ raw: mail('kept'), folder: 'Archive' });
  const kept = () => table(ctx, 'mailMessages').findOne({ where: { accountId, subject: 'kept' } });
  const turns = async () => {
    await world.root.post('mailAccounts:sync', { query: { filterByTk: accountId } });
    const before = world.bed.counters.commands.get('IDLE') ?? 0;
    await expect.poll(() => world.bed.counters.commands.get('IDLE') ?? 0, SOON).toBeGreaterThan(before);
  };
  await expect.poll(async () => (await turns(), await kept()), SOON).toBeTruthy();
  await turns();
  const [found] = await box.list('Archive');
  await box.flag('Archive', found?.uid ?? 0, { add: ['\\Flagged'] });
  await world.root.post('mailAccounts:sync', { query: { filterByTk: accountId } });
  await expect.poll(async () => (await kept())?.get('flagged'), SOON).toBe(true);
});

it('listens over a second connection while it loads, and over one afterwards', async () => {
  const many = Array.from({ length: 700 }, (_, number) => `old ${number}`);
  const { box, accountId, shown } = await served('cleo@example.com', many);
  // Whoever clicks all the time keeps the load from going on.
  const clicks = setInterval(() => worker.wake(accountId), 20);
  await expect.poll(() => openConnections(accountId), { ...SOON, interval: 5 }).toBe(2);
  clearInterval(clicks);
  await box.append({ raw: mail('new') });
  await expect.poll(shown, { timeout: 40_000 }).toHaveLength(701);
  await expect.poll(() => openConnections(accountId), SOON).toBe(1);
});

it('tells of new mail, and does not insist where a second connection is refused', async () => {
  const { box, accountId, shown } = await served('dora@example.com');
  await expect.poll(shown, SOON).toHaveLength(3);
  let heard = 0;
  const listener = new Listener(ctx, accountId, () => heard++);
  const idles = () => world.bed.counters.commands.get('IDLE') ?? 0;
  await expect.poll(() => openConnections(accountId), SOON).toBe(1);
  const before = idles();
  listener.start();
  listener.start();
  await expect.poll(() => openConnections(accountId), SOON).toBe(2);
  await expect.poll(idles, SOON).toBeGreaterThan(before);
  await box.append({ raw: mail('d') });
  await expect.poll(() => heard, SOON).toBeGreaterThan(0);
  await listener.stop();
  await expect.poll(() => openConnections(accountId), SOON).toBe(1);

  world.bed.imapFault({ kind: 'unavailable' });
  const logged = vi.spyOn(ctx.log, 'debug');
  const refused = new Listener(ctx, accountId, () => heard++);
  refused.start();
  await expect.poll(() => JSON.stringify(logged.mock.calls), SOON).toContain('syncing without live updates');
  world.bed.clearFaults();
  refused.start();
  await stays(() => openConnections(accountId), 1, 500);
  await refused.stop();
});
