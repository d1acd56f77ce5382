import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../boot';
import { secretOf } from '../accounts/filled';
import { startAccessWorld, type AccessWorld } from './accessWorld';
import { expectErrors } from '../../quiet/watch';

// The host's own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

const CHART = {
  mode: 'builder',
  variableResolution: 'legacy-schema',
  dataSource: 'main',
  limit: 100,
  filter: {},
  orders: [],
  cache: { enabled: true, ttl: 600 },
};
const COUNT = [{ field: ['id'], aggregation: 'count', alias: 'n' }];

describe('charts with a cache', () => {
  let world: AccessWorld;
  let charts = 0;

  beforeAll(async () => {
    world = await startAccessWorld();
    // An app that starts in the process in which it was installed has new caches, and has loaded its plugins before.
    await world.app.cacheManager.createCache({
      name: 'data-visualization',
      store: 'memory',
      ttl: 600_000,
      max: 1000,
    });
  });
  afterAll(() => world.stop());

  /** As a page asks: the chart's own name is in every question, and the first answer is kept. */
  const ask = (caller: Caller, uid: string, query: object) =>
    caller.post<unknown[]>('charts:queryData', { body: { ...CHART, uid, ...query } });

  const QUERIES: Array<[string, object, boolean]> = [
    [
      'a measure',
      { collection: 'mailMessages', measures: [{ field: ['subject'], aggregation: 'max', alias: 's' }] },
      true,
    ],
    [
      'a dimension',
      { collection: 'mailMessages', measures: COUNT, dimensions: [{ field: ['subject'] }] },
      true,
    ],
    [
      'an association into mail',
      { collection: 'customers', measures: COUNT, dimensions: [{ field: ['mails', 'subject'] }] },
      true,
    ],
    [
      'an association to one mail',
      { collection: 'customers', measures: COUNT, dimensions: [{ field: ['mail', 'subject'] }] },
      true,
    ],
    [
      'an association from users',
      { collection: 'users', measures: COUNT, dimensions: [{ field: ['mailAccounts', 'displayName'] }] },
      true,
    ],
    ['a count', { collection: 'mailMessages', measures: COUNT }, false],
  ];

  it.each(QUERIES)('show each person the own mail: %s', async (_, query, named) => {
    const { anna, bert, root } = world;
    for (const order of [
      [anna, bert, root],
      [root, bert, anna],
    ]) {
      const uid = `chart-${String(++charts)}`;
      for (const round of [1, 2]) {
        for (const caller of order) {
          const { status, data } = await ask(caller, uid, query);
          const text = JSON.stringify(data);
          expect(status, text).toBe(200);
          for (const other of [anna, bert]) {
            if (other !== caller) expect(text, `round ${String(round)}`).not.toContain(secretOf(other));
          }
          if (named && caller === anna) expect(text).toContain(secretOf(anna));
          if (!named) expect(Number((data as Array<{ n: unknown }>)[0].n)).toBe(caller === root ? 0 : 1);
        }
      }
    }
  });

  it('give nothing away by a filter on mail', async () => {
    for (const filter of [
      { mails: { subject: { $includes: world.secret } } },
      { mail: { subject: { $includes: world.secret } } },
      { mail: { account: { displayName: { $includes: world.secret } } } },
    ]) {
      const uid = `chart-${String(++charts)}`;
      const counted = async (caller: Caller) => {
        const { data } = await ask(caller, uid, { collection: 'customers', measures: COUNT, filter });
        return Number((data as Array<{ n: unknown }>)[0].n);
      };
      expect(await counted(world.anna)).toBeGreaterThan(0);
      expect(await counted(world.bert)).toBe(0);
      expect(await counted(world.root)).toBe(0);
      expect(await counted(world.anna)).toBeGreaterThan(0);
    }
  });

  it('still keep what has nothing to do with mail, for everybody', async () => {
    const query = { collection: 'customers', measures: COUNT, dimensions: [{ field: ['name'] }] };
    const first = await ask(world.anna, 'plain', query);
    await world.app.db
      .getRepository('customers')
      .create({ values: { name: 'new', email: 'new@example.com' } });
    expect((await ask(world.bert, 'plain', query)).data).toEqual(first.data);
  });
});
