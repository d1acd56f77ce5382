import type { Browser, Page } from 'playwright-core';
import type { Host } from '../../scripts/host.mts';
import type { LocalMicrosoft } from '../bed/types';
import { signIn } from './prepare';

/** A tab in a browser of its own, in which a person is signed in. */
export async function signedInPage(
  browser: Browser,
  host: Host,
  user: { email: string; password: string },
): Promise<Page> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const { token } = await signIn(host, user);
  await page.goto(`${host.url}admin`);
  await page.evaluate((value) => {
    localStorage.setItem('NOCOBASE_TOKEN', value ?? '');
    localStorage.setItem('NOCOBASE_AUTH', 'basic');
  }, token);
  return page;
}

/** What an admin fills in for the local Microsoft. */
export const settingsFor = (bed: LocalMicrosoft) => ({
  clientId: bed.clientId,
  clientSecret: bed.clientSecret,
  tenant: bed.tenantId,
  cloud: 'custom',
  authority: bed.authority,
  imapServer: `${bed.imap.host}:${bed.imap.port}`,
  smtpServer: `${bed.smtp.host}:${bed.smtp.port}`,
  resource: 'https://outlook.office.com/',
});

/** Saves settings as an admin does; fails unless they are accepted. */
export async function saveSettings(host: Host, values: ReturnType<typeof settingsFor>): Promise<void> {
  const root = await signIn(host, host.root);
  const { status, body } = await root.post('mailProviders:save', {
    body: { name: 'microsoft', enabled: true, values },
  });
  if (status !== 200) throw new Error(`the settings were refused: ${JSON.stringify(body)}`);
}
