import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS, type CollectionName } from '../../../src/common';
import type { MailContext } from '../../../src/server/context';
import { sweepOrphans } from '../../../src/server/store/accounts/wipe';
import type { Caller } from '../boot';
import { fillAccount } from './filled';
import { startWorld, type World } from './world';

const ANNA = 'anna@example.com';
const BERT = 'bert@example.com';
/** What belongs to a user or to everybody. */
const OF_OTHERS: CollectionName[] = [
  ...(['mailProviders', 'mailSignatures', 'mailConnects', 'mailPreferences', 'mailTemplates'] as const),
  ...(['mailGroups', 'mailLabels', 'mailAddressBooks', 'mailSuppressions'] as const),
];

describe('disconnecting a mailbox', () => {
  let world: World;
  let ctx: MailContext;

  const rows = async (): Promise<Record<string, number>> => {
    const counts = await Promise.all(
      COLLECTIONS.map(async (name) => [name, await world.app.db.getCollection(name).model.count()] as const),
    );
    return Object.fromEntries(counts.filter(([name, count]) => count > 0 && name !== 'mailProviders'));
  };
  const connect = async (caller: Caller, address: string) => {
    const id = await world.connected(caller, address);
    await fillAccount(world.app, caller, id);
    return id;
  };

  beforeAll(async () => {
    world = await startWorld([
      { name: 'Anna', address: ANNA },
      { name: 'Bert', address: BERT },
    ]);
    ctx = { app: world.app, log: world.app.log };
  });
  afterAll(() => world.stop());

  it('wipes the credential and everything of the account, and nothing of another', async () => {
    const anna = await world.user('anna');
    const bert = await world.user('bert');
    const id = await connect(anna, ANNA);
    const before = await rows();
    const all = COLLECTIONS.filter((name) => !OF_OTHERS.includes(name));
    expect(Object.keys(before).sort()).toEqual([...all].sort());
    const others = await connect(bert, BERT);

    expect((await bert.post('mailAccounts:disconnect', { query: { filterByTk: id } })).status).toBe(404);
    expect((await world.root.post('mailAccounts:disconnect', { query: { filterByTk: id } })).status).toBe(
      404,
    );
    world.pushed.length = 0;
    expect((await anna.post('mailAccounts:disconnect', { query: { filterByTk: id } })).status).toBe(200);
    expect(await rows()).toEqual(before);
    expect(world.pushed.map(({ userId }) => userId)).toEqual([anna.userId]);
    expect((await anna.get<unknown[]>('mailAccounts:list')).data).toEqual([]);
    expect((await anna.post('mailAccounts:disconnect', { query: { filterByTk: id } })).status).toBe(404);

    const jobs = world.app.db.getCollection('mailJobs').model;
    const job = { accountId: others, userId: bert.userId, jobId: 1, workflowKey: 'k', stack: [] };
    await jobs.create({ ...job, state: 'new', payload: { subject: 'Private' } });
    expect((await bert.post('mailAccounts:disconnect', { query: { filterByTk: others } })).status).toBe(200);
    // The run that waits for this message has to be told, but nothing of the message is left.
    expect(await rows()).toEqual({ mailJobs: 1 });
    const left: unknown = (await jobs.findOne())?.get();
    expect(left).toMatchObject({ state: 'ended', reason: 'sender-gone', payload: null, messageId: null });
    await jobs.destroy({ where: {} });
  });

  it('takes a deleted person’s accounts along', async () => {
    const carla = await world.user('carla');
    await connect(carla, ANNA);
    const dora = await world.user('dora');
    await connect(dora, BERT);
    const answer = await world.root.post('users:destroy', { query: { filterByTk: carla.userId } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const left = await world.app.db.getCollection('mailAccounts').model.findAll();
    expect(left.map((account) => Number(account.get('userId')))).toEqual([dora.userId]);
    await world.root.post('users:destroy', { query: { filterByTk: dora.userId } });
    expect(await rows()).toEqual({});
  });

  it('takes nothing along of a person whose deletion fails', async () => {
    const frida = await world.user('frida');
    await connect(frida, ANNA);
    const before = await rows();
    const users = world.app.db.getRepository('users');
    const failing = world.app.db.sequelize.transaction(async (transaction) => {
      await users.destroy({ filterByTk: frida.userId, transaction });
      throw new Error('something else of the person cannot be deleted');
    });
    await expect(failing).rejects.toThrow('something else');
    expect(await rows()).toEqual(before);
    await world.root.post('users:destroy', { query: { filterByTk: frida.userId } });
    expect(await rows()).toEqual({});
  });

  it('goes on after a crash in between', async () => {
    const emil = await world.user('emil');
    const id = await connect(emil, ANNA);
    // What is committed first: the account is gone, its mail is not.
    await world.app.db.getCollection('mailAccounts').model.destroy({ where: { id } });
    const kept = await connect(emil, BERT);
    const before = await rows();
    await sweepOrphans(ctx);
    const after = await rows();
    expect(after.mailMessages).toBeLessThan(before.mailMessages);
    await emil.post('mailAccounts:disconnect', { query: { filterByTk: kept } });
    expect(await rows()).toEqual({});
  });
});
