import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthView } from '../../src/common';
import type { MailContext } from '../../src/server/context';
import { checkHost, checkTables } from '../../src/server/selfCheck';
import { table } from '../../src/server/store/db/rows';
import { expectErrors } from '../quiet/watch';
import { createFilled, secretOf, type Filled } from './accounts/filled';
import { bootApp, type BootedApp, type Caller } from './boot';

expectErrors(/has not been upgraded to this version|upgrade-needed|"path":"\/api\/mailHealth:check"/);

/** Newer files on the tables of an older version: the app was restarted, and not upgraded. */
describe('tables of an older version', () => {
  let booted: BootedApp;
  let ctx: MailContext;
  let anna: Caller;
  let filled: Filled;

  beforeAll(async () => {
    booted = await bootApp();
    // The host hands each plugin a proxy of its app.
    const { app } = booted.app.pm.get('email-manager') as unknown as Pick<MailContext, 'app'>;
    ctx = { app, log: app.log };
    anna = await booted.user('anna');
    filled = await createFilled(booted.app, anna);
    const queries = booted.app.db.sequelize.getQueryInterface();
    await queries.removeColumn(table(ctx, 'mailBodies').getTableName(), 'facts');
    await queries.dropTable(table(ctx, 'mailBackfills').getTableName());
  });
  afterAll(() => booted.stop());

  it('are noticed, and no mail is served then', async () => {
    expect(await checkTables(ctx)).toEqual(['mailBackfills', 'mailBodies.facts']);
    for (const path of [
      'mailAccounts:list',
      'mailMessages:page',
      'mailMessages:list',
      'mailProviders:list',
    ]) {
      const { status, body } = await anna.get(path);
      expect([path, status]).toEqual([path, 503]);
      expect(JSON.stringify(body)).toContain('upgrade-needed');
      expect(JSON.stringify(body)).not.toContain(secretOf(anna));
    }
    const { status, data } = await booted.root.get<HealthView>('mailHealth:check');
    expect([status, data.status, data.upgrade, data.host]).toEqual([
      ...[503, 'down', ['mailBackfills', 'mailBodies.facts'], undefined],
    ]);
  });

  it('are read by nobody in another way, and the app goes on', async () => {
    expect(await booted.app.db.getRepository('mailAccounts').find()).toEqual([]);
    expect((await booted.root.get('users:list')).status).toBe(200);
    const bert = await booted.user('bert');
    const gone = await booted.root.post('users:destroy', { query: { filterByTk: String(bert.userId) } });
    expect(gone.status).toBe(200);
  });

  it('serve what they held as soon as they are upgraded', async () => {
    for (const name of ['mailBackfills', 'mailBodies']) await booted.app.db.getCollection(name).sync();
    expect(await checkTables(ctx)).toEqual([]);
    expect(await checkHost(ctx)).toEqual([]);
    const { status, data } = await anna.get<Array<{ id: unknown }>>('mailAccounts:list');
    expect([status, data.map(({ id }) => String(id))]).toEqual([200, [String(filled.accountId)]]);
  });
});
