import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallOptions } from '../boot';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { expectErrors } from '../../quiet/watch';

// The host's repositories stumble over what these tests send; and its own plugins add ten listeners.
expectErrors(/"err":"TypeError: /, /MaxListenersExceededWarning.* afterStart/);

describe('access to mail from elsewhere', () => {
  let world: AccessWorld;

  beforeAll(async () => {
    world = await startAccessWorld();
  });
  afterAll(() => world.stop());

  it('limits what leads into mail from other collections', async () => {
    const text = (options: CallOptions['query']) =>
      world.anna.get<Array<{ mails?: unknown[] }>>('customers:list', { query: options });
    // Its owner sees it there: a page about a customer is what the associations are for.
    const mine = await text({ appends: 'mails', sort: 'id' });
    expect(mine.data.map((customer) => customer.mails?.length)).toEqual([1, 0]);
    expect((await text({ filter: { 'mails.subject.$includes': world.secret } })).data).toHaveLength(1);

    for (const caller of [world.bert, world.root]) {
      for (const [action, query] of [
        ['customers:list', { appends: 'mails,mail' }],
        ['customers:list', { appends: 'mails.account.user,mails.addresses,mail.account' }],
        ['customers:list', { fields: 'id,mails.subject,mail.subject' }],
        ['customers:get', { filterByTk: 1, appends: 'mails,mail' }],
        ['customers/1/mails:list', {}],
        ['customers/1/mails:get', { filterByTk: world.hers.messageId }],
        ['customers/1/mail:get', {}],
        ['users:list', { appends: 'mailAccounts,mailAccounts.folders' }],
        [`users/${String(world.anna.userId)}/mailAccounts:list`, {}],
        [
          `users/${String(world.anna.userId)}/mailAccounts:get`,
          { filterByTk: world.hers.accountId, appends: 'folders,user' },
        ],
        ['roles:list', { appends: 'users.mailAccounts' }],
      ] as const) {
        await world.refusedTo(caller, action, { query });
      }
      for (const [action, filter] of [
        ['customers:list', { 'mails.subject.$includes': world.secret }],
        ['customers:list', { mails: { subject: { $includes: world.secret } } }],
        ['customers:list', { 'mail.preview.$includes': world.secret }],
        ['customers:list', { mails: { account: { displayName: world.secret } } }],
        ['customers:list', { mail: { addresses: { name: { $eq: world.secret } } } }],
        ['users:list', { 'mailAccounts.displayName.$includes': world.secret }],
        ['roles:list', { 'users.mailAccounts.displayName.$includes': world.secret }],
      ] as const) {
        for (const paginate of ['true', 'false']) {
          const { status, data } = await caller.get<unknown[]>(action, { query: { filter, paginate } });
          // Refused or empty: either way it is no oracle.
          if (status === 200) expect(data, `${action} ${JSON.stringify(filter)}`).toEqual([]);
        }
      }
    }
  });

  it('lets nobody write through associations', async () => {
    const before = await world.snapshot();
    for (const caller of [world.bert, world.root, world.anna]) {
      for (const [action, body] of [
        [
          'customers:update?filterByTk=1&updateAssociationValues=mails',
          { mails: [{ id: world.hers.messageId, subject: 'changed' }] },
        ],
        [
          'customers:create?updateAssociationValues=mail',
          { mail: { id: world.hers.messageId, subject: 'changed' } },
        ],
        [
          'customers/1/mails:create',
          {
            subject: 'new',
            accountId: world.hers.accountId,
            folderId: world.hers.folderId,
            uidValidity: '1',
            uid: 9,
          },
        ],
        ['customers/2/mails:add', { values: [world.hers.messageId] }],
        ['customers/2/mails:set', { values: [world.hers.messageId] }],
        ['customers/1/mails:remove', { values: [world.hers.messageId] }],
        [`customers/1/mails:update?filterByTk=${String(world.hers.messageId)}`, { subject: 'changed' }],
        [`customers/1/mails:destroy?filterByTk=${String(world.hers.messageId)}`, {}],
        [
          `users/${String(world.anna.userId)}/mailAccounts:update?filterByTk=${String(world.hers.accountId)}`,
          { state: 'paused' },
        ],
        [
          `users/${String(world.anna.userId)}/mailAccounts:destroy?filterByTk=${String(world.hers.accountId)}`,
          {},
        ],
        [
          `users:update?filterByTk=${String(world.bert.userId)}&updateAssociationValues=mailAccounts`,
          { mailAccounts: [{ id: world.hers.accountId }] },
        ],
      ] as const) {
        await caller.post(action, { body });
        expect(await world.snapshot(), action).toBe(before);
      }
    }
  });

  it('limits routes that are told the collection in their body', async () => {
    const root = world.root;
    const sql = (table: string) =>
      `SELECT * FROM ${world.app.db.sequelize.getQueryInterface().quoteIdentifier(table)}`;
    await root.post('flowSql:save', { body: { uid: 'all-mail', sql: sql('mailMessages') } });
    const chart = {
      mode: 'builder',
      variableResolution: 'legacy-schema',
      dataSource: 'main',
      limit: 100,
      filter: {},
      orders: [],
    };
    const least = [{ field: ['subject'], aggregation: 'min', alias: 'm' }];
    const count = [{ field: ['id'], aggregation: 'count', alias: 'n' }];
    const record = (params: unknown) => ({
      template: { s: '{{ ctx.record.subject }}' },
      contextParams: { record: params },
    });
    for (const caller of [world.bert, root]) {
      for (const [action, body] of [
        [
          'charts:queryData',
          { ...chart, collection: 'mailMessages', measures: least, dimensions: [{ field: ['subject'] }] },
        ],
        ['charts:queryData', { ...chart, collection: 'mailMessages', measures: least }],
        [
          'charts:queryData',
          {
            ...chart,
            collection: 'customers',
            dimensions: [{ field: ['mails', 'subject'] }],
            measures: count,
          },
        ],
        ['mailMessages:query', { measures: least, dimensions: [{ field: 'subject' }] }],
        ['customers:query', { dimensions: [{ field: 'mails.subject', alias: 's' }], measures: count }],
        [
          'customers:export?appends=mails',
          { columns: [{ dataIndex: ['mails', 'subject'], defaultTitle: 'x' }], title: 't' },
        ],
        ['mailMessages:export', { columns: [{ dataIndex: ['subject'], defaultTitle: 'x' }], title: 't' }],
        ['flowSql:run', { sql: sql('mailMessages'), type: 'selectRows' }],
        ['flowSql:run', { sql: `SELECT * FROM (${sql('mailAccounts')}) t`, type: 'selectRows' }],
        ['flowSql:run', { sql: `WITH t AS (${sql('mailTokens')}) SELECT * FROM t -- '`, type: 'selectRows' }],
        ['flowSql:run', { sql: `SELECT 'it''s', t.* FROM (${sql('mailBodies')}) t`, type: 'selectRows' }],
        ['flowSql:runById', { uid: 'all-mail', type: 'selectRows' }],
        ['sqlCollection:execute', { sql: sql('mailMessages') }],
        [
          'variables:resolve',
          record({ dataSourceKey: 'main', collection: 'mailMessages', filterByTk: world.hers.messageId }),
        ],
        [
          'variables:resolve',
          { batch: [record({ collection: 'mailMessages', filterByTk: world.hers.messageId })] },
        ],
        ['dbViews:query?filterByTk=mailMessages&schema=public', {}],
      ] as const) {
        await world.refusedTo(caller, action, { body });
      }
    }
  });

  it('keeps the settings to who may configure, and their secrets to itself', async () => {
    const values = {
      clientId: '11111111-2222-3333-4444-555555555555',
      clientSecret: `${world.secret}-client`,
      tenant: 'common',
      cloud: 'global',
    };
    const body = { name: 'microsoft', enabled: true, values };
    for (const caller of [world.bert, world.nobody]) {
      expect((await world.refusedTo(caller, 'mailProviders:save', { body })).status).toBeGreaterThanOrEqual(
        401,
      );
      expect(
        (await world.refusedTo(caller, 'mailProviders:get', { query: { filterByTk: 'microsoft' } })).status,
      ).toBeGreaterThanOrEqual(401);
    }
    expect((await world.refusedTo(world.root, 'mailProviders:save', { body })).status).toBe(200);
    const view = await world.refusedTo(world.root, 'mailProviders:get', {
      query: { filterByTk: 'microsoft' },
    });
    expect(view.status).toBe(200);
    expect(JSON.parse(view.text)).toMatchObject({
      data: { savedSecrets: { clientSecret: expect.any(String) as string } },
    });
    expect((await world.refusedTo(world.bert, 'mailProviders:list')).text).toContain('"ready":true');
  });
});
