import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailFramePage } from '../../browser/mail-frame-stage';

let stage: Awaited<ReturnType<typeof openMailFramePage>>;
let page: Page;

beforeAll(async () => {
  stage = await openMailFramePage();
  page = stage.page;
});
afterAll(() => stage?.close());

/** Most that was added between two frames of the page's animation: of elements that match, and of characters. */
async function growth(
  mail: Parameters<Window['show']>[0],
  matching: string,
  whole: () => Promise<boolean>,
): Promise<{ elements: number; characters: number }> {
  await page.evaluate(
    ([shown, selector]) => {
      const most = ((window as unknown as Grown).grown = { elements: 0, characters: 0 });
      window.show(shown);
      let last = { root: null as Element | null, elements: 0, characters: 0 };
      const look = () => {
        if ((window as unknown as Grown).grown !== most) return;
        const root =
          document.querySelector('iframe')?.contentDocument?.body ?? document.getElementById('root');
        const elements = root?.querySelectorAll(selector).length ?? 0;
        const characters = root?.textContent?.length ?? 0;
        if (root === last.root) {
          most.elements = Math.max(most.elements, elements - last.elements);
          most.characters = Math.max(most.characters, characters - last.characters);
        }
        last = { root, elements, characters };
        requestAnimationFrame(look);
      };
      look();
    },
    [mail, matching] as const,
  );
  await expect.poll(whole, { timeout: 20_000 }).toBe(true);
  return page.evaluate(() => (window as unknown as Grown).grown);
}
interface Grown {
  grown: { elements: number; characters: number };
}

describe('the page answers meanwhile, since so much at most is added at a time', () => {
  const text = () => page.getByTestId('mail-text');
  const frame = () => page.frameLocator('iframe');

  it('of a text', async () => {
    const links = 'https://x.org/ '.repeat(5000);
    const most = await growth(
      { html: '', text: links },
      'a',
      async () => (await text().locator('a').count()) === 5000,
    );
    expect(most.elements).toBeLessThanOrEqual(400);
    expect(most.characters).toBeLessThanOrEqual(6000);
    expect(await text().textContent()).toBe(links);
  });

  it('of a text of many quotes', async () => {
    const most = await growth(
      { html: '', text: '> a\n>> b\n>>> c\nd\n'.repeat(1000) },
      '.quote',
      async () => (await text().locator('.quote').count()) === 6000,
    );
    expect(most.elements).toBeLessThanOrEqual(500);
  });

  it.each([
    ['one word', `<p>${'a'.repeat(100_000)}</p>`],
    ['one paragraph', `<p><b>bold</b> ${'words of a paragraph '.repeat(10_000)}</p>`],
    ['many line breaks', `<p>${'a<br>'.repeat(20_000)}</p>`],
    ['many links', '<a href="https://x.org/">x</a> '.repeat(10_000)],
    ['many cells', `<table><tbody>${`<tr>${'<td>x</td>'.repeat(10)}</tr>`.repeat(1000)}</tbody></table>`],
    [
      'tables in tables',
      `${'<table><tbody><tr><td>'.repeat(10)}x${'</td></tr></tbody></table>'.repeat(10)}`.repeat(300),
    ],
  ])('of HTML: %s', async (_name, html) => {
    const length = html.replaceAll(/<[^>]*>/g, '').length;
    const most = await growth(
      { html },
      '*',
      async () =>
        (await page.locator('iframe[aria-busy=false]').count()) === 1 &&
        (await frame().locator('body').textContent())?.length === length,
    );
    expect(most.elements).toBeLessThanOrEqual(2050);
    expect(most.characters).toBeLessThanOrEqual(50_000);
    // The text that the browser has to divide into lines in one go.
    const longest = await frame()
      .locator('body')
      .evaluate((body) => {
        const lengths = [...body.querySelectorAll('p, mail-part'), body].map((block) =>
          [...block.childNodes].reduce(
            (sum, node) =>
              sum + (/^(?:#text|A|B|BR|WBR)$/.test(node.nodeName) ? (node.textContent?.length ?? 0) : 0),
            0,
          ),
        );
        return Math.max(...lengths);
      });
    expect(longest).toBeLessThanOrEqual(13_000);
  });

  it('of the list of attachments', async () => {
    const attachments = Array.from({ length: 200 }, (_, n) => ({
      ...{ id: String(n), filename: `File ${n}.pdf`, contentType: 'application/pdf', size: 1000 },
      ...{ inline: false, contentId: null },
    }));
    const cards = page.getByRole('listitem');
    const shown = { html: '', text: 'x', attachments, listed: true };
    const most = await growth(shown, '[role=listitem]', async () => (await cards.count()) === 6);
    expect(most.elements).toBeLessThanOrEqual(12);
    await page.getByRole('button', { name: '+194 more' }).click();
    await expect.poll(() => cards.count()).toBe(200);
    expect(await page.getByRole('button', { name: /more/ }).count()).toBe(0);
    const grown = await page.evaluate(() => (window as unknown as Grown).grown);
    expect(grown.elements).toBeLessThanOrEqual(12);
  });

  it('lays out only what is looked at, and finds and copies all of it', async () => {
    const long = `${'words '.repeat(4000)}needle${' words'.repeat(4000)}`;
    await page.evaluate((shown) => window.show({ html: '', text: shown }), long);
    await expect.poll(() => text().textContent()).toBe(long);
    const slice = text().locator('.slice').last();
    expect(await slice.evaluate((element) => getComputedStyle(element).contentVisibility)).toBe('auto');
    const copied = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector('[data-testid=mail-text]') as Element);
      const selected = getSelection()?.toString() ?? '';
      getSelection()?.removeAllRanges();
      return selected;
    });
    expect(copied.replaceAll(/\s+/g, ' ').trim()).toBe(long.trim());
    const found = await page.evaluate(() =>
      (window as unknown as { find(text: string): boolean }).find('needle'),
    );
    expect(found).toBe(true);
  });
});
