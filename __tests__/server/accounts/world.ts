import { expect } from 'vitest';
import type { AccountView } from '../../../src/common';
import type { BedOptions, BedUser, LocalMicrosoft } from '../../bed/types';
import { startBed } from '../../bed';
import { bootApp, type BootedApp, type Caller } from '../boot';

/** The app with a Microsoft of its own, its settings saved. */
export interface World extends BootedApp {
  bed: LocalMicrosoft;
  /** The whole sign-in as a browser makes it; answers where the browser ends up. */
  connect(caller: Caller, address: string, options?: ConnectOptions): Promise<URL>;
  /** Signs in and answers the account's id. */
  connected(caller: Caller, address: string): Promise<string>;
  account(caller: Caller, id: string): Promise<AccountView>;
}

export interface ConnectOptions {
  choice?: 'accept' | 'decline';
  accountId?: string;
  returnTo?: string;
}

export const endpointText = ({ host, port }: { host: string; port: number }) => `${host}:${port}`;

/** What an admin types for this bed. */
export const settingsOf = (bed: LocalMicrosoft): Record<string, string> => ({
  clientId: bed.clientId,
  clientSecret: bed.clientSecret,
  cloud: 'custom',
  tenant: 'common',
  authority: bed.authority,
  imapServer: endpointText(bed.imap),
  smtpServer: endpointText(bed.smtp),
  resource: 'https://outlook.office.com/',
});

export async function save(
  booted: BootedApp,
  values: Record<string, string>,
  enabled = true,
): Promise<number> {
  const { status } = await booted.root.post('mailProviders:save', {
    body: { name: 'microsoft', enabled, values },
  });
  return status;
}

/** Begins a sign-in; answers the authorize URL. */
export async function begin(caller: Caller, options: ConnectOptions = {}): Promise<string> {
  const { returnTo = '/admin/mail', accountId } = options;
  const body = { provider: 'microsoft', returnTo, accountId };
  const { status, data, body: answer } = await caller.post<{ url: string }>('mailAccounts:connect', { body });
  expect(status, JSON.stringify(answer)).toBe(200);
  return data.url;
}

/** Follows the browser back to the app. */
export async function comeBack(caller: Caller, url: string): Promise<Response> {
  return caller.fetch('GET', url, { headers: { Authorization: '' } });
}

export async function startWorld(users: BedUser[], options: BedOptions = {}): Promise<World> {
  const bed = await startBed({ profile: 'exchange', users, ...options });
  const booted = await bootApp();
  expect(await save(booted, settingsOf(bed))).toBe(200);
  const connect: World['connect'] = async (caller, address, options = {}) => {
    const back = await bed.authorize(await begin(caller, options), address, options.choice);
    const response = await comeBack(caller, back);
    expect(response.status, await response.clone().text()).toBe(302);
    return new URL(response.headers.get('location') ?? '', booted.url);
  };
  return {
    ...booted,
    bed,
    connect,
    async connected(caller, address) {
      const url = await connect(caller, address);
      const id = url.searchParams.get('mailConnected');
      expect(id, url.href).toMatch(/^\d+$/);
      return String(id);
    },
    async account(caller, id) {
      const { status, data } = await caller.get<AccountView>('mailAccounts:get', {
        query: { filterByTk: id },
      });
      expect(status).toBe(200);
      return data;
    },
    async stop() {
      await booted.stop();
      await bed.stop();
    },
  };
}
