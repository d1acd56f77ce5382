import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../../src/common';
import type { MailContext } from '../../../../src/server/context';
import { drainSends } from '../../../../src/server/outbox';
import { findOperation } from '../../../../src/server/store/outbox/operations';
import { table } from '../../../../src/server/store/db/rows';
import { BEN, Scene, type Person } from '../scene';
import { save, settingsOf } from '../../accounts/world';
import { bootApp, type BootedApp } from '../../boot';
import { setClock } from '../../wrongClock';

const WRONG = 10 * 60_000;
const REFUSED = { kind: 'reply', at: 'mail', code: 451, text: '4.3.0 later' } as const;

/** The host counts ids within each second: in one that comes twice, it makes the same ones again. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1005 - (Date.now() % 1000)));

/** Two nodes of one app, in one process: each is given its clock while it is looked at. */
describe.each([
  { clock: 'ahead', by: WRONG },
  { clock: 'behind', by: -WRONG },
])('a node whose clock is ten minutes $clock', ({ by }) => {
  let scene: Scene;
  let anna: Person;
  let second: BootedApp;
  let other: MailContext;
  /** Called when a mail was delivered, before the mail server says so. */
  let delivered: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    scene = await Scene.start({ onAccepted: () => delivered() });
    second = await bootApp({ database: scene.booted.database, installed: true });
    other = { app: second.app, log: second.app.log };
    anna = scene.anna;
    await anna.turn();
  });
  afterAll(async () => {
    await second?.stop({ keepDatabase: true });
    await scene?.stop();
  });
  afterEach(async () => {
    delivered = async () => undefined;
    scene.bed.clearFaults();
    await table(scene.ctx, 'mailOperations').destroy({ where: {} });
    expect(await save(scene.booted, settingsOf(scene.bed))).toBe(200);
  });

  let putRight: () => void = () => undefined;
  /** What goes on meanwhile goes by the other clock. */
  async function wrongly<T>(work: () => Promise<T>): Promise<T> {
    await nextSecond();
    putRight = setClock(by);
    try {
      return await work();
    } finally {
      await rightly();
    }
  }
  async function rightly(): Promise<void> {
    putRight();
    await nextSecond();
  }
  const enqueue = async (subject: string): Promise<Id> =>
    (await anna.send({ to: [BEN], subject, html: 'x' })).id;
  const arrived = async (subject: string) =>
    (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((mail) => mail.subject === subject).length;
  const stored = (id: Id) => findOperation(scene.ctx, id);
  /** Milliseconds from now. */
  const wait = async (id: Id): Promise<number> =>
    new Date((await stored(id))?.nextAttemptAt ?? 0).getTime() - Date.now();

  it('leaves to the other node what that one is sending', async () => {
    const id = await enqueue(`Being sent ${by}`);
    let meanwhile: unknown = null;
    delivered = async () => {
      await wrongly(() => drainSends(other, anna.accountId));
      meanwhile = await stored(id);
    };
    await anna.sends();
    expect(meanwhile).toMatchObject({ state: 'sending', reason: null, attempts: 1 });
    expect(await anna.operation(id)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await arrived(`Being sent ${by}`)).toBe(1);
  });

  it('has what it sends left to it', async () => {
    const id = await enqueue(`Sent by it ${by}`);
    let meanwhile: unknown = null;
    delivered = async () => {
      await rightly();
      await drainSends(other, anna.accountId);
      meanwhile = await stored(id);
    };
    await wrongly(() => anna.sends());
    expect(meanwhile).toMatchObject({ state: 'sending', reason: null, attempts: 1 });
    expect(await anna.operation(id)).toMatchObject({ state: 'done', attempts: 1 });
    expect(await arrived(`Sent by it ${by}`)).toBe(1);
  });

  it('lets a mail wait that was refused as long as any node does', async () => {
    scene.bed.smtpFault(REFUSED, { times: 1 });
    const id = await enqueue(`Refused ${by}`);
    await wrongly(() => anna.sends());
    expect(await stored(id)).toMatchObject({ state: 'pending', reason: 'server-unavailable' });
    expect(await wait(id)).toBeGreaterThan(5_000);
    expect(await wait(id)).toBeLessThan(20_000);
  });

  it('counts the mails of a minute together with the other nodes', async () => {
    expect(await save(scene.booted, { ...settingsOf(scene.bed), sendRate: '1' })).toBe(200);
    await enqueue(`First ${by}`);
    await anna.sends();
    const id = await enqueue(`Second ${by}`);
    await wrongly(() => anna.sends());
    expect(await stored(id)).toMatchObject({ state: 'pending', reason: null });
    expect(await wait(id)).toBeGreaterThan(30_000);
    expect(await wait(id)).toBeLessThan(60_000);
    expect(await arrived(`Second ${by}`)).toBe(0);
  });
});
