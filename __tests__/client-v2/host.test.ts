import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientPart } from '../../src/client-v2/host/parts';
import { launchBrowser } from '../e2e/browser';
import { bundleChunks } from './browser/bundle';
import type { registered } from './browser/client-v2';

const PARTS: Record<ClientPart, true> = {
  ...{ router: true, settings: true, providers: true, 'model-loaders': true, events: true, paths: true },
  ...{ context: true, 'table-block': true, 'record-block': true, action: true, resource: true },
};

describe.each(['v1', 'v2'])('in the %s client, a host that', (client) => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let base: string;
  const errors: string[] = [];

  beforeAll(async () => {
    const files = await bundleChunks('host-page.tsx');
    server = createServer((request, response) => {
      const script = files.get((request.url ?? '').slice(1));
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(
        script ??
          '<!doctype html><meta charset=utf-8><div id=root></div><script type=module src=/page.js></script>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?client=${client}`;
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(query = ''): Promise<typeof registered> {
    errors.length = 0;
    await page.goto(base + query);
    await page.waitForFunction(() => 'registered' in window);
    return page.evaluate(() => window.registered);
  }

  it('has everything gets all of it', async () => {
    const { routes, tabs, models, providers } = await open();
    // The v1 client's mobile pages are in a router of their own, where that plugin is enabled.
    const mobile = client === 'v2' ? ['mobile.page.mail'] : [];
    expect(routes).toEqual(['admin.mail', 'admin.mail-message', ...mobile]);
    expect(tabs.length).toBeGreaterThanOrEqual(2);
    expect(models).toEqual(expect.arrayContaining(['MailTableBlockModel', 'MailSendActionModel']));
    expect(providers).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  it.each(Object.keys(PARTS))(
    'lacks %s shows a sentence in place of each page, and nothing breaks',
    async (part) => {
      const { models, providers, routes, tabs } = await open(`&without=${part}`);
      const missing = page.getByTestId('mail-host-missing');
      await missing.waitFor();
      expect(await missing.textContent()).toContain(`this version of NocoBase lacks: ${part}`);
      expect([models, providers]).toEqual([[], 0]);
      expect([routes.length > 0, tabs.length > 0]).toEqual([part !== 'router', part !== 'settings']);
      expect(errors).toEqual([`mail: this version of NocoBase lacks what email needs: ${part}`]);
    },
  );
});
