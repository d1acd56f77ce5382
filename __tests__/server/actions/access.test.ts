import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../src/common';
import { secretOf } from '../accounts/filled';
import type { CallOptions } from '../boot';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { expectErrors } from '../../quiet/watch';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

describe('access to mail', () => {
  let world: AccessWorld;

  beforeAll(async () => {
    world = await startAccessWorld();
  });
  afterAll(() => world.stop());

  it(
    'gives nothing of another person’s through any action of any collection',
    { timeout: 300_000 },
    async () => {
      const before = await world.snapshot();
      const resourceManager = world.app.resourceManager;
      const names = [...resourceManager.getRegisteredHandlers().keys()].map(String);
      const globals = names.filter((name) => !name.includes(':'));
      expect(globals).toEqual(
        expect.arrayContaining(['list', 'get', 'query', 'export', 'move', 'firstOrCreate']),
      );
      let requests = 0;
      for (const caller of [world.bert, world.root, world.nobody]) {
        for (const collection of COLLECTIONS) {
          const own = names
            .filter((name) => name.startsWith(`${collection}:`))
            .map((name) => name.split(':')[1]);
          const id = world.rowOf(collection);
          for (const action of new Set([...globals, ...own])) {
            const target = `${collection}:${action}`;
            const values = {
              ids: [id],
              accountId: world.hers.accountId,
              folderId: world.hers.folderId,
              identityId: world.hers.identityId,
              address: 'desk@example.com',
              subject: 'changed',
              mailMessageId: world.hers.messageId,
            };
            for (const options of [
              { query: { filterByTk: id, messageId: world.hers.messageId } },
              { query: { filter: { accountId: world.hers.accountId }, paginate: 'false' } },
              { query: { filterByTk: id }, body: { ...values, filterByTk: id, values } },
            ] as CallOptions[]) {
              const { status } = await world.refusedTo(caller, target, options);
              if (caller === world.nobody && target !== 'mailAccounts:callback')
                expect(status, target).toBeGreaterThanOrEqual(400);
              requests++;
            }
          }
        }
      }
      expect(requests).toBeGreaterThan(2000);
      expect(await world.snapshot()).toBe(before);
    },
  );

  it('shows its owner no message that vanished from its folder', async () => {
    const { messageId, folderId } = world.hers;
    const shown = async () => [
      (await world.anna.get<Array<{ id: unknown }>>('mailMessages:list')).data.map(({ id }) => String(id)),
      (await world.anna.get<unknown[]>('mailMessages:get', { query: { filterByTk: messageId } })).data !==
        null,
      (await world.anna.get<unknown[]>('mailMessages:page', { query: { folderId } })).data.length,
    ];
    const messages = world.app.db.getCollection('mailMessages').model;
    const vanish = (vanishedAt: Date | null) => messages.update({ vanishedAt }, { where: { id: messageId } });
    expect(await shown()).toEqual([[String(messageId)], true, 1]);
    await vanish(new Date());
    expect(await shown()).toEqual([[], false, 0]);
    await vanish(null);
    expect(await shown()).toEqual([[String(messageId)], true, 1]);
  });

  it('refuses every action that is not meant to be open, to everybody', async () => {
    const open = new Set([
      'mailAccounts:list',
      'mailAccounts:get',
      'mailFolders:list',
      'mailFolders:get',
      'mailIdentities:list',
      'mailIdentities:get',
      'mailMessages:list',
      'mailMessages:get',
      'mailAddresses:list',
      'mailAddresses:get',
      'mailCampaigns:list',
      'mailCampaigns:get',
      'mailCampaignRecipients:list',
      'mailCampaignRecipients:get',
      'mailProviders:list',
      'mailProviders:get',
      'mailOperations:list',
    ]);
    const hostActions = [...world.app.resourceManager.getRegisteredHandlers().keys()]
      .map(String)
      .filter((name) => !name.includes(':'));
    for (const collection of COLLECTIONS) {
      for (const action of hostActions) {
        const name = `${collection}:${action}`;
        const ours = world.app.resourceManager.getRegisteredHandlers().has(name);
        if (open.has(name) || ours) continue;
        for (const caller of [world.anna, world.root]) {
          const { status, body } = await caller.post<{ errors: Array<{ code: string }> }>(name, {
            query: { filterByTk: world.rowOf(collection) },
            body: {},
          });
          expect(status, name).toBe(403);
          expect(body.errors[0].code, name).toBe('forbidden');
        }
      }
    }
  });

  it('refuses every association of our collections', async () => {
    for (const collection of COLLECTIONS) {
      const fields = world.app.db.getCollection(collection).fields as Map<
        string,
        { options: { target?: string } }
      >;
      for (const [name, field] of fields) {
        if (!field.options.target) continue;
        for (const action of [
          'list',
          'get',
          'create',
          'update',
          'add',
          'set',
          'remove',
          'destroy',
          'toggle',
          'export',
        ]) {
          for (const caller of [...[world.bert, world.root, world.nobody], world.anna]) {
            const target = `${collection}/${String(world.rowOf(collection))}/${name}:${action}`;
            const { status } = await world.refusedTo(caller, target, {
              query: { filterByTk: 1 },
              body: { id: 1 },
            });
            expect([401, 403], target).toContain(status);
          }
        }
      }
    }
  });

  it('lets each person say what of the own mailbox is here, and hides what is left out at once', async () => {
    const { accountId, folderId, messageId } = world.his;
    const stored = world.app.db.getCollection('mailFolders').model;
    const set = (body: object, caller = world.bert) =>
      caller.post<{ errors?: Array<{ code: string; message: string }> }>('mailAccounts:setSyncOptions', {
        body,
      });
    const before = JSON.stringify(await stored.findAll({ raw: true }));
    for (const [body, status, text] of [
      [{ accountId: world.hers.accountId, folders: [] }, 404, ''],
      [{ accountId, folders: [{ id: world.hers.folderId, leftOut: true }] }, 404, ''],
      [{ accountId, folders: [{ id: folderId, leftOut: true }] }, 400, 'Inbox'],
      [{ accountId, folders: [{ id: folderId }] }, 400, ''],
      [{ accountId, folders: 'all' }, 400, ''],
      ...['2026-02-30', '2999-01-01', '1960-01-01', 'yesterday', 7].map((day) => [
        ...[{ accountId, syncFrom: day }, 400, 'date'],
      ]),
    ] as Array<[object, number, string]>) {
      const answer = await set(body);
      expect(answer.status, JSON.stringify(body)).toBe(status);
      expect(answer.body.errors?.[0]?.message, JSON.stringify(body)).toContain(text);
    }
    expect(JSON.stringify(await stored.findAll({ raw: true }))).toBe(before);

    const lists = async () => [
      (await world.bert.get<unknown[]>('mailMessages:list')).data.length,
      (await world.bert.get<unknown[]>('mailMessages:get', { query: { filterByTk: messageId } })).data !==
        null,
      ...(await Promise.all(
        [{ folderId }, { accountId }, { q: 'in:Work' }, { accountId, role: 'other' }].map(
          async (query) => (await world.bert.get<unknown[]>('mailMessages:page', { query })).data.length,
        ),
      )),
      (await world.bert.get<unknown[]>('mailThreads:page', { query: { folderId } })).data.length,
    ];
    const was = await stored.findByPk(folderId);
    await was?.update({ role: 'other', name: 'Work', path: 'Work' });
    expect(await lists()).toEqual([1, true, 1, 1, 1, 1, 1]);
    expect((await set({ accountId, folders: [{ id: folderId, leftOut: true }] })).status).toBe(200);
    expect(await lists()).toEqual([0, false, 0, 0, 0, 0, 0]);
    expect(
      (await set({ accountId, folders: [{ id: folderId, leftOut: false }], syncFrom: '2026-01-31' })).status,
    ).toBe(200);
    const { data } = await world.bert.get<{ syncFrom: string; folders: Array<{ leftOut: boolean }> }>(
      'mailAccounts:getSyncOptions',
      { query: { filterByTk: accountId } },
    );
    expect(data).toMatchObject({ syncFrom: '2026-01-31', folders: [{ leftOut: false }] });
    await was?.update({ role: 'inbox' });
  });

  it('shows each person the own mail, with what belongs to it', async () => {
    for (const [caller, filled] of [
      [world.anna, world.hers],
      [world.bert, world.his],
    ] as const) {
      const { status, body } = await caller.get<{
        data: Array<Record<string, unknown>>;
        meta: { count: number };
      }>('mailMessages:list', {
        query: {
          appends: 'account,folder,addresses,attachments',
          sort: '-receivedAt',
          filter: { 'account.address.$includes': '@' },
        },
      });
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body.meta.count).toBe(1);
      expect(String(body.data[0].id)).toBe(String(filled.messageId));
      expect(body.data[0]).toMatchObject({
        account: { displayName: secretOf(caller) },
        folder: { role: 'inbox' },
        addresses: [{ role: 'from' }],
        attachments: [{ contentType: 'application/pdf' }],
      });
      for (const hidden of ['identityHash', 'uid', 'uidValidity'])
        expect(JSON.stringify(body)).not.toContain(`"${hidden}"`);
      expect(JSON.stringify(body)).not.toContain('"identity"');
      const accounts = await caller.get<unknown[]>('mailAccounts:list', {
        query: { fields: 'id,address,state' },
      });
      expect(accounts.data).toHaveLength(1);
    }
    expect((await world.root.get<unknown[]>('mailMessages:list')).data).toEqual([]);
  });

  it.each([
    ['sort', 'uid'],
    ['sort', '-identityHash'],
    ['sort', 'account.identity'],
    ['sort', 'account.user.password'],
    ['fields', 'account.user.email'],
    ['fields', 'identityHash'],
    ['appends', 'account.user'],
    ['appends', 'account.user.roles'],
    ['appends', 'addresses(recursively=true)'],
    ['appends', 'folder.account.folders.account.user'],
    ['filter', { identityHash: 'x' }],
    ['filter', { 'account.user.password.$includes': 'a' }],
    ['filter', { account: { user: { roles: { name: 'root' } } } }],
    ['filter', { $and: [{ $or: [{ account: { identity: 'x' } }] }] }],
    ['filter', { $not: { uid: 1 } }],
    ['filter', { subject: { $col: 'identityHash' } }],
    ['filter', { subject: { $eq: { $col: 'uid' } } }],
    ['filter', { '$account.identity$': 'x' }],
    ['filter', { 'account.$and.identity': 'x' }],
    ['filter', [{ uid: 1 }]],
    ['filter', { '$and.0.uid': 7 }],
    ['filter', { account: { $or: [{ 'user.username': 'anna' }] } }],
    ['filter', { identityHash: null }],
    ['filter', { identityHash: [] }],
    ['filter', { identityHash: {} }],
    ['filter', { 'account.identity': null }],
    ['filter', { account: { identity: [] } }],
    ['filter', { account: { user: {} } }],
    ['filter', { account: { user: null } }],
    ['filter', { account: { 'user.roles': [] } }],
    ['filter', { $and: [{ uid: null }] }],
    ['filter', { $or: [{ $not: { uid: {} } }] }],
    ['filter', { $and: [null, { uid: [] }] }],
    ['filterByTk[identityHash]', 'x'],
    ['filterByTk[uid][$gt]', '0'],
    ['filterByTk[account.identity]', ''],
  ])('does not let hidden fields or other people be probed: %s %j', async (name, value) => {
    const { status, body } = await world.anna.get<{ errors: Array<{ code: string }> }>('mailMessages:list', {
      query: { [name]: value },
    });
    // An object in place of a key is no key at all; everything else is a field that nobody may name.
    const [expected, code] = name.startsWith('filterByTk[') ? [400, 'invalid-input'] : [403, 'forbidden'];
    expect(status, JSON.stringify(body)).toBe(expected);
    expect(body.errors[0].code).toBe(code);
  });
});
