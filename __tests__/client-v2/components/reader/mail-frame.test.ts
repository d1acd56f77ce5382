import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../e2e/browser';
import { bundlePage } from '../../browser/bundle';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Everything the sanitiser should have taken out, as if it had failed: the frame must hold on its own. */
const hostile = (url: string) => `
  <script>parent.pwned = 1</script><script src="${url}/script.js"></script>
  <img src=x onerror="parent.pwned = 2"><svg onload="parent.pwned = 3"><image href="${url}/svg.png"/><use href="${url}/use.svg#a"/></svg>
  <svg><animate onbegin="parent.pwned = 4" attributeName=x dur=1s></svg><math><mtext><style><img src=y onerror="parent.pwned = 5"></style></mtext></math>
  <body onload="parent.pwned = 6"><details open ontoggle="parent.pwned = 7">x</details><input autofocus onfocus="parent.pwned = 8">
  <iframe src="${url}/frame.html"></iframe><iframe srcdoc="<script>top.pwned = 9</script>"></iframe>
  <object data="${url}/object.html"></object><embed src="${url}/embed.swf">
  <link rel="stylesheet" href="${url}/style.css"><link rel="prefetch" href="${url}/prefetch"><link rel="preload" as="image" href="${url}/preload">
  <link rel="preconnect" href="${url}"><link rel="icon" href="${url}/icon.ico"><meta http-equiv="refresh" content="0;url=${url}/refresh">
  <base href="${url}/base/"><img src="relative.png"><style>@import "${url}/import.css"; body { background: url(${url}/body.png) } @font-face { font-family: f; src: url(${url}/font.woff2) } * { font-family: f }</style>
  <p style="background: url('${url}/inline.png'); list-style-image: url(${url}/list.png); position: fixed; inset: 0">text</p>
  <img src="${url}/pixel.gif"><img srcset="${url}/srcset.gif 1x"><picture><source srcset="${url}/source.gif"><img></picture>
  <table background="${url}/table.gif"><tr><td>x</td></tr></table><video src="${url}/video.mp4" poster="${url}/poster.gif" autoplay></video><audio src="${url}/audio.mp3" autoplay></audio>
  <form action="${url}/form" id="f"><input type="image" src="${url}/input.gif"><button id="submit">Send</button></form>
  <a id="js" href="javascript:parent.pwned=10">script</a><a id="data" href="data:text/html,<script>opener.pwned=11</script>">data</a>
  <a id="hash" href="#submit">down</a><a id="relative" href="/page.js">relative</a>`;

let server: Server;
let elsewhere: Server;
let outside = '';
let browser: Browser;
let page: Page;
let requests: string[] = [];
let connections = 0;

beforeAll(async () => {
  const script = await bundlePage('mail-frame-page.tsx');
  server = createServer((request, response) => {
    const file = request.url?.startsWith('/api/mailAttachments:download');
    response.setHeader(
      'content-type',
      file ? 'image/gif' : request.url === '/page.js' ? 'text/javascript' : 'text/html',
    );
    if (file) requests.push(request.url ?? '');
    response.end(
      file
        ? PIXEL
        : request.url === '/page.js'
          ? script
          : '<!doctype html><meta charset=utf-8><div id=root></div><script src=/page.js></script>',
    );
  });
  elsewhere = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('content-type', 'image/gif');
    response.end(PIXEL);
  });
  elsewhere.on('connection', () => (connections += 1));
  await Promise.all(
    [server, elsewhere].map((one) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))),
  );
  outside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  elsewhere?.close();
});

beforeEach(() => {
  requests = [];
  connections = 0;
});

async function show(mail: Parameters<Window['show']>[0]): Promise<void> {
  await page.evaluate((shown) => window.show(shown), mail);
  await page.frameLocator('iframe').locator('body > *').first().waitFor({ state: 'attached' });
  // What would load or run, does so within this time on this machine.
  await page.waitForTimeout(700);
}

describe('a hostile mail', () => {
  it('runs nothing and asks no server for anything', async () => {
    await show({ html: hostile(outside) });
    expect({ requests, connections }).toEqual({ requests: [], connections: 0 });
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  });

  it('runs nothing when its links and buttons are pressed', async () => {
    const frame = page.frameLocator('iframe');
    for (const id of ['js', 'data', 'hash', 'relative', 'submit'])
      await frame.locator(`#${id}`).dispatchEvent('click');
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
    expect(requests).toEqual([]);
    expect(await frame.locator('#submit').count()).toBe(1);
    expect(page.context().pages()).toEqual([page]);
  });

  it('loads remote pictures once the reader asks, and still runs nothing', async () => {
    await show({ html: hostile(outside), allowRemote: true });
    expect(requests).toContain('/pixel.gif');
    expect(
      requests.filter((url) =>
        /script|frame|object|embed|style\.css|import|video|audio|refresh|font/.test(url),
      ),
    ).toEqual([]);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  });

  it('would be noticed: the same markup outside the frame does run', async () => {
    await page.evaluate(() => {
      const bare = document.createElement('div');
      bare.innerHTML = '<img src="data:," onerror="window.pwned = 1">';
      document.body.append(bare);
    });
    await page.waitForFunction(() => window.pwned === 1);
    await page.evaluate(() => delete window.pwned);
  });
});

describe('the frame', () => {
  it('has a sandbox without scripts, forms or the page’s navigation', async () => {
    await show({ html: '<p>x</p>' });
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe(
      'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    );
  });

  it('shows the pictures of this mail, and of no other', async () => {
    const part = { filename: 'a.gif', contentType: 'image/gif', size: 42, inline: true };
    const attachments = [
      { ...part, id: 'own', contentId: '<logo 1@x>' },
      { ...part, id: 'unused', contentId: '<other@x>' },
    ];
    await show({ html: '<img id="a" src="cid:logo%201@x"><img id="b" src="cid:foreign@x">', attachments });
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('#a').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    expect(await frame.locator('#b').getAttribute('src')).toBeNull();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toContain('filterByTk=own');
  });

  it('is as high as its mail, also after the mail has grown, and never scrolls within the page', async () => {
    await show({ html: '<div id="box" style="height:900px">tall</div>' });
    const height = () => page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height);
    expect(await height()).toBeGreaterThanOrEqual(900);
    await page
      .frameLocator('iframe')
      .locator('#box')
      .evaluate((box) => (box.style.height = '1500px'));
    await expect.poll(height).toBeGreaterThanOrEqual(1500);
    await page
      .frameLocator('iframe')
      .locator('#box')
      .evaluate((box) => (box.style.height = '100px'));
    await expect.poll(height).toBeLessThan(200);
  });

  it('does not grow for ever with a mail that is as high as its frame', async () => {
    await show({ html: '<div style="height:100vh">x</div><p>y</p>' });
    await page.waitForTimeout(500);
    expect(
      await page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height),
    ).toBeLessThan(6000);
  });

  it('follows a dark theme, but shows a mail with colours of its own on white paper', async () => {
    const background = () =>
      page
        .frameLocator('iframe')
        .locator('html')
        .evaluate((root) => getComputedStyle(root).backgroundColor);
    await show({ html: '<p>plain</p>', dark: true });
    expect(await background()).toBe('rgb(20, 20, 20)');
    await show({ html: '<p style="color:#333">own</p>', dark: true });
    expect(await background()).toBe('rgb(255, 255, 255)');
  });

  it('tells where links lead, and opens mail links in the composer', async () => {
    await show({
      html: '<a id="l" href="https://evil.example/">www.bank.example</a><a id="m" href="mailto:ada@x.org?subject=Hi">write</a>',
    });
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('#l').getAttribute('title')).toBe('⚠ Leads to https://evil.example/');
    await frame.locator('#m').click();
    expect(await page.evaluate(() => window.composers())).toEqual([
      { to: [{ name: '', address: 'ada@x.org' }], cc: [], bcc: [], subject: 'Hi', text: '' },
    ]);
  });

  it('passes keys on to the page', async () => {
    await show({ html: '<p id="p" tabindex="0">x</p>' });
    await page.evaluate(() => {
      document.addEventListener(
        'keydown',
        (event) => (document.title = `${event.ctrlKey ? 'ctrl+' : ''}${event.key}`),
      );
    });
    await page.frameLocator('iframe').locator('#p').press('Control+j');
    expect(await page.title()).toBe('ctrl+j');
  });
});

it('shows a text mail as text', async () => {
  const text = '<img src=x onerror="parent.pwned=1"> https://x.org/\n<script>parent.pwned=2</script>';
  await page.evaluate((shown) => window.show({ html: '', text: shown }), text);
  const shown = page.getByTestId('mail-text');
  await shown.waitFor();
  expect(await shown.textContent()).toBe(text);
  expect(await shown.locator('a').getAttribute('rel')).toContain('noopener noreferrer');
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
});
