import { describe, expect, it } from 'vitest';
import type { DraftView, Id, OperationView, SendInput } from '../../../../src/common';
import { postponeSends, releaseSends } from '../../../../src/server/store/outbox/sendPauses';
import { table } from '../../../../src/server/store/db/rows';
import { BEN, useScene, type Person, type Scene } from '../scene';

const HOUR = 60 * 60_000;
const KEY = 'a-key-of-one-composer';

describe('what is to be sent later', () => {
  let scene: Scene;
  let anna: Person;
  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });

  const ask = (input: Partial<SendInput>) =>
    anna.caller.post<OperationView>('mailMessages:send', {
      body: { ...anna.compose({ to: [BEN], html: '<p>Later</p>', ...input }) },
    });
  const inAnHour = () => new Date(Date.now() + HOUR).toISOString();
  const recall = (id: Id, who = anna.caller) =>
    who.post<DraftView>('mailOperations:recall', { query: { filterByTk: String(id) } });
  const arrived = async (subject: string) =>
    (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((mail) => mail.subject === subject).length;
  const itsTimeComes = () =>
    table(scene.ctx, 'mailOperations').update({ notBefore: new Date(0) }, { where: {} });

  it('waits for its time, whatever else happens, and goes then', async () => {
    const sendAt = inAnHour();
    const { data } = await ask({ subject: 'At noon', sendAt });
    expect(data).toMatchObject({ state: 'pending', notBefore: sendAt });
    await anna.letTimePass();
    await anna.sends();
    // The server was away in the meantime, and came back.
    const pause = { until: new Date(Date.now() + 2 * HOUR), reason: 'throttled' as const, perMinute: 0 };
    await postponeSends(scene.ctx, anna.accountId, pause);
    expect(await releaseSends(scene.ctx, anna.accountId, ['throttled'])).toBe(true);
    await anna.letTimePass();
    await anna.sends();
    expect(await arrived('At noon')).toBe(0);
    // Others go past it.
    await anna.send({ to: [BEN], subject: 'At once', html: 'x' });
    await anna.sends();
    expect(await arrived('At once')).toBe(1);
    expect(await anna.operation(data.id)).toMatchObject({ state: 'pending' });
    await itsTimeComes();
    await anna.sends();
    expect(await arrived('At noon')).toBe(1);
    expect(await anna.operation(data.id)).toMatchObject({ state: 'done', notBefore: null });
  });

  it('can be sent at once all the same', async () => {
    const { data } = await ask({ subject: 'Impatient', sendAt: inAnHour() });
    expect(
      (await anna.caller.post('mailOperations:retry', { query: { filterByTk: data.id }, body: {} })).status,
    ).toBe(200);
    await anna.sends();
    expect(await arrived('Impatient')).toBe(1);
  });

  it('can be undone: it becomes a draft with all that was written, and is not sent', async () => {
    const { id: uploadId } = await anna.upload('plan.txt', 'the plan');
    const { data } = await ask({ key: KEY, subject: 'Too soon', uploadIds: [uploadId], delay: 30_000 });
    const { data: draft, status } = await recall(data.id);
    expect(status).toBe(200);
    expect(draft).toMatchObject({
      ...{ key: KEY, imported: false },
      draft: { subject: 'Too soon', html: '<p>Later</p>', to: [BEN], uploadIds: [uploadId] },
      uploads: [{ filename: 'plan.txt' }],
    });
    await itsTimeComes();
    await anna.letTimePass();
    await anna.sends();
    expect(await arrived('Too soon')).toBe(0);
    expect(await anna.operation(data.id)).toBeUndefined();
    // Written on and sent, with the file.
    await ask({ key: KEY, subject: 'In time', uploadIds: [uploadId] });
    await anna.sends();
    expect(await arrived('In time')).toBe(1);
    expect(await table(scene.ctx, 'mailDrafts').count({ where: { state: 'open' } })).toBe(0);
  });

  it('becomes the draft that it was, with what was sent rather than what was saved', async () => {
    const body = {
      key: KEY,
      base: 0,
      editor: 'the-editor-of-a-window',
      turn: 1,
      draft: anna.compose({ html: 'sav' }),
    };
    const { data: saved } = await anna.caller.post<{ id: Id }>('mailDrafts:save', { body });
    const { data } = await ask({ key: KEY, subject: 'x', html: 'saved and more', delay: 10_000 });
    const { data: draft } = await recall(data.id);
    expect(draft).toMatchObject({ id: saved.id, version: 2, draft: { html: 'saved and more' } });
    const again = { ...body, base: 2, editor: 'the-editor-of-another-one', turn: 1 };
    expect((await anna.caller.post('mailDrafts:save', { body: again })).data).toMatchObject({
      outcome: 'saved',
    });
  });

  it('is undone by its writer only, and only as long as nobody sends it', async () => {
    const { data } = await ask({ subject: 'Mine', delay: 30_000 });
    expect((await recall(data.id, scene.ben.caller)).status).toBe(404);
    expect((await recall(data.id, scene.booted.nobody)).status).toBe(401);
    for (const state of ['running', 'sending', 'sent', 'done', 'unclear', 'failed']) {
      await table(scene.ctx, 'mailOperations').update({ state }, { where: {} });
      expect((await recall(data.id)).status, state).toBe(400);
    }
    // An earlier version may be with Ben already.
    const mayHaveGone = [{ accountId: anna.accountId, token: 'x' }];
    await table(scene.ctx, 'mailOperations').update(
      { state: 'pending', progress: { mayHaveGone } },
      { where: {} },
    );
    expect((await recall(data.id)).status).toBe(400);
    expect(await anna.operation(data.id)).toMatchObject({ state: 'pending' });
  });

  it.each([
    [{ delay: 60_001 }, 'delay'],
    [{ delay: -1 }, 'delay'],
    [{ sendAt: 'tomorrow' }, 'sendAt'],
    [{ sendAt: new Date(Date.now() + 400 * 24 * HOUR).toISOString() }, 'sendAt'],
  ])('refuses %o', async (when, field) => {
    const { status, body } = await ask({ subject: 'x', ...when });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ code: 'invalid-input', field }] });
    expect(JSON.stringify(body)).not.toContain('{{');
  });
});
