/**
 * How long a browser's tab is unresponsive while it shows a message made to block it: the longest task of the
 * page's main thread, which the message's frame shares, in milliseconds. `open` lasts until the message is
 * settled, `all` is the same after "Show all", and `scroll` is while scrolling from top to bottom.
 */
import type { Page } from 'playwright-core';
import { MailCenterStage } from '../../__tests__/client-v2/browser/mail-center-stage';
import { sanitizeMailHtml } from '../../src/server/mime/sanitize';

const MB = 1_000_000;
const SIZES = { width: 1440, height: 900 };

const fill = (text: string, length = MB) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const PROSE =
  'The quick brown fox jumps over the lazy dog, and then it rests in the shade of a tree for a while. ';
const CJK = '我们能吞下玻璃而不伤身体但是这一行没有任何空格或者标点符号';
const rows = Array.from(
  { length: 200 },
  (_, row) =>
    `<tr>${Array.from({ length: 100 }, (_each, cell) => `<td style="padding:2px">${row} ${cell}</td>`).join('')}</tr>`,
);
const nested = (depth: number, inner: string): string =>
  `${'<table><tr><td>'.repeat(depth)}${inner}${'</td></tr></table>'.repeat(depth)}`;
const file = (index: number) => ({
  ...{ id: String(index), filename: `File ${index}.pdf`, contentType: 'application/pdf' },
  ...{ size: 1000, inline: false, contentId: null },
});

interface Mail {
  text?: string;
  html?: string;
  attachments?: unknown[];
}
const MAILS: Record<string, () => Mail> = {
  'short text': () => ({ text: PROSE }),
  'one word': () => ({ text: fill('a') }),
  'U+FFFD': () => ({ text: fill('\uFFFD') }),
  'line ends': () => ({ text: `start${fill('\n')}end` }),
  'prose in one line': () => ({ text: fill(PROSE) }),
  'prose in lines': () => ({ text: fill(`${PROSE}\n`) }),
  CJK: () => ({ text: fill(CJK) }),
  quotes: () => ({ text: fill('> a\n>> b\n>>> c\nd\n') }),
  'deep quotes': () => ({ text: fill('>>>>>>>>>> a\n>\n') }),
  '50,000 links': () => ({ text: Array.from({ length: 50_000 }, (_, n) => `https://x.org/${n}`).join('\n') }),
  '50,000 links in one line': () => ({
    text: Array.from({ length: 50_000 }, (_, n) => `https://x.org/${n}`).join(' '),
  }),
  'HTML: 50,000 entities': () => ({ html: `<p>${fill('&eacute;', 50_000 * 8)}</p>` }),
  'HTML: 50,000 &amp;': () => ({ html: `<p>${fill('&amp;', 50_000 * 5)}</p>` }),
  'HTML: one word': () => ({ html: `<p>${fill('a')}</p>` }),
  'HTML: U+FFFD': () => ({ html: `<p>${fill('\uFFFD')}</p>` }),
  'HTML: prose': () => ({ html: `<p>${fill(PROSE)}</p>` }),
  'HTML: prose in paragraphs': () => ({ html: fill(`<p>${PROSE}</p>`) }),
  'HTML: CJK': () => ({ html: `<p>${fill(CJK)}</p>` }),
  'HTML: pre': () => ({ html: `<pre>${fill(`${PROSE}\n`)}</pre>` }),
  'HTML: 100,000 br': () => ({ html: `<p>${fill('a<br>', 500_000)}</p>` }),
  'HTML: 20,000 cells': () => ({ html: `<table>${rows.join('')}</table>` }),
  'HTML: nested tables': () => ({
    html: Array.from({ length: 500 }, (_, n) => nested(20, `text ${n}`)).join(''),
  }),
  'HTML: deep tables': () => ({ html: nested(400, 'text') }),
  'HTML: 50,000 links': () => ({
    html: Array.from({ length: 50_000 }, (_, n) => `<a href="https://x.org/${n}">x${n}</a> `).join(''),
  }),
  'HTML: 10,000 divs': () => ({ html: fill('<div>text</div>', 150_000) }),
  '5,000 files': () => ({ text: PROSE, attachments: Array.from({ length: 5000 }, (_, n) => file(n)) }),
  '5,000 texts': () => ({
    html: Array.from({ length: 5000 }, (_, n) => `<div>part ${n}</div>`).join('<br/>\n'),
  }),
};

interface Watched {
  longest: number;
  lastLong: number;
}

/**
 * Runs in the page. Records the longest unresponsive time from now on, as reported by the browser and by a
 * heartbeat.
 */
function watch(): void {
  const held = window as unknown as Watched;
  held.longest = 0;
  held.lastLong = performance.now();
  const note = (duration: number) => {
    held.longest = Math.max(held.longest, duration);
    if (duration > 40) held.lastLong = performance.now();
  };
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => note(duration))).observe({
    type: 'longtask',
  });
  const beat = (last: number) => {
    const now = performance.now();
    note(now - last - 5);
    setTimeout(() => beat(now), 5);
  };
  beat(performance.now());
}

/** Waits until there has been no long task for a while, and returns the longest one. */
async function longest(page: Page, quiet = 600): Promise<number> {
  await page.waitForTimeout(150);
  await page.waitForFunction(
    (ms) => performance.now() - (window as unknown as Watched).lastLong > ms,
    quiet,
    { timeout: 120_000, polling: 50 },
  );
  return page.evaluate(() => {
    const held = window as unknown as Watched;
    const found = held.longest;
    held.longest = 0;
    return Math.round(found);
  });
}

/** Measures a fixed amount of work here and now, because everything takes longer on an overloaded machine. */
const calibrate = (page: Page) =>
  page.evaluate(() => {
    const started = performance.now();
    let sum = 0;
    for (let n = 0; n < 50_000_000; n++) sum = (sum + n) % 1_000_003;
    return Math.round(performance.now() - started + sum * 0);
  });

const only = process.argv.slice(2);
const stage = new MailCenterStage();
await stage.start();
const results: Record<string, object> = {};
for (const [name, make] of Object.entries(MAILS)) {
  if (only.length && !only.some((part) => name.includes(part))) continue;
  const { text = '', html = '', attachments = [] } = make();
  const safe = html ? sanitizeMailHtml(html, 'beside') : { html: '', css: '' };
  await stage.open(SIZES);
  stage.answers['mailMessages:body'] = () => ({
    id: '99',
    text,
    ...safe,
    hasRemoteContent: false,
    attachments,
  });
  await stage.page.evaluate(watch);
  const calibration = await calibrate(stage.page);
  await longest(stage.page, 300);
  await stage.row(1).click();
  await stage.page.locator('[data-testid="mail-text"], [data-testid="mail-frame"]').waitFor();
  const result: Record<string, number> = { calibration, open: await longest(stage.page) };
  const button = stage.page.getByRole('button', { name: /^Show all/ });
  if (await button.count()) {
    await button.first().click({ timeout: 60_000 });
    result.all = await longest(stage.page, 800);
  }
  await stage.page.getByTestId('mail-reader').evaluate((reader) => {
    let box: HTMLElement | null = reader as HTMLElement;
    while (box && box.scrollHeight <= box.clientHeight + 5) box = box.parentElement;
    if (!box) return;
    const end = box.scrollHeight;
    let n = 0;
    const step = () => {
      box.scrollTop = (end * ++n) / 20;
      if (n < 20) requestAnimationFrame(step);
    };
    step();
  });
  result.scroll = await longest(stage.page);
  await stage.page.setViewportSize({ ...SIZES, width: 1300 });
  result.resize = await longest(stage.page);
  results[name] = result;
  console.log(name.padEnd(28), JSON.stringify(result));
}
await stage.stop();
console.log(JSON.stringify({ bench: 'tab', results }));
