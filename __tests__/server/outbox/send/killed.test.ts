import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Id } from '../../../../src/common';
import { drainSends } from '../../../../src/server/outbox';
import { findOperation } from '../../../../src/server/store/outbox/operations';
import { table } from '../../../../src/server/store/db/rows';
import { bootApp } from '../../boot';
import { ANNA, BEN, Scene, statementText, type Person } from '../scene';
import { expectErrors } from '../../../quiet/watch';

// A process that dies between the server's answer and its own note of it.
expectErrors(/sent, but not noted/);

describe.each([{ rewriteMessageId: false }, { rewriteMessageId: true }])(
  'a process that is killed while it sends (%o)',
  (options) => {
    let scene: Scene;
    let anna: Person;

    beforeAll(async () => {
      scene = await Scene.start(options);
      anna = scene.anna;
      await anna.turn();
    });
    afterAll(() => scene?.stop());
    afterEach(async () => {
      await table(scene.ctx, 'mailOperations').destroy({ where: {} });
      await table(scene.ctx, 'mailBlobs').destroy({ where: {} });
    });

    const operations = () => table(scene.ctx, 'mailOperations');
    const write = (id: Id, values: Record<string, unknown>) => operations().update(values, { where: { id } });
    const arrived = async (subject: string) =>
      (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((mail) => mail.subject === subject).length;

    /** Sends while nobody can note that a mail was sent, but for the first `noted` ones. */
    async function dying(noted = 0): Promise<void> {
      const { sequelize } = scene.ctx.app.db;
      const query = sequelize.query.bind(sequelize) as (...given: unknown[]) => Promise<never>;
      let notes = 0;
      const refused = vi.spyOn(sequelize, 'query').mockImplementation((...given: unknown[]) => {
        const isNote = /^UPDATE.*'sent'/s.test(statementText(given));
        if (isNote && ++notes > noted) throw new Error('killed here');
        return query(...given);
      });
      await anna.sends().finally(() => refused.mockRestore());
    }

    /** An operation as it lies there after its mail was sent, but for the last note. */
    async function sentButNotNoted(subject: string): Promise<Id> {
      const { id } = await anna.send({ to: [BEN], subject, html: 'x' });
      const { payload } = (await findOperation(scene.ctx, id)) ?? {};
      await expect(dying()).rejects.toThrow('sent, but not noted');
      expect((await findOperation(scene.ctx, id))?.payload).toEqual(payload);
      return id;
    }

    it('before anything was composed: it is composed and sent', async () => {
      const { id } = await anna.send({ to: [BEN], subject: 'Killed 1', html: 'x' });
      await write(id, { state: 'running', attempts: 1, nextAttemptAt: new Date(Date.now() + 20_000) });
      await anna.sends();
      // Somebody may still be at it.
      expect(await arrived('Killed 1')).toBe(0);
      await anna.letTimePass();
      await anna.sends();
      expect(await anna.operation(id)).toMatchObject({ state: 'done' });
      expect(await arrived('Killed 1')).toBe(1);
    });

    it('after it was composed: the same mail is sent', async () => {
      scene.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.3.0 later' }, { times: 1 });
      const { id } = await anna.send({ to: [BEN], subject: 'Killed 2', html: 'x' });
      await anna.sends();
      const before = await findOperation(scene.ctx, id);
      expect(before?.blobId).toBeTruthy();
      await write(id, { state: 'running', nextAttemptAt: new Date(0) });
      await anna.sends();
      const mailbox = scene.bed.mailbox(BEN.address);
      const mail = (await mailbox.list('INBOX')).find(({ subject }) => subject === 'Killed 2');
      const source = String(await mailbox.source('INBOX', mail?.uid ?? 0));
      expect(source).toContain(String(before?.progress.token));
    });

    it('after the mail was sent, before that was noted: it is found in Sent', async () => {
      const id = await sentButNotNoted('Killed 3');
      expect(await anna.operation(id)).toMatchObject({ state: 'sending' });
      await anna.sends();
      expect(await anna.operation(id)).toMatchObject({ state: 'sending' });
      await anna.letTimePass();
      await anna.sends();
      expect(await anna.operation(id)).toMatchObject({ state: 'done' });
      expect(await arrived('Killed 3')).toBe(1);
    });

    it('while it sent, before the mail went: it is unclear, and never sent again unasked', async () => {
      scene.bed.smtpFault({ kind: 'reply', at: 'mail', code: 451, text: '4.3.0 later' }, { times: 1 });
      const { id } = await anna.send({ to: [BEN], subject: 'Killed 4', html: 'x' });
      await anna.sends();
      await write(id, { state: 'sending' });
      for (let round = 0; round < 5; round++) {
        await anna.letTimePass();
        await anna.sends();
      }
      expect(await anna.operation(id)).toMatchObject({ state: 'unclear', reason: 'send-unclear' });
      expect(await arrived('Killed 4')).toBe(0);
    });

    it('after that was noted: what is left is done, and nothing sent', async () => {
      const id = await sentButNotNoted('Killed 5');
      await write(id, { state: 'sent', nextAttemptAt: new Date(0) });
      const accepted = scene.bed.counters.accepted;
      await anna.sends();
      expect(await anna.operation(id)).toMatchObject({ state: 'done' });
      expect(scene.bed.counters.accepted).toBe(accepted);
      expect(await table(scene.ctx, 'mailBlobs').count()).toBe(0);
    });

    it('with several mails on their way: those that went are found, the others sent, none of them twice', async () => {
      // Those that went let the others go side by side.
      const subjects = Array.from({ length: 12 }, (_, index) => `Killed 6.${index}`);
      for (const subject of subjects) await anna.send({ to: [BEN], subject, html: 'x' });
      const accepted = scene.bed.counters.accepted;
      await expect(dying(6)).rejects.toThrow('sent, but not noted');
      const gone = scene.bed.counters.accepted - accepted;
      expect(gone).toBeGreaterThan(6);
      expect(await operations().count({ where: { state: 'sending' } })).toBe(gone - 6);
      for (let round = 0; round < 2; round++) {
        await anna.letTimePass();
        await anna.sends();
      }
      expect(await operations().count({ where: { state: 'done' } })).toBe(subjects.length);
      expect(scene.bed.counters.accepted - accepted).toBe(subjects.length);
      const inbox = (await scene.bed.mailbox(BEN.address).list('INBOX')).map(({ subject }) => subject);
      expect(inbox.filter((subject) => subjects.includes(subject)).sort()).toEqual([...subjects].sort());
    });

    it('of two nodes that send at once, one sends each mail', async () => {
      const second = await bootApp({ database: scene.booted.database, installed: true });
      try {
        for (let index = 0; index < 6; index++)
          await anna.send({ to: [BEN], cc: [ANNA], subject: `Both ${index}`, html: 'x' });
        const other = { app: second.app, log: second.app.log };
        await Promise.all([drainSends(scene.ctx, anna.accountId), drainSends(other, anna.accountId)]);
        await Promise.all([drainSends(scene.ctx, anna.accountId), drainSends(other, anna.accountId)]);
      } finally {
        await second.stop({ keepDatabase: true });
      }
      for (let index = 0; index < 6; index++) expect(await arrived(`Both ${index}`), `Both ${index}`).toBe(1);
    });
  },
);
