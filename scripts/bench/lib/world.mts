import type { Model } from 'sequelize';
import { bootApp, type BootedApp } from '../../../__tests__/server/boot.ts';
import type { BedOptions } from '../../../__tests__/bed/types.ts';
import { startBedProcess, type Bed } from './bed.mts';
import { Watcher } from './database.mts';
import { lockBuiltIns } from './locked.mts';
import { Statements } from './statements.mts';

/**
 * The real app with its worker in this process, on PostgreSQL, next to a local Microsoft in another process.
 */
export interface BenchWorld extends BootedApp {
  bed: Bed;
  watcher: Watcher;
  statements: Statements;
  /** Signs in completely, as a browser would, on behalf of root. */
  connect(address: string): Promise<Connected>;
  /** Removes the account with all its messages. Returns how many milliseconds it took. */
  disconnect(id: string): Promise<number>;
}

export interface Connected {
  id: string;
  /** When the account's row was written, by `performance.now()`. */
  storedAt: number;
}

/** Starts the app. `settings` are added to the provider's settings that point to this bed. */
export async function startWorld(
  options: BedOptions = {},
  settings: Record<string, string> = {},
): Promise<BenchWorld> {
  const bed = await startBedProcess(options);
  try {
    const booted = await bootApp({ dialect: 'postgres', worker: true });
    lockBuiltIns();
    const watcher = new Watcher(booted);
    await save(booted, bed, settings);
    const stored = new Map<string, number>();
    booted.app.db.on('mailAccounts.afterCreate', (row: Model) => {
      stored.set(String(row.get('id')), performance.now());
    });
    return {
      ...booted,
      bed,
      watcher,
      statements: new Statements(booted),
      async connect(address) {
        const id = await connect(booted, bed, address);
        return { id, storedAt: stored.get(id) ?? Number.NaN };
      },
      async disconnect(id) {
        const started = performance.now();
        const { status } = await booted.root.post('mailAccounts:disconnect', { query: { filterByTk: id } });
        if (status !== 200) throw new Error(`the account could not be disconnected: ${status}`);
        return performance.now() - started;
      },
      async stop() {
        await watcher.close();
        await booted.stop();
        await bed.stop();
      },
    };
  } catch (error) {
    await bed.stop();
    throw error;
  }
}

/** Saves what an administrator would enter for this bed. */
async function save({ root }: BootedApp, bed: Bed, settings: Record<string, string>): Promise<void> {
  const { clientId, clientSecret, authority, imap, smtp } = bed;
  const values = {
    ...{ clientId, clientSecret, authority },
    ...{ cloud: 'custom', tenant: 'common', resource: 'https://outlook.office.com/' },
    imapServer: `${imap.host}:${imap.port}`,
    smtpServer: `${smtp.host}:${smtp.port}`,
    ...settings,
  };
  const { status, body } = await root.post('mailProviders:save', {
    body: { name: 'microsoft', enabled: true, values },
  });
  if (status !== 200) throw new Error(`the settings were refused: ${JSON.stringify(body)}`);
}

async function connect({ root, url }: BootedApp, bed: Bed, address: string): Promise<string> {
  const begun = await root.post<{ url: string }>('mailAccounts:connect', {
    body: { provider: 'microsoft', returnTo: '/admin/mail' },
  });
  if (begun.status !== 200) throw new Error(`the sign-in did not begin: ${JSON.stringify(begun.body)}`);
  const back = await bed.authorize(begun.data.url, address);
  const response = await root.fetch('GET', back, { headers: { Authorization: '' } });
  const landed = new URL(response.headers.get('location') ?? '', url);
  const id = landed.searchParams.get('mailConnected');
  if (!id) throw new Error(`the sign-in ended at ${landed.href}`);
  return id;
}

/** Waits until it holds, checking every `pause` milliseconds. Throws after `timeout` milliseconds. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  { pause = 25, timeout = 600_000 }: { pause?: number; timeout?: number } = {},
): Promise<void> {
  const end = performance.now() + timeout;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
