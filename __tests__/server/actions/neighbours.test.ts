import type { Context } from '@nocobase/actions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../src/common';
import { secretOf } from '../accounts/filled';
import type { Caller } from '../boot';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { expectErrors } from '../../quiet/watch';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

describe('what is beside mail', () => {
  let world: AccessWorld;

  beforeAll(async () => {
    world = await startAccessWorld();
  });
  afterAll(() => world.stop());

  const create = async (name: string, fields: object[]) => {
    const { status, body } = await world.root.post('collections:create', {
      body: { name, autoGenId: true, fields },
    });
    expect(status, `${name} ${JSON.stringify(body)}`).toBe(200);
  };

  it('may have columns that are called like our tables', async () => {
    await create(
      'contacts',
      ['name', ...COLLECTIONS].map((name) => ({ name, type: 'string', interface: 'input' })),
    );
    const values = Object.fromEntries(COLLECTIONS.map((name) => [name, `value of ${name}`]));
    for (const caller of [world.bert, world.root]) {
      const { status, data, body } = await caller.post<{ id: number }>('contacts:create', { body: values });
      expect(status, JSON.stringify(body)).toBe(200);
      const id = { filterByTk: data.id };
      expect((await caller.post('contacts:update', { query: id, body: { mailEvents: 'new' } })).status).toBe(
        200,
      );
      expect((await caller.get('contacts:get', { query: id })).data).toMatchObject({
        ...values,
        mailEvents: 'new',
      });
      const listed = await caller.get<unknown[]>('contacts:list', {
        query: {
          filter: { mailAddresses: { $includes: 'value' } },
          sort: '-mailMessages',
          fields: 'id,mailTokens',
        },
      });
      expect([listed.status, listed.data.length]).toEqual([200, 1]);
      const grouped = await caller.post<unknown[]>('contacts:query', {
        body: {
          dimensions: [{ field: 'mailMessages' }],
          measures: [{ field: 'id', aggregation: 'count', alias: 'n' }],
        },
      });
      expect(grouped.status, JSON.stringify(grouped.body)).toBe(200);
      expect((await caller.post('contacts:destroy', { query: id, body: {} })).status).toBe(200);
    }
  });

  it.each(['app', 'pmx', 'mail', 'mailmessages2', 'queries'])(
    'may be called %s, within the fence',
    async (name) => {
      await create(name, [{ name: 'title', type: 'string', interface: 'input' }]);
      for (const [field, type] of [
        ['letters', 'hasMany'],
        ['letter', 'belongsTo'],
      ]) {
        const { status } = await world.root.post(`collections/${name}/fields:create`, {
          body:
            type === 'hasMany'
              ? {
                  name: field,
                  type,
                  interface: 'o2m',
                  target: 'mailMessages',
                  sourceKey: 'title',
                  foreignKey: 'fromAddress',
                  targetKey: 'id',
                }
              : {
                  name: field,
                  type,
                  interface: 'm2o',
                  target: 'mailMessages',
                  foreignKey: 'mailId',
                  targetKey: 'id',
                },
        });
        expect(status).toBe(200);
      }
      await world.app.db.getRepository(name).create({ values: { title: 'x', mailId: world.hers.messageId } });
      const mine = await world.anna.get<unknown>(`${name}:list`, { query: { appends: 'letter' } });
      expect(JSON.stringify(mine.data)).toContain(world.secret);
      for (const caller of [world.bert, world.root, world.nobody]) {
        await world.refusedTo(caller, `${name}:list`, {
          query: { appends: 'letters,letter,letter.account' },
        });
        await world.refusedTo(caller, `${name}:get`, { query: { filterByTk: 1, appends: 'letters,letter' } });
        await world.refusedTo(caller, `${name}/1/letter:get`);
        const { data } = await caller.get<unknown[] | undefined>(`${name}:list`, {
          query: { filter: { 'letter.subject.$includes': world.secret } },
        });
        expect(data ?? []).toEqual([]);
      }
    },
  );

  it('is joined over several steps within the fence', async () => {
    const paths = [
      'mails.account.folders',
      'mails.folder.account',
      'mails.addresses',
      'mails.attachments',
      'mail.account.folders',
      'mail.folder',
    ];
    for (const caller of [world.bert, world.root]) {
      for (const appends of paths) {
        await world.refusedTo(caller, 'customers:list', { query: { appends } });
      }
      await world.refusedTo(caller, 'users:list', { query: { appends: 'mailAccounts.folders.account' } });
      await world.refusedTo(caller, 'roles:list', { query: { appends: 'users.mailAccounts.folders' } });
    }
    const { data } = await world.anna.get<Array<{ mails: Array<{ account: object; addresses: unknown[] }> }>>(
      'customers:list',
      { query: { appends: 'mails.account,mails.addresses', sort: 'id' } },
    );
    expect(JSON.stringify(data[0].mails[0].account)).toContain(world.secret);
    expect(data[0].mails[0].addresses).toHaveLength(1);
    const people = await world.anna.get<Array<{ id: number; mailAccounts: Array<{ folders: unknown[] }> }>>(
      'users:list',
      { query: { appends: 'mailAccounts.folders', paginate: 'false' } },
    );
    const accounts = people.data.flatMap((person) => person.mailAccounts);
    expect(accounts.map(({ folders }) => folders.length)).toEqual([1]);
  });

  it('deletes nobody by a question about mail', async () => {
    for (const filter of [
      { mailAccounts: { displayName: { $includes: world.secret } } },
      { 'mailAccounts.displayName.$includes': world.secret },
    ]) {
      await world.root.post('users:destroy', { query: { filter }, body: {} });
      expect(
        await world.app.db.getRepository('users').count({ filter: { id: Number(world.anna.userId) } }),
      ).toBe(1);
    }
  });

  it('sees no mail in work that outlives its request, whoever began it', async () => {
    const { app, anna, bert, hers } = world;
    const waiting: Array<(rows: string) => void> = [];
    let wake: (() => void) | undefined;
    const read = async () => JSON.stringify(await app.db.getRepository('mailMessages').find());
    /** Begins with the first request, in whose course it stays, and serves all that come after. */
    const loop = async () => {
      for (;;) {
        while (waiting.length > 0) waiting.shift()?.(await read());
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    let begun = false;
    const after: Record<string, Promise<string>> = {};
    app.resourceManager.define({
      name: 'neighbour',
      actions: {
        queued: async (http: Context, next: () => Promise<void>) => {
          if (!begun) {
            begun = true;
            void loop();
          }
          http.body = await new Promise<string>((resolve) => {
            waiting.push(resolve);
            wake?.();
          });
          await next();
        },
        later: async (http: Context, next: () => Promise<void>) => {
          const name = String((http.state.currentUser as { id: number } | undefined)?.id);
          const closed = new Promise((resolve) => http.res.once('close', resolve));
          after[name] = closed.then(() => new Promise((resolve) => setTimeout(resolve, 10))).then(read);
          http.body = 'soon';
          await next();
        },
      },
    });
    app.acl.allow('neighbour', '*', 'loggedIn');
    const queued = async (caller: Caller) =>
      JSON.stringify((await caller.post('neighbour:queued', { body: {} })).data);
    expect(await queued(anna)).toContain(secretOf(anna));
    for (const caller of [bert, world.root, anna]) {
      const rows = await queued(caller);
      for (const secret of [secretOf(anna), secretOf(bert)]) expect(rows).not.toContain(secret);
    }
    for (const caller of [anna, bert]) {
      expect((await caller.post('neighbour:later', { body: {} })).status).toBe(200);
      const rows = await after[String(caller.userId)];
      for (const secret of [secretOf(anna), secretOf(bert)]) expect(rows).not.toContain(secret);
    }
    // Its own work is not in its way.
    expect(
      JSON.stringify((await anna.get('mailMessages:get', { query: { filterByTk: hers.messageId } })).data),
    ).toContain(secretOf(anna));
  });
});
