import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthView, HostPart } from '../../src/common';
import type { MailContext } from '../../src/server/context';
import { noteHostCheck } from '../../src/server/host';
import { checkHost } from '../../src/server/selfCheck';
import { runWithApp } from '../../src/server/services';
import { table } from '../../src/server/store/db/rows';
import { tableNameOf } from '../../src/server/store/rowSecurity/sql/ourTables';
import { expectErrors } from '../quiet/watch';
import { createFilled, secretOf, type Filled } from './accounts/filled';
import { bootApp, type BootedApp, type Caller } from './boot';

expectErrors(/this version of NocoBase lacks|host-unsupported|"path":"\/api\/mailHealth:check"/);
// The host’s own plugins add ten listeners.
expectErrors(/MaxListenersExceededWarning.* afterStart/);

/** What a test changes, by a name that its owner does not tell us of. */
type Open = Record<string, unknown>;
const open = (value: unknown): Open => value as Open;

/** Puts something else in the place of a property; what comes back undoes that. */
function replace(owner: unknown, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(open(owner), name);
  };
}

/** Of a list of middleware: its entries, sorted. */
const itemsOf = (owner: unknown, list: string): unknown => open(open(owner)[list])._items;

/** Gives a middleware of the host's another name. */
function rename(items: unknown, group: string): () => void {
  const found = (items as Array<{ group: string }>).filter((item) => item.group === group);
  expect(found.length).toBeGreaterThan(0);
  for (const item of found) item.group = `${group}-renamed`;
  return () => found.forEach((item) => (item.group = group));
}

describe('a host that lacks what we rely on', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let filled: Filled;

  beforeAll(async () => {
    booted = await bootApp({ plugins: ['workflow'] });
    // The host hands each plugin a proxy of its app.
    const { app } = booted.app.pm.get('email-manager') as unknown as Pick<MailContext, 'app'>;
    ctx = { app, log: app.log };
    anna = await booted.user('anna');
    filled = await createFilled(booted.app, anna);
  });
  afterAll(() => booted.stop());

  const health = () => booted.root.get<HealthView>('mailHealth:check');
  const damages: Array<[HostPart, () => () => void]> = [
    ['request-order', () => rename(itemsOf(booted.app, 'middleware'), 'dataSource')],
    ['request-order', () => rename(itemsOf(booted.app.resourceManager, 'middlewares'), 'acl')],
    ['request-order', () => rename(itemsOf(booted.app.resourceManager, 'middlewares'), 'setCurrentRole')],
    ['permission-order', () => rename(itemsOf(booted.app.acl, 'middlewares'), 'core')],
    ['request-log', () => rename(itemsOf(booted.app, 'middleware'), 'logger')],
    [
      'statements',
      () =>
        replace(booted.app.db.sequelize, 'query', open(Object.getPrototypeOf(booted.app.db.sequelize)).query),
    ],
    ['reads', () => replace(table(ctx, 'mailMessages'), 'runHooks', async () => undefined)],
    ['person-sql', () => replace(booted.app.db, 'runSQLWithSchema', undefined)],
    ['workflows', () => replace(open(open(booted.app.pm.get('workflow')).dispatcher), 'trigger', undefined)],
    ['caches', () => replace(booted.app.cacheManager, 'getCache', undefined)],
    ['secrets', () => replace(booted.app.aesEncryptor, 'encrypt', async (plain: string) => plain)],
    [
      'errors',
      () => replace(open(open(booted.app.pm.get('error-handler')).errorHandler), 'register', undefined),
    ],
    ['page-builder', () => replace(booted.app.db.getRepository('collections'), 'db2cm', undefined)],
  ];

  it.each(damages)(
    '%s: serves no mail, says why, and serves it again when it is there',
    async (part, damage) => {
      const repair = damage();
      try {
        expect(await checkHost(ctx)).toContain(part);
        for (const path of [
          'mailAccounts:list',
          'mailMessages:list',
          'mailMessages:page',
          'mailOperations:list',
        ]) {
          const { status, body } = await anna.get(path);
          expect([path, status]).toEqual([path, 503]);
          expect(JSON.stringify(body)).toContain('host-unsupported');
          expect(JSON.stringify(body)).not.toContain(secretOf(anna));
        }
      } finally {
        repair();
      }
      expect(await checkHost(ctx)).toEqual([]);
      const { status, data } = await anna.get<unknown[]>('mailAccounts:list');
      expect([status, data.length]).toEqual([200, 1]);
    },
  );

  it('says in its health what is missing', async () => {
    const repair = replace(booted.app.cacheManager, 'getCache', undefined);
    await checkHost(ctx);
    repair();
    const { status, data } = await health();
    expect([status, data.status, data.host]).toEqual([503, 'down', ['caches']]);
    await checkHost(ctx);
    expect((await health()).data.host).toBeUndefined();
  });

  it('shows no row to whoever asks by another way, and takes a person’s mail along who is deleted', async () => {
    const repair = replace(booted.app.cacheManager, 'getCache', undefined);
    await checkHost(ctx);
    repair();
    const { db } = booted.app;
    expect(await db.getRepository('mailMessages').find()).toEqual([]);
    expect(await db.getRepository('mailAccounts').count()).toBe(0);
    await expect(db.getRepository('mailTokens').find()).rejects.toThrow();
    await expect(
      db.sequelize.query(`SELECT * FROM ${tableNameOf(table(ctx, 'mailMessages'))}`),
    ).rejects.toThrow();
    const users = await booted.root.get<unknown[]>('users:list');
    expect([users.status, users.data.length > 0]).toEqual([200, true]);
    const gone = await booted.root.post('users:destroy', { query: { filterByTk: String(anna.userId) } });
    expect(gone.status).toBe(200);
    await checkHost(ctx);
    expect(await table(ctx, 'mailAccounts').count({ where: { id: filled.accountId } })).toBe(0);
  });
});

it('starts nothing in the background', async () => {
  const app = new EventEmitter();
  const ctx = { app, log: {} } as unknown as MailContext;
  let starts = 0;
  runWithApp(ctx, [{ start: () => void starts++ }]);
  for (const [missing, expected] of [
    [null, 0],
    [['caches'], 0],
    [[], 1],
  ] as const) {
    noteHostCheck(ctx, missing);
    app.emit('afterStart');
    expect(starts).toBe(expected);
  }
});

it('is noticed when the app starts, and the host goes on', async () => {
  const booted = await bootApp({
    worker: true,
    prepare: (app) => app.on('beforeStart', () => void replace(app.db, 'runSQLWithSchema', undefined)),
  });
  try {
    expect((await booted.root.get('mailAccounts:list')).status).toBe(503);
    expect((await booted.root.get('users:list')).status).toBe(200);
  } finally {
    await booted.stop();
  }
});
