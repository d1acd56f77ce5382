import type { Transaction } from 'sequelize';
import { describe, expect, it, vi } from 'vitest';
import type { Id, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { expectErrors } from '../../../quiet/watch';
import { BEN, statementText, useScene, type Person, type Scene } from '../scene';

// A claim lost between the server's answer and the note of it, and a blob of which a part is gone.
expectErrors(/sending stopped.*sent, but not noted/, /octets of a blob are there/);

describe('a process that has lost its claim', () => {
  let scene: Scene;
  let anna: Person;

  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });

  const operation = async (id: Id) => (await anna.operation(id)) as OperationView;
  const arrived = async (subject: string) =>
    (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((mail) => mail.subject === subject).length;

  /** Another process takes the send at a statement that matches: it raises `attempts`, as every claim does. */
  async function takenAt(
    { before, after }: { before?: RegExp; after?: RegExp },
    id: Id,
    work: () => Promise<void>,
  ): Promise<void> {
    const { sequelize } = scene.ctx.app.db;
    const query = sequelize.query.bind(sequelize) as (...given: unknown[]) => Promise<never>;
    let taken = false;
    const take = async (options: unknown) => {
      taken = true;
      // Where that statement is in a transaction, its row is locked for others.
      const { transaction } = (options ?? {}) as { transaction?: Transaction };
      const row = await table(scene.ctx, 'mailOperations').findByPk(id, { transaction });
      await row?.increment('attempts', { transaction });
    };
    const watched = vi.spyOn(sequelize, 'query').mockImplementation(async (...given: unknown[]) => {
      const [, options] = given;
      const isAt = (statement?: RegExp) => !taken && statement?.test(statementText(given));
      if (isAt(before)) await take(options);
      const result = await query(...given);
      if (isAt(after)) await take(options);
      return result;
    });
    await work().finally(() => watched.mockRestore());
    expect(taken).toBe(true);
  }

  it('while it composed sends nothing, and leaves no blob', async () => {
    const { id } = await anna.send({ to: [BEN], subject: 'Stale 1', html: 'x' });
    const accepted = scene.bed.counters.accepted;
    await takenAt({ after: /INSERT INTO .*mailBlobs/s }, id, () => anna.sends());
    expect(scene.bed.counters.accepted).toBe(accepted);
    expect(await operation(id)).toMatchObject({ state: 'running' });
    expect(await table(scene.ctx, 'mailBlobs').count()).toBe(0);
    await anna.letTimePass();
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Stale 1')).toBe(1);
  });

  it('after it had composed sends nothing: the other one sends that very message', async () => {
    const { id } = await anna.send({ to: [BEN], subject: 'Stale 2', html: 'x' });
    const accepted = scene.bed.counters.accepted;
    await takenAt({ after: /^UPDATE .*mailOperations.* SET .*blobId/s }, id, () => anna.sends());
    expect(scene.bed.counters.accepted).toBe(accepted);
    await anna.letTimePass();
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Stale 2')).toBe(1);
  });

  it('while it sent does not say how that ended: whoever has it looks in Sent', async () => {
    const { id } = await anna.send({ to: [BEN], subject: 'Stale 3', html: 'x' });
    const noted = { before: /^UPDATE .*mailOperations.* SET .*'(sent|done)'/s };
    await takenAt(noted, id, () => expect(anna.sends()).rejects.toThrow('sent, but not noted'));
    expect(await arrived('Stale 3')).toBe(1);
    expect(await operation(id)).toMatchObject({ state: 'sending' });
    await anna.letTimePass();
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'done' });
    expect(await arrived('Stale 3')).toBe(1);
  });

  it('cannot send a part of a message whose blob is gone', async () => {
    const upload = await anna.upload('large.bin', new Blob([new Uint8Array(3_000_000)]));
    scene.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.3.0 later' }, { times: 1 });
    const { id } = await anna.send({ to: [BEN], subject: 'Cut', html: 'x', uploadIds: [upload.id] });
    await anna.sends();
    // Its composed message is there; the end of it is not.
    await table(scene.ctx, 'mailBlobs').destroy({ where: { seq: 7 } });
    await anna.letTimePass();
    await anna.sends();
    expect(await operation(id)).toMatchObject({ state: 'pending', reason: 'internal' });
    expect(await arrived('Cut')).toBe(0);
  });
});
