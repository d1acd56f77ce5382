/**
 * How long a key keeps the browser busy in a text of 200 kB: the page's processor time from a key press until
 * nothing is left to do, with styles, layout, painting and saving, in milliseconds. The baseline is a bare
 * `contenteditable` with the same text in the same browser.
 */
import type { CDPSession, Page } from 'playwright-core';
import { ada, ComposerStage } from '../../__tests__/client-v2/browser/composer-stage';
import { median, percentile, rounded } from './lib/figures.mts';

const OCTETS = 200_000;
const KEYS = 200;
/** Milliseconds between keys: fast typing. */
const PAUSE = 80;
/** One paragraph in four has formatting. */
const PROSE =
  'The quick brown fox jumps over the lazy dog, and then it rests in the shade of a tree for a while. ';
const PARAGRAPH = `<p>${PROSE.repeat(4)}</p>`;
const FORMATTED = `<p>${PROSE}<strong>${PROSE}</strong><span style="color: #cf1322">${PROSE}</span>${PROSE}</p>`;
const ROUND = PARAGRAPH.repeat(3) + FORMATTED;
const HTML = ROUND.repeat(Math.ceil(OCTETS / ROUND.length));

/** Puts the cursor at the end of a paragraph in the middle of the text. */
const toMiddle = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).evaluate((text) => {
    (text as HTMLElement).focus();
    const middle = text.children[Math.floor(text.children.length / 2)];
    middle.scrollIntoView();
    getSelection()?.selectAllChildren(middle);
    getSelection()?.collapseToEnd();
  });

/** Seconds for which the page's main thread has been busy. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Types in the middle of the text. Returns the milliseconds of work that each key caused. */
async function type(page: Page, selector: string): Promise<number[]> {
  await toMiddle(page, selector);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const took: number[] = [];
  for (let key = -20; key < KEYS; key++) {
    const before = await busy(session);
    await page.keyboard.press('abcdefghij'[(key + 20) % 10]);
    await page.waitForTimeout(PAUSE);
    if (key >= 0) took.push(((await busy(session)) - before) * 1000);
  }
  await session.detach();
  return took;
}

const summary = (values: number[]) => ({
  median: rounded(median(values), 1),
  p95: rounded(percentile(values, 0.95), 1),
  worst: rounded(Math.max(...values), 1),
});

const stage = new ComposerStage();
await stage.start();
await stage.reset();
const { page } = stage;
const bare = `<!doctype html><div id="text" contenteditable style="height: 400px; overflow: auto">${HTML}</div>`;
const bench = await page.context().newPage();
await bench.setContent(bare);
const baseline = await type(bench, '#text');
await bench.close();

await stage.compose({ to: [ada], subject: 'x', html: HTML });
const editor = await type(page, '.ProseMirror');
const [own, least] = [summary(editor), summary(baseline)];
await stage.stop();
console.log(
  JSON.stringify({
    ...{ bench: 'typing', octets: HTML.length, keys: KEYS, milliseconds: own, baseline: least },
    ratio: rounded(own.p95 / least.p95, 2),
  }),
);
process.exit();
