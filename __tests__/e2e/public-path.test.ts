import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Response as PageResponse } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type Host } from '../../scripts/host.mts';
import { launchBrowser } from './browser';

/** A host below a path, as behind a proxy that serves other things beside it. */
describe('below a public path', () => {
  let dir: string;
  let host: Host;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'mail-public-path-'));
    host = await startHost({ dir, port: 0, publicPath: '/nocobase/' });
    browser = await launchBrowser();
    const answer = await fetch(`${host.apiUrl}auth:signIn`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Authenticator': 'basic' },
      body: JSON.stringify({ account: host.root.email, password: host.root.password }),
    });
    token = ((await answer.json()) as { data: { token: string } }).data.token;
  });

  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const signIn = (context: BrowserContext) =>
    context.addInitScript((value) => {
      localStorage.setItem('NOCOBASE_TOKEN', value);
      localStorage.setItem('NOCOBASE_AUTH', 'basic');
      localStorage.setItem('NOCOBASE_ROLE', 'root');
    }, token);

  it.each([
    ['client', 'admin/mail'],
    ['client-v2', 'v/admin/mail'],
  ])('%s finds its chunks', async (lane, page) => {
    const context = await browser.newContext();
    await signIn(context);
    const tab = await context.newPage();
    const chunks: PageResponse[] = [];
    tab.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.includes(`${host.plugin}/`) && !pathname.endsWith('/index.js')) chunks.push(response);
    });
    await tab.goto(host.url + page);
    // The page itself is a chunk of its own.
    await expect.poll(() => chunks.length, { timeout: 90_000 }).toBeGreaterThan(0);
    await tab.waitForLoadState('networkidle');
    for (const chunk of chunks) {
      expect(new URL(chunk.url()).pathname).toContain(
        `/nocobase/static/plugins/${host.plugin}/dist/${lane}/`,
      );
      expect(chunk.status(), chunk.url()).toBe(200);
      expect(chunk.headers()['content-type']).toContain('javascript');
    }
    await context.close();
  });

  it.each([
    // Each layout draws pages only once it has an entry of its own.
    ['m/page/mail/center', 'mobileRoutes:create', { title: 'Mail', options: { url: '/page/mail/center' } }],
    [
      'v/mobile/page/mail/center',
      'desktopRoutes:create?layout=mobile-layout-model',
      { title: 'Mail', options: { url: '/mobile/page/mail/center' } },
    ],
  ])('has the mail page in the mobile layout: %s', async (page, create, entry) => {
    const answer = await fetch(host.apiUrl + create, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ type: 'link', icon: 'mailoutlined', schemaUid: 'mailtab', ...entry }),
    });
    expect(answer.status).toBe(200);
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    await signIn(context);
    const tab = await context.newPage();
    await tab.goto(host.url + page);
    await tab.getByTestId('mail-center').waitFor({ timeout: 90_000 });
    await expect.poll(() => tab.title()).toBe('Mail');
    // The tab bar covers nothing of it.
    const bottomOf = (selector: string) =>
      tab.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
    const slot = page.startsWith('v/') ? '.nb-ui-layout-mobile-page-slot' : 'body';
    expect(await bottomOf('[data-testid="mail-center"]')).toBeLessThanOrEqual(await bottomOf(slot));
    await context.close();
  });
});
