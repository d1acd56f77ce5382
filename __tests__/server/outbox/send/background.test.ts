import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEN, Scene } from '../scene';

describe('with the worker running', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.start({}, { worker: true });
  });
  afterAll(() => scene?.stop());

  it('sends by itself, says so to the browser, and carries out clicks', async () => {
    const { anna, ben, bed } = scene;
    const { id } = await anna.send({ to: [BEN], subject: 'By itself', html: 'x' });
    await expect.poll(async () => (await anna.operation(id))?.state, { timeout: 20_000 }).toBe('done');
    // The copy in Sent is there long before the folders other than the Inbox are due.
    await expect
      .poll(async () => (await anna.messages('sent')).map(({ subject }) => subject), { timeout: 20_000 })
      .toContain('By itself');
    const hints = scene.booted.pushed.filter(({ userId }) => userId === anna.caller.userId);
    expect(hints.some(({ message }) => JSON.stringify(message).includes('operations'))).toBe(true);

    await ben.caller.post('mailAccounts:sync', { query: { filterByTk: ben.accountId } });
    await expect
      .poll(async () => (await ben.messages()).map(({ subject }) => subject), { timeout: 40_000 })
      .toContain('By itself');
    const received = await ben.message('By itself');
    await ben.caller.post('mailMessages:flag', { body: { ids: [received.id], seen: true } });
    const flags = async () => (await bed.mailbox(BEN.address).list('INBOX'))[0]?.flags;
    await expect.poll(flags, { timeout: 30_000 }).toContain('\\Seen');
  }, 120_000);

  it('sends what could be undone once it no longer can, and not before', async () => {
    const { anna, bed } = scene;
    const begun = Date.now();
    const body = { ...anna.compose({ to: [BEN], subject: 'Undoable', html: 'x' }), delay: 2_000 };
    await anna.caller.post('mailMessages:send', { body });
    const inbox = async () => (await bed.mailbox(BEN.address).list('INBOX')).map(({ subject }) => subject);
    await expect.poll(inbox, { timeout: 9_000, interval: 50 }).toContain('Undoable');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(2_000);
  });
});
