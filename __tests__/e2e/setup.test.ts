import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import sentences from '../../src/locale/en-US.json';
import { ALEX, KIM } from '../bed/seed';
import type { BedUser } from '../bed/types';
import { launchBrowser } from './browser';
import { DEMO_USER, SECOND_USER, signIn } from './prepare';
import { setStage, type Stage } from './stage';

const CLIENTS = ['admin', 'v/admin'] as const;
const DAY = 24 * 60 * 60_000;

/** A first-time admin sets the plugin up, and later looks after the accounts. */
describe('the setup', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await setStage();
    browser = await launchBrowser();
    page = await openAs(DEMO_USER);
  });
  afterEach(() => stage.bed.clearFaults());
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  async function openAs(user: { email: string; password: string }): Promise<Page> {
    const { token } = await signIn(stage.host, user);
    const opened = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await opened.addInitScript((value) => {
      localStorage.setItem('NOCOBASE_TOKEN', value ?? '');
      localStorage.setItem('NOCOBASE_AUTH', 'basic');
    }, token);
    const tab = await opened.newPage();
    tab.setDefaultTimeout(90_000);
    return tab;
  }
  const settings = async (tab: 'microsoft' | 'accounts', client: string = 'admin') => {
    await page.goto(`${stage.host.url}${client}/settings/email-manager/${tab}`);
    await page.getByTestId(tab === 'accounts' ? 'mail-admin' : 'mail-settings').waitFor();
  };
  const fill = async (values: Record<string, string>) => {
    for (const [field, value] of Object.entries(values)) await page.locator(`#${field}`).fill(value);
  };
  const save = () => page.getByRole('button', { name: /Save$/ }).click();
  const check = async () => {
    await page.getByTestId('mail-check-button').click();
    await page.getByTestId('check-browser').waitFor();
  };
  const line = (name: string) => page.getByTestId(`check-${name}`);
  const resultOf = (name: string) => line(name).getAttribute('data-result');
  const header = (title: string) => page.locator('.ant-collapse-header').filter({ hasText: title });
  /** A click while the step still opens would land beside what it is meant for. */
  const unfold = async (title: string) => {
    await header(title).click();
    await expect.poll(() => page.locator('.ant-motion-collapse').count()).toBe(0);
  };
  const choose = async (field: string, label: string) => {
    await page
      .locator('.ant-select')
      .filter({ has: page.locator(`#${field}`) })
      .click();
    await page.locator('.ant-select-item-option').filter({ hasText: label }).click();
  };
  const row = (user: BedUser) =>
    page.getByTestId('mail-admin-table').locator('tr').filter({ hasText: user.address });
  const choice = (text: string) => page.getByRole('menuitem', { name: text });

  it('shows exactly what is to be copied, and leads into the chosen cloud', async () => {
    await settings('microsoft');
    const callback = `${stage.host.apiUrl}mailAccounts:callback`;
    await expect.poll(() => page.getByTestId('redirect-uri').inputValue()).toBe(callback);
    await page.getByRole('button', { name: 'Copy all' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'email offline_access openid profile User.Read IMAP.AccessAsUser.All SMTP.Send',
    );
    await page.getByRole('button', { name: 'Copy SMTP.Send' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('SMTP.Send');

    await page.getByRole('button', { name: sentences['guide.noTenant.title'] }).click();
    for (const name of ['Microsoft 365 for business', 'Azure free account'])
      expect(await page.getByRole('link', { name }).getAttribute('href')).toMatch(
        /^https:\/\/\w+\.microsoft\.com\//,
      );

    await choose('cloud', 'US Government GCC High');
    const link = page.getByRole('link', { name: 'Certificates & secrets' });
    expect(await link.count()).toBe(0);
    await fill({ clientId: stage.bed.clientId });
    const href = await link.getAttribute('href');
    expect(href).toMatch(/^https:\/\/entra\.microsoft\.us\//);
    expect(href).toContain(stage.bed.clientId);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    expect(await page.locator('#clientId').inputValue()).toBe('');
  });

  it('finds each mistake before anybody has to sign in, and leads to the step that mends it', async () => {
    const { bed } = stage;
    await settings('microsoft');
    await fill({ clientId: bed.clientId, clientSecret: bed.clientSecretId });
    await check();
    expect(await resultOf('settings')).toBe('failed');
    await line('settings').getByText(sentences['error.invalid-client-secret']).waitFor();
    await line('settings').getByRole('button', { name: 'Go to step' }).click();
    await expect
      .poll(() => header('Create a client secret').evaluate((element) => element.getBoundingClientRect().top))
      .toBeLessThan(300);

    await fill({ clientSecret: 'Not~The.Secret_That.Is.Registered' });
    await check();
    expect(await resultOf('client')).toBe('failed');
    expect(await resultOf('browser')).toBe('passed');

    await fill({ clientSecret: bed.clientSecret, imapServer: `localhost:${bed.smtp.port}` });
    await check();
    expect(await resultOf('client')).toBe('passed');
    expect(await resultOf('imap')).toBe('failed');
    expect(await resultOf('smtp')).toBe('passed');
    await fill({ imapServer: `${bed.imap.host}:${bed.imap.port}` });
  });

  it('says it when the redirect URI leads elsewhere', async () => {
    await page.route('**/mailAccounts:callback?probe=1', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Some proxy</h1>' }),
    );
    await check();
    expect(await resultOf('browser')).toBe('failed');
    await line('browser').getByText(sentences['error.redirect-unreachable']).waitFor();
    await page.unroute('**/mailAccounts:callback?probe=1');
  });

  it('refuses what is wrong at the field, and checks by itself once it is saved', async () => {
    await fill({ clientId: 'no-guid' });
    await save();
    await page.locator('.ant-form-item').getByText(sentences['error.invalid-client-id']).waitFor();
    await fill({ clientId: stage.bed.clientId });
    await save();
    await page.getByTestId('secret-saved').waitFor();
    await page.getByTestId('check-browser').waitFor();
    for (const name of ['settings', 'authority', 'client', 'redirect', 'imap', 'smtp', 'browser'])
      expect(await resultOf(name), name).toBe('passed');
    await page.getByRole('button', { name: 'Connect a mailbox' }).waitFor();
  });

  it('says how the consent ended, once', async () => {
    await settings('microsoft');
    // What is set up is folded.
    await unfold('Grant admin consent');
    const ask = page.getByTestId('mail-consent').getByRole('button', { name: /Grant admin consent/ });
    await ask.click();
    await page.locator('[data-action="decline"]').click();
    const result = page.getByTestId('mail-consent-result');
    await result.getByText(sentences['Admin consent was not granted']).waitFor();
    await unfold('Grant admin consent');
    await ask.click();
    await page.locator('[data-action="accept"]').click();
    await result.getByText(`for tenant ${stage.bed.tenantId}`).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await page.reload();
    await header('Grant admin consent').getByText(`for tenant ${stage.bed.tenantId}`).waitFor();
    expect(await result.count()).toBe(0);
  });

  it('warns of the secret’s end, and takes a new one without its old date', async () => {
    const soon = new Date(Date.now() + 10 * DAY).toISOString().slice(0, 10);
    await unfold('Create a client secret');
    await fill({ clientSecretExpires: soon });
    await page.keyboard.press('Enter');
    await save();
    const banner = page.getByTestId('mail-secret-expiry');
    await banner.getByText('expires in 10 days').waitFor();
    await page.getByTestId('secret-saved').getByText('expires on').waitFor();
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await fill({ clientSecret: stage.bed.clientSecret });
    await expect.poll(() => page.locator('#clientSecretExpires').inputValue()).toBe('');
    await save();
    await page.getByTestId('secret-saved').waitFor();
    await banner.waitFor({ state: 'detached' });
  });

  it('gives somebody who needs an administrator a text to send', async () => {
    stage.bed.entraFault('authorize', { kind: 'aadsts', code: 90094 }, { times: 1 });
    await page.goto(`${stage.host.url}admin/mail`);
    await page.getByTestId('mail-connect-microsoft').first().click();
    await page.locator(`[data-account="${ALEX.address}"]`).click();
    await page.locator('[data-action="return"]').click();
    const help = page.getByTestId('mail-admin-request');
    await help.getByRole('button', { name: 'Copy text' }).click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(`${stage.bed.authority}/${stage.bed.tenantId}/v2.0/adminconsent?`);
    expect(text).toContain(stage.host.url);
  });

  it.each(CLIENTS)('shows all accounts and acts on them in /%s', async (client) => {
    await connect(DEMO_USER, ALEX);
    await connect(SECOND_USER, KIM);
    await settings('accounts', client);
    await row(ALEX).getByText('Connected').waitFor();
    await row(KIM).getByText('Second User').waitFor();
    await page.getByTestId('mail-admin-search').fill('second');
    await row(ALEX).waitFor({ state: 'detached' });
    await row(KIM).getByTestId('mail-admin-menu').click();
    await choice('Pause').click();
    await row(KIM).getByText('Paused').waitFor();
    await page.getByText(KIM.address, { exact: true }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByTestId('mail-admin-event').filter({ hasText: 'Paused' }).first().waitFor();
    await drawer.getByTestId('mail-admin-event').filter({ hasText: 'Connected' }).first().waitFor();
    await drawer.getByRole('button', { name: 'Resume' }).click();
    await drawer.getByTestId('mail-admin-event').filter({ hasText: 'Resumed' }).first().waitFor();
    await page.keyboard.press('Escape');
    // Until it is gone it keeps the focus to itself, and the key that empties the search.
    await drawer.waitFor({ state: 'hidden' });
    await page.getByTestId('mail-admin-search').fill('');
    await row(ALEX).waitFor();

    stage.bed.revoke(ALEX.address);
    stage.bed.expireAccessTokens(ALEX.address);
    await stage.bed.mailbox(ALEX.address).kick();
    // Nothing is clicked: the page looks again by itself.
    await row(ALEX).getByText('Sign-in needed').waitFor({ timeout: 60_000 });

    for (const user of [ALEX, KIM]) await row(user).getByRole('checkbox').check();
    await page.getByTestId('mail-admin-bulk-disconnect').click();
    const question = page.getByRole('dialog').filter({ hasText: 'Disconnect 2 mailboxes?' });
    await question.getByText(KIM.address).waitFor();
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByTestId('mail-admin-empty').waitFor();
  });

  it.each(CLIENTS)('shows each only the tab that the role may see in /%s', async (client) => {
    const own = page;
    for (const tab of ['microsoft', 'accounts'] as const) {
      page = await openAs(await personWith(tab, client));
      await settings(tab, client);
      await page.getByRole('menuitem', { name: 'Email manager' }).waitFor();
      const other = tab === 'accounts' ? 'Microsoft' : 'Accounts';
      expect(await page.getByRole('menuitem', { name: other, exact: true }).count(), tab).toBe(0);
      await page.context().close();
    }
    page = own;
    await settings('accounts', client);
    for (const name of ['Microsoft', 'Accounts'])
      await page.getByRole('menuitem', { name, exact: true }).waitFor();
  });

  async function connect(user: { email: string; password: string }, mailbox: BedUser): Promise<void> {
    const caller = await signIn(stage.host, user);
    const { data } = await caller.post<{ url: string }>('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/admin/mail' },
    });
    await caller.get(await stage.bed.authorize(data.url, mailbox.address));
  }

  /** Somebody whose only role may see one tab of the settings. */
  async function personWith(tab: 'microsoft' | 'accounts', client: (typeof CLIENTS)[number]) {
    const root = await signIn(stage.host, stage.host.root);
    const name = `${tab}-${CLIENTS.indexOf(client)}`;
    const hidden = tab === 'accounts' ? 'configuration' : 'accounts';
    const snippets = ['pm.*', '!pm', `!pm.email-manager.${hidden}`];
    expect((await root.post('roles:create', { body: { name, title: name, snippets } })).status).toBe(200);
    const user = { email: `${name}@example.com`, username: name, password: 'role-password', nickname: name };
    const { data } = await root.post<{ id: number }>('users:create', { body: user });
    await root.post(`users/${data.id}/roles:set`, { body: [name] });
    return user;
  }
});
