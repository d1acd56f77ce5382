import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../../src/server/mime/sanitize';
import { openMailFramePage } from '../../browser/mail-frame-stage';
import { OUTLOOK } from '../../browser/outlook';

let stage: Awaited<ReturnType<typeof openMailFramePage>>;
let page: Page;

beforeAll(async () => {
  stage = await openMailFramePage();
  page = stage.page;
});
afterAll(() => stage?.close());

let shown = 0;

/** Each mail with a mark of its own: the one before it may still be there. */
async function show(mail: Parameters<Window['show']>[0]): Promise<void> {
  shown += 1;
  const mark = `shown-${shown}`;
  await page.evaluate((one) => window.show(one), { ...mail, html: `<i id="${mark}"></i>${mail.html}` });
  await page.frameLocator('iframe').locator(`#${mark}`).waitFor({ state: 'attached' });
}

describe('a mail from Outlook', () => {
  interface Look {
    baselines: number[];
    fontSize: number;
    text: string;
    cells: string[];
  }
  const look = () =>
    page
      .frameLocator('iframe')
      .locator('body')
      .evaluate((body: HTMLElement): Look => {
        const lines = ['Dear Anna,', 'line one', 'line two', 'line three'].map((line) =>
          [...body.querySelectorAll('p')].find((each) => each.textContent === line),
        );
        return {
          baselines: lines.map((line) => line?.getBoundingClientRect().bottom ?? NaN),
          fontSize: parseFloat(getComputedStyle(lines[1] ?? body).fontSize),
          text: body.innerText,
          cells: [...body.querySelectorAll('td')].map((cell) => {
            const { borderTopWidth, borderLeftWidth, borderTopStyle } = getComputedStyle(cell);
            return `${borderTopWidth} ${borderLeftWidth} ${borderTopStyle}`;
          }),
        };
      });

  it.each(['in the reader', 'quoted in an answer'])('looks as in Outlook %s', async (where) => {
    const { html, css } = sanitizeMailHtml(OUTLOOK, where === 'in the reader' ? 'beside' : 'inline');
    await show({ html, css });
    const { baselines, fontSize, text, cells } = await look();
    const [dear = 0, one = 0, two = 0, three = 0] = baselines;
    expect(two - one).toBeGreaterThan(fontSize);
    expect(two - one).toBeLessThanOrEqual(1.5 * fontSize);
    expect(three - two).toBeCloseTo(two - one, 1);
    // One empty line.
    expect(one - dear).toBeCloseTo(2 * (two - one), 0);
    expect(text).not.toContain('NOT TO BE SEEN');
    expect(cells).toEqual(Array(4).fill('1px 1px solid'));
  });

  it('stays inside its frame', async () => {
    const css = sanitizeMailHtml(
      '<style>html,body,*{display:none!important;position:fixed}:root{background:red}</style><p>x</p>',
      'beside',
    ).css;
    await show({ html: '<p id="p">x</p>', css });
    const seen = await page
      .frameLocator('iframe')
      .locator('html')
      .evaluate((root) => [
        getComputedStyle(root).display,
        getComputedStyle(root.ownerDocument.body).display,
      ]);
    expect(seen).toEqual(['block', 'flow-root']);
    expect(await page.locator('#root').isVisible()).toBe(true);
  });

  it('needs no paper in a dark page for the colour of its links', async () => {
    const { html, css } = sanitizeMailHtml(OUTLOOK, 'beside');
    await show({ html: `${html}<a href="https://example.com/">link</a>`, css, dark: true });
    const colours = await page
      .frameLocator('iframe')
      .locator('html')
      .evaluate((root) => {
        const link = root.querySelector('a');
        return [getComputedStyle(root).backgroundColor, link ? getComputedStyle(link).color : ''];
      });
    expect(colours[0]).toBe('rgb(20, 20, 20)');
    expect(colours[1]).not.toBe('rgb(5, 99, 193)');
  });
});

describe('what is too long for a browser', () => {
  it('gets places to break at, in HTML', async () => {
    const word = '&#xFFFD;'.repeat(20_000);
    await show({ html: `<p id="p">${word}</p><p>${'word '.repeat(1000)}</p>` });
    const paragraph = page.frameLocator('iframe').locator('#p');
    expect(await paragraph.textContent()).toBe('\uFFFD'.repeat(20_000));
    expect(await page.frameLocator('iframe').locator('wbr').count()).toBe(199);
  });

  it('is shown in pieces, as text, and whole once asked for', async () => {
    const text = `${'a'.repeat(250_000)}\nend`;
    await page.evaluate((shown) => window.show({ html: '', text: shown }), text);
    const shown = page.getByTestId('mail-text');
    await expect.poll(() => shown.locator('wbr').count()).toBe(983);
    expect((await shown.textContent())?.length).toBeLessThan(101_000);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => shown.textContent()).toBe(text);
    expect(await page.getByRole('button', { name: 'Show all' }).count()).toBe(0);
  });
});

it('opens the composer for a mail address in a text mail', async () => {
  await page.evaluate(() => window.show({ html: '', text: 'write to ada@x.org, or see https://x.org/' }));
  const before = await page.evaluate(() => window.composers().length);
  await page.getByTestId('mail-text').locator('a', { hasText: 'ada@x.org' }).click();
  const composers = await page.evaluate(() => window.composers());
  expect(composers.slice(before)).toEqual([
    { to: [{ name: '', address: 'ada@x.org' }], cc: [], bcc: [], subject: '', text: '' },
  ]);
  expect(page.context().pages()).toEqual([page]);
});

it('draws a bar for each level of a quotation', async () => {
  await page.evaluate(() => window.show({ html: '', text: '> one\n>> two' }));
  const two = page.getByTestId('mail-text').locator('.quote .quote');
  await two.waitFor();
  expect(await two.textContent()).toBe('two');
});

it('does not draw as a link what leads nowhere', async () => {
  const { html } = sanitizeMailHtml('<a id="x" href="javascript:x" style="color:blue">gone</a>');
  await show({
    html: `<div style="color:#010203">${html}</div><a>anchor</a><a href="/page.js">relative</a>`,
  });
  const looks = await page
    .frameLocator('iframe')
    .locator('body')
    .evaluate((body) =>
      [...body.querySelectorAll('a')].map((link) => {
        const { color, textDecorationLine } = getComputedStyle(link);
        return [color === getComputedStyle(link.parentElement ?? link).color, textDecorationLine];
      }),
    );
  expect(looks).toEqual([
    [true, 'none'],
    [true, 'none'],
    [true, 'none'],
  ]);
});

it('draws the links of a text mail as those of HTML in a dark page: light enough to be read', async () => {
  await page.evaluate(() => window.show({ html: '', text: 'see https://x.org/', dark: true }));
  const colour = (link: Element) => getComputedStyle(link).color;
  const inText = await page.getByTestId('mail-text').locator('a').evaluate(colour);
  await show({ html: '<a id="l" href="https://x.org/">link</a>', dark: true });
  expect(inText).toBe(await page.frameLocator('iframe').locator('#l').evaluate(colour));
});
