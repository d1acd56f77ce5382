import { describe, expect, it } from 'vitest';
import type { ComposeInput, Id, OperationView } from '../../../../src/common';
import { asSend, retrySend } from '../../../../src/server/outbox';
import { findOperation } from '../../../../src/server/store/outbox/operations';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, useScene, type Person, type Scene } from '../scene';

describe('a message that may have gone', () => {
  let scene: Scene;
  let anna: Person;

  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });

  const arrived = async (subject: string, address = BEN.address) =>
    (await scene.bed.mailbox(address).list('INBOX')).filter((mail) => mail.subject === subject).length;
  const operation = async (id: Id) => (await anna.operation(id)) as OperationView;
  const retry = (id: Id, compose?: ComposeInput) =>
    anna.caller.post('mailOperations:retry', { query: { filterByTk: String(id) }, body: { compose } });

  /** The server took it, and nobody heard: Sent holds it, and it is looked for there in vain until it is unclear. */
  async function unclear(subject: string, delivered = true): Promise<Id> {
    scene.bed.smtpFault({ kind: 'cut', at: 'after-dot', delivered }, { times: 1 });
    const { id } = await anna.send({ to: [BEN], subject, html: '<p>first</p>' });
    await anna.sends();
    const values = { state: 'unclear', reason: 'send-unclear', nextAttemptAt: null };
    await table(scene.ctx, 'mailOperations').update(values, { where: { id } });
    return id;
  }

  async function edit(id: Id, change: Partial<ComposeInput>): Promise<void> {
    const { compose } = await operation(id);
    const { status } = await retry(id, { ...(compose as ComposeInput), ...change });
    expect(status).toBe(200);
    await anna.sends();
  }

  it('and went: what was changed in it is not sent unasked, and kept', async () => {
    const id = await unclear('Gone 1');
    expect(await operation(id)).toMatchObject({ state: 'unclear', mayHaveGone: true });
    await edit(id, { html: '<p>second</p>', subject: 'Gone 1 again' });
    expect(await operation(id)).toMatchObject({
      ...{ state: 'failed', reason: 'already-sent', mayHaveGone: false },
      compose: { html: '<p>second</p>', subject: 'Gone 1 again' },
    });
    expect(await arrived('Gone 1')).toBe(1);
    expect(await arrived('Gone 1 again')).toBe(0);
    // Asked, the writer wants both.
    await retry(id);
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Gone 1 again')).toBe(1);
  });

  it('and went: unchanged it is not sent again, and done', async () => {
    const id = await unclear('Gone 2');
    await retry(id);
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Gone 2')).toBe(1);
  });

  it('and did not go: changed, it is sent', async () => {
    const id = await unclear('Lost 1', false);
    await edit(id, { subject: 'Lost 1 again' });
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Lost 1 again')).toBe(1);
  });

  it('is looked for in Sent of the account that sent it, when it is to go from another one', async () => {
    const shared = await scene.ben.caller.get<unknown[]>('mailAccounts:list');
    expect(shared.data).toHaveLength(1);
    const id = await unclear('Gone 3');
    // Anna's second mailbox, as far as this is concerned.
    const other = await table(scene.ctx, 'mailAccounts').create({
      ...{ userId: anna.caller.userId, provider: 'microsoft', address: 'other@contoso.example' },
    });
    await table(scene.ctx, 'mailIdentities').create({
      ...{ accountId: other.get('id'), name: 'Anna', address: 'other@contoso.example', isDefault: true },
    });
    const { compose } = await operation(id);
    const accountId = other.get('id') as Id;
    const changed = { ...(compose as ComposeInput), accountId, identityId: undefined };
    expect((await retry(id, changed)).status).toBe(200);
    await anna.at(accountId).sends();
    expect(await operation(id)).toMatchObject({ state: 'failed', reason: 'already-sent' });
    await other.destroy();
  });

  it('is not forgotten by what comes between: a failure, another edit, a wait', async () => {
    const id = await unclear('Gone 4');
    // The first look is not possible.
    scene.bed.imapFault({ kind: 'refuse', line: /SEARCH/i }, { times: 50 });
    await edit(id, { subject: 'Gone 4 again' });
    expect(await operation(id)).toMatchObject({ state: 'pending', mayHaveGone: true });
    expect(await arrived('Gone 4 again')).toBe(0);
    scene.bed.clearFaults();
    await edit(id, { subject: 'Gone 4 at last', cc: [ANNA] });
    expect(await operation(id)).toMatchObject({ state: 'failed', reason: 'already-sent' });
    expect(await arrived('Gone 4 at last')).toBe(0);
  });

  it('is not forgotten by who read the operation before its end was noted', async () => {
    const id = await unclear('Gone 5');
    await table(scene.ctx, 'mailOperations').update({ state: 'pending' }, { where: { id } });
    const stale = await findOperation(scene.ctx, id);
    await table(scene.ctx, 'mailOperations').update({ state: 'unclear' }, { where: { id } });
    if (!stale) throw new Error('no operation');
    const compose = { ...asSend(stale).payload, subject: 'Gone 5 again' };
    await expect(retrySend(scene.ctx, asSend(stale), compose)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await operation(id)).toMatchObject({ state: 'unclear', mayHaveGone: true });
  });
});
