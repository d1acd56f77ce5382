import { describe, expect, it, vi } from 'vitest';
import type { ComposeInput, OperationView } from '../../../../src/common';
import { MOST_OCTETS, MOST_SENDS } from '../../../../src/server/store/outbox/newSend';
import { table } from '../../../../src/server/store/db/rows';
import { reserveUpload } from '../../../../src/server/store/outbox/uploads';
import { BEN, useScene, type Person, type Scene } from '../scene';

const KEY = 'a-key-of-one-composer';
const MEGABYTE = 1024 * 1024;

describe('what is asked for at the same time, or twice', () => {
  let scene: Scene;
  let anna: Person;

  useScene((started) => {
    scene = started;
    anna = scene.anna;
  });

  const operations = () => table(scene.ctx, 'mailOperations');
  const post = (input: Partial<ComposeInput>, who = anna) =>
    who.caller.post<OperationView>('mailMessages:send', { body: who.compose({ to: [BEN], ...input }) });
  const arrived = async (subject: string) =>
    (await scene.bed.mailbox(BEN.address).list('INBOX')).filter((mail) => mail.subject === subject).length;

  it('a send with the same key is sent once, by whichever of many requests came first', async () => {
    const upload = await anna.upload('a.txt', 'content');
    const input = { key: KEY, subject: 'Once', html: 'x', uploadIds: [upload.id] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(input)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ data }) => String(data.id))).size).toBe(1);
    await anna.sends();
    expect(await arrived('Once')).toBe(1);
    // Also when it has long gone, and its file with it.
    const late = await post(input);
    expect(late.data).toMatchObject({ id: answers[0]?.data.id, state: 'done' });
    await anna.sends();
    expect(await arrived('Once')).toBe(1);
  });

  it('another message with a key that is taken is neither sent nor taken for the first', async () => {
    expect((await post({ key: KEY, subject: 'Key 1', html: 'x' })).status).toBe(200);
    const other = await post({ key: KEY, subject: 'Key 2', html: 'x' });
    expect(other.status).toBe(409);
    expect(other.body).toMatchObject({ errors: [{ code: 'already-accepted' }] });
    expect(await operations().count()).toBe(1);
  });

  it('the key of somebody else is no key of mine, and none is needed', async () => {
    await post({ key: KEY, subject: 'Mine', html: 'x' });
    const theirs = await post({ key: KEY, subject: 'Mine', html: 'x' }, scene.ben);
    expect(theirs.status).toBe(200);
    await post({ subject: 'Free', html: 'x' });
    await post({ subject: 'Free', html: 'x' });
    expect(await operations().count()).toBe(4);
    expect(new Set((await operations().findAll()).map((row) => String(row.get('id')))).size).toBe(4);
  });

  it.each([['short'], ['with spaces in between it'], [42], [{}], ['x'.repeat(65)]])(
    'refuses the key %o',
    async (key) => {
      const { status, body } = await post({ key: key as string, subject: 'x', html: 'x' });
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ code: 'invalid-input', field: 'key' }] });
    },
  );

  it('the outbox takes so many messages, and says so', async () => {
    const { accountId } = anna;
    const { userId } = anna.caller;
    const row = { accountId, userId, kind: 'send', state: 'failed', payload: {}, progress: {} };
    await operations().bulkCreate(Array.from({ length: MOST_SENDS - 1 }, () => ({ ...row })));
    const answers = await Promise.all([post({ subject: 'A', html: 'x' }), post({ subject: 'B', html: 'x' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ errors: [{ code: 'outbox-full' }] });
    expect(JSON.stringify(refused?.body)).toContain(String(MOST_SENDS));
    // What is done takes no room.
    await operations().update({ state: 'done' }, { where: { state: 'failed' } });
    expect((await post({ subject: 'C', html: 'x' })).status).toBe(200);
  });

  it('the outbox takes so many octets, files included', async () => {
    const { accountId } = anna;
    const { userId } = anna.caller;
    const waiting = { accountId, userId, kind: 'send', state: 'unclear', payload: {}, progress: {} };
    await operations().create({ ...waiting, octets: MOST_OCTETS - 1000 });
    const upload = await anna.upload('a.bin', 'x'.repeat(1000));
    expect((await post({ subject: 'Full', html: 'x', uploadIds: [upload.id] })).status).toBe(429);
    expect((await post({ subject: 'Fits', html: 'x' })).status).toBe(200);
  });

  it('parallel uploads keep the quota', async () => {
    const file = new Blob([new Uint8Array(MEGABYTE)]);
    // So that 12 of 30 fit, without writing half a gigabyte.
    const { userId } = anna.caller;
    const blobId = 'elsewhere';
    const used = 500 * MEGABYTE - 12.5 * MEGABYTE;
    await table(scene.ctx, 'mailUploads').create({ userId, filename: 'a', size: used, blobId });
    const send = async () => {
      const form = new FormData();
      form.append('file', file, 'a.bin');
      const { status, body } = await anna.caller.post('mailUploads:create', { body: form });
      if (status !== 200) expect(body).toMatchObject({ errors: [{ code: 'uploads-full' }] });
      return status;
    };
    const statuses = await Promise.all(Array.from({ length: 30 }, send));
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    expect(Number(await table(scene.ctx, 'mailUploads').sum('size'))).toBeLessThanOrEqual(500 * MEGABYTE);
    // What was refused, or broke off, keeps no room.
    expect(await table(scene.ctx, 'mailUploads').count({ where: { blobId: null } })).toBe(0);
  });

  it('of files that come at the same time, two pieces are written at a time', async () => {
    const { sequelize } = scene.ctx.app.db;
    const query = sequelize.query.bind(sequelize) as (...given: unknown[]) => Promise<never>;
    let now = 0;
    let most = 0;
    let pieces = 0;
    const watched = vi.spyOn(sequelize, 'query').mockImplementation(async (...given: unknown[]) => {
      const sql = typeof given[0] === 'string' ? given[0] : (given[0] as { query: string }).query;
      if (!/^INSERT INTO .*mailBlobs/s.test(sql)) return query(...given);
      pieces += 1;
      most = Math.max(most, (now += 1));
      // The octets are no part of the statement.
      expect(sql.length).toBeLessThan(10_000);
      return query(...given).finally(() => (now -= 1));
    });
    try {
      const file = new Blob([new Uint8Array(2 * MEGABYTE)]);
      await Promise.all(Array.from({ length: 8 }, () => anna.upload('a.bin', file)));
    } finally {
      watched.mockRestore();
    }
    expect(pieces).toBe(8 * 8);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('room for a file that never came is free again after an hour', async () => {
    const userId = Number(anna.caller.userId);
    const old = new Date(Date.now() - 61 * 60_000);
    await table(scene.ctx, 'mailUploads').create({ userId, size: 400 * MEGABYTE, createdAt: old });
    const room = () => reserveUpload(scene.ctx, userId, 200 * MEGABYTE, 500 * MEGABYTE);
    await room();
    await room();
    await expect(room()).rejects.toMatchObject({ code: 'uploads-full' });
  });

  it('a disconnect right after a send leaves nothing of it', async () => {
    const { address } = scene.ben;
    for (let round = 0; round < 5; round++) {
      const ben = round === 0 ? scene.ben : await scene.connect(scene.ben.caller, address);
      const upload = await ben.upload('a.bin', new Blob([new Uint8Array(3 * MEGABYTE)]));
      for (let index = 0; index < 4; index++) await post({ subject: `Leave ${round}`, html: 'x' }, ben);
      await post({ subject: `Leave ${round}`, html: 'x', uploadIds: [upload.id] }, ben);
      const sending = ben.sends().catch(() => undefined);
      const { status } = await ben.caller.post('mailAccounts:disconnect', {
        query: { filterByTk: String(ben.accountId) },
      });
      expect(status).toBe(200);
      // And one that was being checked meanwhile.
      expect((await post({ subject: 'Late', html: 'x' }, ben)).status).toBe(404);
      await sending;
      for (const name of ['mailOperations', 'mailUploads', 'mailBlobs'] as const)
        expect(await table(scene.ctx, name).count(), `${name} in round ${round}`).toBe(0);
    }
  });
});
