import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../__tests__/e2e/browser.ts';
import { Caller } from '../../../__tests__/server/caller.ts';
import { createDatabase } from '../../../__tests__/server/databases.ts';
import { ROOT } from '../../build/project.mts';
import { startHost, type Host } from '../../host.mts';
import { startBedProcess, type Bed } from '../lib/bed.mts';
import { until } from '../lib/world.mts';
import { Sql } from '../million/sql.mts';
import { MAILS, seedAccount } from './seed.mts';

/** The account whose mailbox is on the server, so that messages can arrive. */
export const OWNER = 'ui@bench.example';

export interface UiWorld {
  host: Host;
  bed: Bed;
  caller: Caller;
  browser: Browser;
  stop(): Promise<void>;
}

/**
 * Starts a real host on PostgreSQL in processes of its own, with an account of 100,000 messages and a small one that is
 * synchronized, and a browser.
 */
export async function startUiWorld(): Promise<UiWorld> {
  const stops: Array<() => Promise<unknown>> = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const database = await createDatabase('postgres').catch((error: unknown) => {
      throw new Error('This bench needs a PostgreSQL server: set MAIL_TEST_POSTGRES to its URL.', {
        cause: error,
      });
    });
    stops.push(() => database.drop());
    const browser = await launchBrowser();
    stops.push(() => browser.close());
    const bed = await startBedProcess({ lmtp: true }).catch((error: unknown) => {
      throw new Error('This bench needs Dovecot: install dovecot-imapd and dovecot-lmtpd.', { cause: error });
    });
    stops.push(() => bed.stop());
    await bed.addUsers([OWNER]);
    const dir = await mkdtemp(path.join(ROOT, '.host-bench-'));
    stops.push(() => rm(dir, { recursive: true, force: true }));
    const {
      host: server,
      port,
      username,
      password,
      database: name,
    } = database.options as Record<string, string>;
    const host = await startHost({
      ...{ dir, port: 0, say: console.log },
      env: {
        ...{ NODE_EXTRA_CA_CERTS: bed.caFile, DB_DIALECT: 'postgres' },
        ...{ DB_HOST: server, DB_PORT: String(port), DB_DATABASE: name },
        ...{ DB_USER: username, DB_PASSWORD: password },
      },
    });
    stops.push(() => host.stop());
    const caller = await Caller.signIn(host.url.replace(/\/$/, ''), host.root.email, host.root.password);
    await connect(caller, bed);
    console.log(`Writing ${MAILS} messages …`);
    const credentials = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
    const sql = new Sql(new URL(`postgres://${credentials}@${server}:${port}/${name}`));
    await seedAccount(sql, caller.userId ?? 0);
    await sql.close();
    return { host, bed, caller, browser, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connect(caller: Caller, bed: Bed): Promise<void> {
  const { clientId, clientSecret, authority, imap, smtp } = bed;
  const values = {
    ...{ clientId, clientSecret, authority, cloud: 'custom', tenant: 'common' },
    resource: 'https://outlook.office.com/',
    imapServer: `${imap.host}:${imap.port}`,
    smtpServer: `${smtp.host}:${smtp.port}`,
  };
  const saved = await caller.post('mailProviders:save', {
    body: { name: 'microsoft', enabled: true, values },
  });
  if (saved.status !== 200) throw new Error(`the settings were refused: ${JSON.stringify(saved.body)}`);
  const begun = await caller.post<{ url: string }>('mailAccounts:connect', {
    body: { provider: 'microsoft', returnTo: '/admin/mail' },
  });
  const back = await bed.authorize(begun.data.url, OWNER);
  await caller.fetch('GET', back, { headers: { Authorization: '' } });
  const state = async () =>
    (await caller.get<Array<{ state: string }>>('mailAccounts:list')).data.map((account) => account.state);
  await until(async () => (await state()).join() === 'connected', { timeout: 60_000 });
}
