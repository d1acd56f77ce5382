import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CollectionName } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { findAccount } from '../../../../src/server/store/accounts/accounts';
import { namesOf } from '../../../../src/server/store/db/names';
import { findOperation } from '../../../../src/server/store/outbox/operations';
import { table } from '../../../../src/server/store/db/rows';
import { Worker } from '../../../../src/server/worker/worker';
import { mail } from '../../imap/mailboxes';
import { BEN, Scene, type Person } from '../../outbox/scene';
import { fill } from './full';
import { expectErrors } from '../../../quiet/watch';

expectErrors(/mail: sending stopped/, /mail: an operation failed/);

const SOON = { timeout: 45_000, interval: 200 };

let scene: Scene;
let anna: Person;
/** Turns of Anna's account that waited for the database, since the test began. */
let waited = 0;

beforeAll(async () => {
  scene = await Scene.start();
  anna = scene.anna;
});
beforeEach(() => void (waited = 0));
afterAll(() => scene?.stop());

/** The app as it is, with a log that counts those turns. */
function watched(): MailContext {
  const { app, log } = scene.ctx;
  const warn: MailContext['log']['warn'] = (message, ...more) => {
    if (String(message) === `mail: account ${anna.accountId} is waiting for the database`) waited++;
    return log.warn(message, ...more);
  };
  return { app, log: Object.assign(Object.create(log) as MailContext['log'], { warn }) };
}

const account = () => findAccount(scene.ctx, anna.accountId);
const rows = (name: CollectionName) =>
  table(scene.ctx, name).findAll({ where: { accountId: anna.accountId }, raw: true }) as unknown as Promise<
    Record<string, unknown>[]
  >;
const column = async (name: CollectionName, attribute: string) =>
  (await rows(name)).map((row) => String(row[attribute])).sort();
const cursors = async () => (await rows('mailFolders')).map(({ path, uidNext }) => [path, uidNext]);
/** What a person is told of their mailbox. */
const blame = async () => {
  const { state, reason, failures } = (await account()) ?? {};
  const setAside = (await rows('mailMessages')).filter((row) => row.bodyError !== null);
  return { state, reason, failures, setAside, events: await column('mailEvents', 'kind') };
};

describe('with the disk full', () => {
  let worker: Worker;
  beforeAll(async () => {
    worker = new Worker(watched(), { tick: 500 });
    worker.start();
    await vi.waitFor(async () => expect((await account())?.state).toBe('connected'), SOON);
  });
  afterAll(() => worker?.stop());

  const LARGE = 'A line of a long text.\r\n'.repeat(60_000);

  it.each<[string, CollectionName, string]>([
    ['mails', 'mailMessages', 'hello'],
    // More than is stored at a time: it fails while others are still being read.
    ['their texts', 'mailBodies', LARGE],
  ])('%s wait on the server, and come by themselves when there is space again', async (_name, full, text) => {
    const box = scene.bed.mailbox(anna.address);
    const innocent = await blame();
    const before = { cursors: await cursors(), mails: await column('mailMessages', 'subject') };
    const subjects = Array.from({ length: 5 }, (_each, index) => `${full} ${index}`);
    const free = await fill(scene.ctx, full);
    try {
      await box.append(...subjects.map((subject) => ({ raw: mail(subject, {}, text) })));
      await expect.poll(() => waited, SOON).toBeGreaterThan(1);
      expect(await blame()).toEqual(innocent);
      if (full === 'mailMessages')
        expect({ cursors: await cursors(), mails: await column('mailMessages', 'subject') }).toEqual(before);
    } finally {
      await free();
    }
    const states = async () =>
      (await rows('mailMessages')).filter(({ subject }) => subjects.includes(String(subject)));
    await expect
      .poll(async () => (await states()).map(({ bodyState }) => bodyState), SOON)
      .toEqual(subjects.map(() => 'stored'));
    expect(await column('mailMessages', 'subject')).toEqual([...before.mails, ...subjects].sort());
    await expect.poll(blame, SOON).toEqual(innocent);
  });
});

describe('a mail that is sent while the disk is full', () => {
  const arrived = async (subject: string) =>
    (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((one) => one.subject === subject).length;

  it('and can be stored no more before it goes waits until there is space, however long', async () => {
    const { id } = await anna.send({ to: [BEN], subject: 'not composed', html: 'x' });
    const free = await fill(scene.ctx, 'mailBlobs');
    try {
      for (let attempt = 0; attempt < 7; attempt++) {
        await anna.letTimePass();
        await anna.sends().catch(() => undefined);
      }
    } finally {
      await free();
    }
    expect(await arrived('not composed')).toBe(0);
    expect((await findOperation(scene.ctx, id))?.state).not.toBe('failed');
    await anna.letTimePass();
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('not composed')).toBe(1);
  });

  it('and has gone, which cannot be noted, is found in Sent and not sent again', async () => {
    const { id } = await anna.send({ to: [BEN], subject: 'not noted', html: 'x' });
    const free = await fill(scene.ctx, 'mailOperations', {
      event: 'UPDATE',
      when: "OLD.state = 'sending' AND NEW.state <> 'sending'",
    });
    try {
      for (let attempt = 0; attempt < 2; attempt++) {
        await anna.letTimePass();
        await anna.sends().catch(() => undefined);
      }
      expect((await findOperation(scene.ctx, id))?.state).toBe('sending');
    } finally {
      await free();
    }
    await anna.letTimePass();
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('not noted')).toBe(1);
  });
});

describe('a click that is carried out while the disk is full', () => {
  it('is not taken back, however long that lasts', async () => {
    const box = scene.bed.mailbox(anna.address);
    await box.append({ raw: mail('to be filed') });
    await anna.turn();
    const { id } = await anna.message('to be filed');
    const folderId = (await anna.folder('archive')).id;
    const moved = await anna.caller.post('mailMessages:move', { body: { ids: [id], folderId } });
    expect(moved.status).toBe(200);
    const confirmed = `NEW.${namesOf(scene.ctx, 'mailMessages').column('uidValidity')} <> 'moving'`;
    const free = await fill(scene.ctx, 'mailMessages', { event: 'UPDATE', when: confirmed });
    let refused = 0;
    try {
      for (let attempt = 0; attempt < 3; attempt++) {
        await anna.letTimePass();
        await anna.drain().catch(() => refused++);
      }
    } finally {
      await free();
    }
    // It is the account that has to wait, not the click that was refused.
    expect(refused).toBeGreaterThan(0);
    await anna.drain();
    await anna.turn();
    expect((await box.list('Archive')).map(({ subject }) => subject)).toContain('to be filed');
    expect((await anna.message('to be filed', 'archive')).id).toBe(id);
    const failed = { accountId: anna.accountId, state: 'failed' };
    expect(await table(scene.ctx, 'mailOperations').count({ where: failed })).toBe(0);
  });
});
