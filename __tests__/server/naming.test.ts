import { afterAll, beforeAll, expect, it } from 'vitest';
import { COLLECTIONS, type MessageView, type ThreadView } from '../../src/common';
import { table } from '../../src/server/store/db/rows';
import { sweepOrphans } from '../../src/server/store/accounts/wipe';
import { createDatabase, testDialect } from './databases';
import { ANNA, BEN, Scene } from './outbox/scene';

/** DB_TABLE_PREFIX, DB_UNDERSCORED and, where there are schemas, DB_SCHEMA. */
const NAMING = {
  ...{ tablePrefix: 'nb_', underscored: true },
  ...(testDialect() === 'postgres' ? { schema: 'crm' } : {}),
};

let scene: Scene;

beforeAll(async () => {
  const database = await createDatabase(testDialect());
  scene = await Scene.start({}, { database: { ...database, options: { ...database.options, ...NAMING } } });
});
afterAll(() => scene.stop());

const counts = async (): Promise<Record<string, number>> => {
  const found = await Promise.all(
    COLLECTIONS.map(async (name) => [name, await table(scene.ctx, name).count()] as const),
  );
  return Object.fromEntries(found.filter(([name, count]) => count > 0 && name !== 'mailProviders'));
};

it('everything works, whatever tables and columns are called', async () => {
  const { anna, ben, ctx, booted } = scene;
  expect(JSON.stringify(table(ctx, 'mailMessages').getTableName())).toContain('nb_mail_messages');

  await anna.send({
    to: [{ name: '', address: BEN.address }],
    subject: 'Offer of the week',
    html: '<p>amber</p>',
  });
  await anna.sends();
  await ben.turn();
  const page = async (query: Record<string, unknown>): Promise<MessageView[]> => {
    const { status, data, body } = await ben.caller.get<MessageView[]>('mailMessages:page', { query });
    expect(status, JSON.stringify(body)).toBe(200);
    return data;
  };
  const [mail] = await page({ q: 'week from:anna is:unread' });
  expect(mail).toMatchObject({ subject: 'Offer of the week', fromAddress: ANNA.address, seen: false });
  expect(await page({ address: ANNA.address })).toHaveLength(1);
  expect(await page({ q: 'amber' })).toHaveLength(1);
  expect(await page({ q: 'nothing' })).toEqual([]);

  await ben.send({
    to: [{ name: '', address: ANNA.address }],
    ...{ subject: 'Re: Offer of the week', html: '<p>yes</p>' },
    source: { messageId: mail?.id ?? 0, kind: 'reply', quote: true },
  });
  await ben.sends();
  const ids = [mail?.id];
  expect(
    (await ben.caller.post('mailMessages:flag', { body: { ids, seen: true, flagged: true } })).status,
  ).toBe(200);
  const named = { body: { name: 'Offers', color: 'blue' } };
  const { data: label } = await ben.caller.post<{ id: number }>('mailLabels:create', named);
  expect((await ben.caller.post('mailMessages:label', { body: { ids, add: [label.id] } })).status).toBe(200);
  expect(await page({ q: 'label:offers', conversations: true })).toMatchObject([{ labels: [label.id] }]);
  const record = { collection: 'users', recordKey: '1' };
  const links = [{ mailMessageId: mail?.id, accountId: ben.accountId, ...record }];
  await table(ctx, 'mailLinks').bulkCreate(
    links.map((link) => ({
      ...{ ...link, userId: ben.caller.userId, dataSource: 'main', origin: 'hand' },
      receivedAt: new Date(),
    })),
  );
  expect(await page({ record: 'users:1' })).toHaveLength(1);
  await ben.turn();
  const conversations = async () => {
    const query = { accountId: ben.accountId };
    return (await ben.caller.get<ThreadView[]>('mailThreads:page', { query })).data;
  };
  expect(await conversations()).toMatchObject([{ total: 2, unread: 0, flagged: 1 }]);
  // The answer arrives where its thread begins.
  await anna.turn();
  const hers = (
    await anna.caller.get<ThreadView[]>('mailThreads:page', { query: { accountId: anna.accountId } })
  ).data;
  expect(hers).toMatchObject([{ total: 2, unread: 1 }]);

  expect((await ben.caller.post('mailMessages:remove', { body: { ids } })).status).toBe(200);
  await ben.turn();
  expect(await conversations()).toMatchObject([{ total: 1, flagged: 0 }]);

  for (const action of ['mailAdmin:list', 'mailHealth:check']) {
    const { status, body } = await booted.root.get(action);
    expect(status, JSON.stringify(body)).toBe(200);
  }
  await booted.app.db.getCollection('mailAccounts').model.destroy({ where: { id: anna.accountId } });
  await sweepOrphans(ctx);
  const query = { filterByTk: ben.caller.userId };
  expect((await booted.root.post('users:destroy', { query })).status).toBe(200);
  expect(await counts()).toEqual({});
});
