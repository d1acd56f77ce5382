import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../../src/server/mime/sanitize';
import { launchBrowser } from '../../../e2e/browser';
import { HOSTILE } from '../../../server/mime/hostile-html';
import { bundlePage } from '../../browser/bundle';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/**
 * Every way in which a mail can make a browser fetch something, as if the sanitiser had let it through. Masks are not
 * among them: they are fetched with an Origin, which no policy of a document changes; the sanitiser drops them.
 */
const KINDS: Record<string, (url: string) => { html: string; css?: string }> = {
  img: (url) => ({ html: `<img src="${url}">` }),
  srcset: (url) => ({ html: `<img srcset="${url} 1x">` }),
  picture: (url) => ({ html: `<picture><source srcset="${url}"><img></picture>` }),
  'background of a table': (url) => ({ html: `<table background="${url}"><tr><td>x</td></tr></table>` }),
  'background of a cell': (url) => ({ html: `<table><tr><td background="${url}">x</td></tr></table>` }),
  'background in a style': (url) => ({ html: `<p style="background:url('${url}')">x</p>` }),
  'background in a sheet': (url) => ({ html: '<p class="b">x</p>', css: `.b{background:url("${url}")}` }),
  'list-style': (url) => ({ html: `<ul style="list-style-image:url(${url})"><li>x</li></ul>` }),
  'list-style in a sheet': (url) => ({
    html: '<ul class="l"><li>x</li></ul>',
    css: `.l{list-style-image:url("${url}")}`,
  }),
  'border-image': (url) => ({ html: `<p style="border:9px solid;border-image:url(${url}) 1">x</p>` }),
  cursor: (url) => ({ html: `<p style="cursor:url(${url}),auto">x</p>` }),
  content: (url) => ({ html: `<p class="a">x</p>`, css: `.a::before{content:url("${url}")}` }),
  font: (url) => ({
    html: `<p style="font-family:f">x</p>`,
    css: `@font-face{font-family:f;src:url("${url}")}`,
  }),
  import: (url) => ({ html: '<p>x</p>', css: `@import "${url}";` }),
  'style element': (url) => ({ html: `<p class="s">x</p><style>.s{background:url("${url}")}</style>` }),
};
/** What never loads: the policy of the frame has no place for it. */
const NEVER = ['font', 'import'];

let server: Server;
let elsewhere: Server;
let browser: Browser;
let page: Page;
let seen: Array<{ kind: string; headers: IncomingHttpHeaders }> = [];
let connections = 0;
let outside = '';

const listen = (one: Server) =>
  new Promise<string>((resolve) => {
    one.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(one.address() as AddressInfo).port}`));
  });

beforeAll(async () => {
  const script = await bundlePage('mail-frame-page.tsx');
  server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><div id=root></div><script src=/page.js></script>');
  });
  elsewhere = createServer((request, response) => {
    seen.push({ kind: decodeURIComponent(request.url?.slice(1) ?? ''), headers: request.headers });
    response.setHeader('content-type', 'image/gif');
    response.end(PIXEL);
  });
  elsewhere.on('connection', () => (connections += 1));
  const [inside, other] = await Promise.all([listen(server), listen(elsewhere)]);
  outside = other;
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await page.goto(`${inside}/records/of/a/customer`);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  elsewhere?.close();
});

async function show(allowRemote: boolean): Promise<void> {
  const parts = Object.entries(KINDS).map(([kind, make]) => make(`${outside}/${encodeURIComponent(kind)}`));
  const html = parts.map((part) => part.html).join('');
  // Rules of the same name would hide each other.
  const css = parts.map((part) => part.css ?? '').join('\n');
  seen = [];
  connections = 0;
  await page.evaluate((mail) => window.show(mail), { html, css, allowRemote });
  await page.frameLocator('iframe').locator('ul').first().waitFor();
  // A cursor is fetched when the pointer is there.
  await page.frameLocator('iframe').locator('p[style^="cursor"]').hover();
}

describe('what a mail fetches', () => {
  it('is nothing of any kind before the reader asks', async () => {
    await show(false);
    await page.waitForTimeout(1000);
    expect({ kinds: seen.map(({ kind }) => kind), connections }).toEqual({ kinds: [], connections: 0 });
  });

  it('tells nobody where it is read once the reader asked', async () => {
    await show(true);
    const expected = Object.keys(KINDS).filter((kind) => !NEVER.includes(kind));
    await expect.poll(() => [...new Set(seen.map(({ kind }) => kind))].sort()).toEqual(expected.sort());
    const telling = seen.filter(({ headers }) => headers.referer ?? headers.origin ?? headers.cookie);
    expect(telling.map(({ kind, headers }) => ({ kind, referer: headers.referer }))).toEqual([]);
  });
});

/** The shapes of published attacks, aimed at this page and at the server that listens. */
const attacks = () =>
  Object.entries(HOSTILE).map(([name, payload]): [string, string] => [
    name,
    payload
      .replaceAll('pwned()', 'top.pwned=1')
      .replaceAll(/https:\/\/evil\.example|\/\/evil\.example/g, outside),
  ]);

describe('no published attack runs or fetches anything', () => {
  it.each(['as it came', 'sanitised', 'quoted'])('%s', async (how) => {
    seen = [];
    connections = 0;
    const noticed: string[] = [];
    for (const [name, payload] of attacks()) {
      const { html, css } =
        how === 'as it came'
          ? { html: payload, css: '' }
          : sanitizeMailHtml(payload, how === 'sanitised' ? 'beside' : 'inline');
      // Before the attack: some of them swallow all that comes behind them.
      await page.evaluate((mail) => window.show(mail), { html: `<i title="${name}"></i>${html}`, css });
      await page.frameLocator('iframe').locator(`i[title="${name}"]`).waitFor({ state: 'attached' });
      if (await page.evaluate(() => window.pwned)) noticed.push(name);
      await page.evaluate(() => delete window.pwned);
    }
    await page.waitForTimeout(1000);
    expect(noticed).toEqual([]);
    expect({ kinds: seen.map(({ kind }) => kind), connections }).toEqual({ kinds: [], connections: 0 });
    expect(page.context().pages()).toEqual([page]);
  });
});
