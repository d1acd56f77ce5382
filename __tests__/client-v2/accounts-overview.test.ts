import { describe, expect, it } from 'vitest';
import { createAdminApi } from '../../src/client-v2/admin-api';
import type { RequestConfig } from '../../src/client-v2/mail-api';
import {
  applies,
  loadedPercent,
  needAttention,
  ranked,
  sum,
  targetsOf,
} from '../../src/client-v2/pages/accounts/overview';
import { duration, timeAgo } from '../../src/client-v2/pages/accounts/times';
import { ACCOUNT_STATES, type AccountOverview, type AccountState, type HealthView } from '../../src/common';

const account = (state: AccountState, more: Partial<AccountOverview> = {}): AccountOverview => ({
  ...{ id: 1, provider: 'x', address: 'a@x.org', owner: { id: 1, name: 'A' }, parentId: null, state },
  ...{ reason: null, stateSince: null, retryAt: null, lastSyncAt: null, connectedAt: '', progressDone: 0 },
  ...{ progressTotal: 0, folders: 1, messages: 1, setAside: {}, storage: 1, connections: null, node: null },
  ...more,
});
const health: HealthView = {
  status: 'down',
  accounts: { connected: 3, paused: 1, reconnect: 2, throttled: 1 },
  syncLag: 5,
  queue: { length: 0, oldest: null },
  failures: { a: 1, b: 5 },
  sends: { sent: 1, failed: 0 },
  nodes: {},
  backfills: [],
  checkedAt: '',
};

describe('actions', () => {
  it('are for those that they change', () => {
    expect(applies('sync', account('paused'))).toBe(false);
    expect(applies('pause', account('paused'))).toBe(false);
    expect(applies('resume', account('paused'))).toBe(true);
    expect(applies('resume', account('connected'))).toBe(false);
    expect(applies('sync', account('blocked'))).toBe(true);
    expect(applies('disconnect', account('paused'))).toBe(true);
    const mixed = [account('paused', { id: 1 }), account('connected', { id: 2 })];
    expect(targetsOf('pause', mixed).map(({ id }) => id)).toEqual([2]);
    expect(targetsOf('resume', mixed).map(({ id }) => id)).toEqual([1]);
    const shared = account('connected', { id: 3, parentId: 2 });
    expect(targetsOf('disconnect', [...mixed, shared]).map(({ id }) => id)).toEqual([1, 2]);
    expect(targetsOf('disconnect', [shared])).toEqual([shared]);
    expect(targetsOf('sync', [...mixed, shared]).map(({ id }) => id)).toEqual([2, 3]);
  });
});

describe('figures', () => {
  it('count what needs somebody, most frequent first', () => {
    expect(needAttention(health)).toBe(3);
    expect(sum(health.accounts)).toBe(7);
    expect(ranked(health.failures)).toEqual([
      ['b', 5],
      ['a', 1],
    ]);
    expect(ACCOUNT_STATES).toHaveLength(10);
  });

  it('tell how much is loaded until all is', () => {
    expect(loadedPercent(account('syncing', { progressDone: 1, progressTotal: 3 }))).toBe(33);
    expect(loadedPercent(account('connected', { progressDone: 3, progressTotal: 3 }))).toBeNull();
    expect(loadedPercent(account('connecting'))).toBeNull();
  });

  it('tell times as people do', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    expect(timeAgo('2026-03-01T11:57:30Z', 'en-US', now)).toBe('2 minutes ago');
    expect(timeAgo('2026-03-01T12:00:09Z', 'en-US', now)).toBe('now');
    expect(timeAgo('2026-02-28T10:00:00Z', 'de-DE', now)).toBe('gestern');
    expect(timeAgo('never', 'en-US', now)).toBe('');
    expect(duration(7300, 'en-US')).toBe('2 hr');
    expect(duration(0, 'en-US')).toBe('0 sec');
  });
});

describe('calls', () => {
  const answering = (body: unknown) => {
    const asked: RequestConfig[] = [];
    const api = createAdminApi(async (config) => {
      asked.push(config);
      if (body instanceof Error) throw body;
      return { data: body };
    });
    return { api, asked };
  };
  const failed = (status: number, data: unknown) =>
    Object.assign(new Error('refused'), { response: { status, data } });

  it('list a page, and leave out what is not asked for', async () => {
    const { api, asked } = answering({ data: [account('connected')], meta: { count: 41 } });
    const page = await api.accounts({ page: 2, pageSize: 20, search: 'kim' });
    expect(page.count).toBe(41);
    expect(page.rows).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: 'mailAdmin:list',
      params: { page: 2, pageSize: 20, search: 'kim' },
      skipNotify: true,
    });
  });

  it('act on one account', async () => {
    const { api, asked } = answering({ data: {} });
    await api.act('pause', 7);
    expect(asked[0]).toMatchObject({ url: 'mailAdmin:pause', method: 'post', params: { filterByTk: 7 } });
  });

  it('take “down” for an answer, and a dead proxy for none', async () => {
    expect(await answering({ data: { ...health, status: 'ok' } }).api.health()).toMatchObject({
      status: 'ok',
    });
    expect(await answering(failed(503, { data: health })).api.health()).toEqual(health);
    await expect(answering(failed(503, '<html>')).api.health()).rejects.toMatchObject({ code: 'offline' });
    await expect(answering(failed(403, {})).api.health()).rejects.toMatchObject({ code: 'forbidden' });
  });
});
