import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Id } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { expectErrors } from '../../../quiet/watch';
import { BEN, statementText, useScene, type Person, type Scene } from '../scene';

// Processes that die while they send.
expectErrors(/sent, but not noted|killed here/);

describe('a message that is sent with a reminder', () => {
  let scene: Scene;
  let anna: Person;
  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });
  afterEach(() => table(scene.ctx, 'mailTodos').destroy({ where: {} }));

  const todos = () => table(scene.ctx, 'mailTodos').findAll({ raw: true });

  it('keeps it with the draft, also when the message is called back', async () => {
    const remind = { on: '2031-05-06' };
    const sendAt = new Date(Date.now() + 60 * 60_000).toISOString();
    const { data } = await anna.caller.post<{ id: Id }>('mailMessages:send', {
      body: {
        ...anna.compose({ to: [BEN], subject: 'Later', html: 'x', remind }),
        sendAt,
        key: 'a'.repeat(20),
      },
    });
    const { data: draft } = await anna.caller.post<{ draft: unknown }>('mailOperations:recall', {
      query: { filterByTk: data.id },
    });
    expect(draft.draft).toMatchObject({ remind });
    expect(await todos()).toEqual([]);
  });

  it('leaves none if it could not be sent', async () => {
    scene.bed.smtpFault({ kind: 'reply', at: 'mail', code: 550, text: '5.7.1 no' }, { times: 1 });
    const { id } = await anna.send({ to: [BEN], subject: 'Refused', html: 'x', remind: { days: 1 } });
    await anna.sends();
    expect(await anna.operation(id)).toMatchObject({ state: 'failed' });
    expect(await todos()).toEqual([]);
  });

  describe('a process that is killed', () => {
    /** Sends while nobody can write what `matches`; what was written in the same transaction is gone too. */
    async function dying(matches: RegExp): Promise<void> {
      const { sequelize } = scene.ctx.app.db;
      const query = sequelize.query.bind(sequelize) as (...given: unknown[]) => Promise<never>;
      const refused = vi.spyOn(sequelize, 'query').mockImplementation((...given: unknown[]) => {
        if (matches.test(statementText(given))) throw new Error('killed here');
        return query(...given);
      });
      await anna.sends().finally(() => refused.mockRestore());
    }

    it.each([
      ['before the sending was noted', /^UPDATE.*'sent'/s],
      ['before the reminder was stored', /^INSERT INTO.*mail_?todos/is],
      ['after both were stored', /^UPDATE.*'done'/s],
    ])('%s loses none and makes no second one', async (_when, statement) => {
      const remind = { days: 1 };
      const { id } = await anna.send({ to: [BEN], subject: 'Killed', html: 'x', remind });
      await dying(statement).catch(() => undefined);
      expect(await anna.operation(id)).not.toMatchObject({ state: 'done' });
      for (let round = 0; round < 3; round++) {
        await anna.letTimePass();
        await anna.sends();
      }
      expect(await anna.operation(id)).toMatchObject({ state: 'done' });
      expect(await todos()).toHaveLength(1);
    });
  });
});
