import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccountEventView, AccountOverview, HealthView, Id } from '../../../src/common';
import { ACTIONS } from '../../../src/server/actions';
import type { MailContext } from '../../../src/server/context';
import { setState } from '../../../src/server/store/accounts/accounts';
import { addEvent } from '../../../src/server/store/accounts/events';
import { table } from '../../../src/server/store/db/rows';
import { fillAccount, secretOf, type Filled } from '../accounts/filled';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { expectErrors } from '../../quiet/watch';

// The answer of a health check that is down.
expectErrors(/"message":"response \/api\/mailHealth:check"/);

const MINE = Object.keys(ACTIONS).filter((name) => /^mail(Admin|Health):/.test(name));
const CHANGES = ['mailAdmin:sync', 'mailAdmin:pause', 'mailAdmin:resume', 'mailAdmin:disconnect'];

describe('overseeing all accounts', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let bert: Caller;
  let overseer: Caller;
  const accounts = new Map<string, Filled>();

  beforeAll(async () => {
    booted = await bootApp();
    ctx = { app: booted.app, log: booted.app.log };
    [anna, bert] = [await booted.user('anna'), await booted.user('bert')];
    overseer = await withRole('olga', { snippets: ['pm.email-manager.accounts'] });
    for (const [address, owner] of [
      ['anna@example.com', anna],
      ['bert.a_b@example.com', bert],
      ['bert.zaxb@example.com', bert],
    ] as const) {
      const row = await table(ctx, 'mailAccounts').create({
        ...{ userId: owner.userId, provider: 'microsoft', identity: address, address, state: 'connected' },
        ...{ lastSyncAt: new Date(), displayName: secretOf(owner), stateSince: new Date() },
      });
      accounts.set(address, await fillAccount(booted.app, owner, row.get('id') as Id));
    }
    await table(ctx, 'mailEvents').update({ node: 'a-node:1' }, { where: {} });
  });
  afterAll(() => booted.stop());

  /** A new user whose only role is a new one. */
  async function withRole(name: string, role: Record<string, unknown>): Promise<Caller> {
    const values = { name, title: name, ...role };
    const { status, body } = await booted.root.post('roles:create', { body: values });
    expect(status, JSON.stringify(body)).toBe(200);
    const caller = await booted.user(name);
    await booted.app.db
      .getRepository('users')
      .update({ filterByTk: caller.userId, values: { roles: [name] } });
    return caller;
  }

  const idOf = (address: string): Id => accounts.get(address)?.accountId ?? 0;
  const list = async (query: Record<string, unknown> = {}) => {
    const { status, body } = await overseer.get<{ data: AccountOverview[]; meta: { count: number } }>(
      'mailAdmin:list',
      { query },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    return { rows: body.data, count: body.meta.count };
  };
  const act = (verb: string, address: string, caller = overseer) =>
    caller.post<{ errors: Array<{ code: string }> }>(`mailAdmin:${verb}`, {
      query: { filterByTk: idOf(address) },
    });
  const row = async (address: string) => {
    const found = await table(ctx, 'mailAccounts').findByPk(idOf(address));
    return found?.get({ plain: true });
  };
  const kinds = async (address: string) => {
    const { data } = await overseer.get<AccountEventView[]>('mailAdmin:events', {
      query: { filterByTk: idOf(address) },
    });
    return data.map(({ kind }) => kind);
  };

  it('is refused to members, to those who may configure only, who may view everything, and to nobody', async () => {
    const configurer = await withRole('carl', { snippets: ['pm.email-manager.configuration'] });
    const viewer = await withRole('vera', {
      snippets: ['!pm.*'],
      strategy: { actions: ['create', 'view', 'update', 'destroy', 'export'] },
    });
    expect((await configurer.get('mailProviders:get', { query: { filterByTk: 'microsoft' } })).status).toBe(
      200,
    );
    expect((await overseer.get('mailProviders:get', { query: { filterByTk: 'microsoft' } })).status).toBe(
      403,
    );
    const before = await table(ctx, 'mailAccounts').findAll({ raw: true });
    expect(MINE).toHaveLength(7);
    for (const name of MINE) {
      for (const [caller, refusal] of [
        [booted.nobody, 401],
        [anna, 403],
        [configurer, 403],
        [viewer, 403],
      ] as const) {
        for (const method of ['GET', 'POST']) {
          const response = await caller.fetch(method, name, {
            query: { filterByTk: idOf('anna@example.com') },
            ...(method === 'POST' ? { body: {} } : {}),
          });
          expect(response.status, name).toBe(refusal);
        }
      }
    }
    expect(await table(ctx, 'mailAccounts').findAll({ raw: true })).toEqual(before);
  });

  it('has no other actions, for root neither', async () => {
    for (const name of ['mailAdmin:get', 'mailAdmin:create', 'mailHealth:list', 'mailAdmin:export']) {
      const { status } = await booted.root.post(name, { body: {} });
      expect(status, name).toBeGreaterThanOrEqual(400);
    }
  });

  it('shows each account with its owner and its figures, and nothing of any mail', async () => {
    await table(ctx, 'mailBodies').update({ size: 1234 }, { where: { accountId: idOf('anna@example.com') } });
    await table(ctx, 'mailLeases').update(
      { until: Date.now() + 60_000, node: 'host:7', connections: 2 },
      { where: { accountId: idOf('anna@example.com') } },
    );
    const { rows, count } = await list();
    expect(count).toBe(3);
    expect(rows[0]).toMatchObject({
      address: 'anna@example.com',
      owner: { id: anna.userId, name: 'anna' },
      parentId: null,
      state: 'connected',
      ...{ folders: 1, messages: 1, storage: 1234, connections: 2, node: 'host:7' },
    });
    expect(rows[1]).toMatchObject({ address: 'bert.a_b@example.com', connections: null, node: null });
    const answers: string[] = [];
    for (const name of MINE.filter((one) => !CHANGES.includes(one))) {
      const response = await overseer.fetch('GET', name, {
        query: { filterByTk: idOf('anna@example.com'), appends: 'folders', fields: 'identity' },
      });
      expect(response.status, name).toBe(200);
      answers.push(await response.text());
    }
    expect(answers).toHaveLength(3);
    for (const answer of answers) {
      expect(answer).not.toContain(secretOf(anna));
      expect(answer).not.toContain(secretOf(bert));
    }
  });

  it('finds accounts by address, owner and state, page by page', async () => {
    const addresses = async (query: Record<string, unknown>) =>
      (await list(query)).rows.map(({ address }) => address);
    expect(await addresses({ search: 'ANNA@' })).toEqual(['anna@example.com']);
    expect(await addresses({ search: 'Bert' })).toEqual(['bert.a_b@example.com', 'bert.zaxb@example.com']);
    expect(await addresses({ search: 'nobody' })).toEqual([]);
    if (!booted.app.db.inDialect('sqlite')) {
      expect(await addresses({ search: 'a_b' })).toEqual(['bert.a_b@example.com']);
      expect(await addresses({ search: '%' })).toEqual([]);
    }
    expect(await addresses({ state: 'paused' })).toEqual([]);
    expect(await addresses({ state: 'connected' })).toHaveLength(3);
    expect(await addresses({ page: 2, pageSize: 2 })).toEqual(['bert.zaxb@example.com']);
    for (const query of [{ state: 'asleep' }, { page: 0 }, { pageSize: 101 }, { page: 'x' }]) {
      const { status } = await overseer.get('mailAdmin:list', { query });
      expect(status, JSON.stringify(query)).toBe(400);
    }
  });

  it('asks no more statements for many accounts than for one', async () => {
    const statements = vi.spyOn(booted.app.db.sequelize, 'query');
    const counted = async (query: Record<string, unknown>) => {
      statements.mockClear();
      await list(query);
      return statements.mock.calls.length;
    };
    await counted({});
    expect(await counted({ pageSize: 3 })).toBe(await counted({ pageSize: 1 }));
    expect(await counted({})).toBeGreaterThan(5);
    statements.mockRestore();
  });

  it('pauses an account whatever a worker finds out meanwhile, and resumes it', async () => {
    const address = 'bert.zaxb@example.com';
    expect((await act('pause', address)).status).toBe(200);
    expect((await act('pause', address)).status).toBe(200);
    await setState(ctx, idOf(address), 'reconnect', { reason: 'reconnect-required' });
    expect(await row(address)).toMatchObject({ state: 'paused', reason: null, retryAt: null });
    expect((await act('resume', address)).status).toBe(200);
    expect(await row(address)).toMatchObject({ state: 'connecting', failures: 0 });
    expect((await row(address))?.wakeAt).toBeTruthy();
    expect((await act('resume', 'anna@example.com')).status).toBe(200);
    expect(await row('anna@example.com')).toMatchObject({ state: 'connected' });
    expect(await kinds(address)).toEqual(['resumed', 'paused', 'connected']);
    expect(await kinds('anna@example.com')).toEqual(['connected']);
  });

  it('wants POST for what changes something, and an account that exists', async () => {
    for (const name of CHANGES) {
      const query = { filterByTk: idOf('anna@example.com') };
      expect((await overseer.get(name, { query })).status, name).toBe(405);
      for (const [filterByTk, status] of [
        [1, 404],
        ['x', 400],
        ['', 400],
      ])
        expect((await overseer.post(name, { query: { filterByTk } })).status, name).toBe(status);
    }
    expect((await act('sync', 'anna@example.com')).status).toBe(200);
    expect((await row('anna@example.com'))?.wakeAt).toBeTruthy();
  });

  it('lists the last events, the same in a row as one, and forgets the oldest', async () => {
    const id = idOf('anna@example.com');
    await addEvent(ctx, id, 'failed', 'server-unreachable');
    await addEvent(ctx, id, 'failed', 'server-unreachable');
    await addEvent(ctx, id, 'failed', 'connection-lost');
    const { data } = await overseer.get<AccountEventView[]>('mailAdmin:events', {
      query: { filterByTk: id },
    });
    expect(data.slice(0, 2)).toMatchObject([
      { kind: 'failed', code: 'connection-lost', count: 1 },
      { kind: 'failed', code: 'server-unreachable', count: 2 },
    ]);
    expect(data[0].node).toContain(`:${process.pid}`);
    expect(Date.parse(data[1].at)).toBeGreaterThanOrEqual(Date.parse(data[1].firstAt));
    for (let round = 0; round < 300; round++) {
      await addEvent(ctx, id, 'throttled', 'throttled');
      await addEvent(ctx, id, 'recovered');
    }
    const kept = await table(ctx, 'mailEvents').count({ where: { accountId: id } });
    expect(kept).toBeGreaterThanOrEqual(500);
    expect(kept).toBeLessThan(560);
    const { data: last } = await overseer.get<unknown[]>('mailAdmin:events', { query: { filterByTk: id } });
    expect(last).toHaveLength(500);
  });

  it('tells a monitor how everybody fares', async () => {
    const check = async () => {
      const { status, data } = await overseer.get<HealthView>('mailHealth:check');
      return { status, data };
    };
    const set = (address: string, values: Record<string, unknown>) =>
      table(ctx, 'mailAccounts').update(values, { where: { id: idOf(address) } });
    const all = { state: 'connected', lastSyncAt: new Date(), stateSince: new Date() };
    for (const address of accounts.keys()) await set(address, all);
    for (const code of ['server-unreachable', 'server-unreachable'] as const)
      await addEvent(ctx, idOf('bert.zaxb@example.com'), 'failed', code);
    const { status, data } = await check();
    expect(status).toBe(200);
    expect(data).toMatchObject({ status: 'ok', accounts: { connected: 3 }, nodes: { 'host:7': 1 } });
    expect(data.failures).toMatchObject({ throttled: 250, 'server-unreachable': 2 });
    expect(data.queue.length).toBe(3);
    expect(data.queue.oldest).toBeGreaterThanOrEqual(0);
    expect(data.sends).toEqual({ sent: 0, failed: 0 });

    await table(ctx, 'mailOperations').update(
      { state: 'failed' },
      { where: { accountId: idOf('anna@example.com') } },
    );
    const hourAgo = new Date(Date.now() - 3_600_000);
    // Said to be connected, but nobody looks after it.
    await set('anna@example.com', { lastSyncAt: hourAgo, stateSince: hourAgo });
    const stale = await check();
    expect(stale.data).toMatchObject({ status: 'degraded', sends: { sent: 0, failed: 1 } });
    expect(stale.data.queue.length).toBe(2);
    expect(stale.data.syncLag).toBeGreaterThanOrEqual(3600);
    for (const address of accounts.keys()) await set(address, { state: 'blocked' });
    expect(await check()).toMatchObject({ status: 503, data: { status: 'down', syncLag: null } });
    for (const address of accounts.keys()) await set(address, { state: 'paused' });
    expect(await check()).toMatchObject({ status: 200, data: { status: 'ok' } });
  });

  it('disconnects an account with everything of it', async () => {
    const id = idOf('anna@example.com');
    expect((await act('disconnect', 'anna@example.com')).status).toBe(200);
    expect(await row('anna@example.com')).toBeUndefined();
    for (const name of ['mailMessages', 'mailEvents', 'mailIdentities', 'mailTokens', 'mailLeases'] as const)
      expect(await table(ctx, name).count({ where: { accountId: id } }), name).toBe(0);
    expect((await list()).count).toBe(2);
  });
});
