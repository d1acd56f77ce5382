import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteOriginal } from '../../../../../src/server/mime/quote';
import { sanitizeMailHtml } from '../../../../../src/server/mime/sanitize';
import { openMailFramePage } from '../../../browser/mail-frame-stage';
import { ANSWERS, UNFOLDED } from './pages';

let stage: Awaited<ReturnType<typeof openMailFramePage>>;
let page: Page;

beforeAll(async () => {
  stage = await openMailFramePage();
  page = stage.page;
});
afterAll(() => stage?.close());

const frame = () => page.frameLocator('iframe');
const button = () => frame().locator('button');

async function show(source: string): Promise<void> {
  const { html, css } = sanitizeMailHtml(source, 'beside');
  await page.evaluate(() => window.show({ html: '', text: 'none' }));
  await page.getByTestId('mail-text').waitFor();
  await page.evaluate((mail) => window.show(mail), { html, css });
  await page.locator('iframe[aria-busy="false"]').waitFor();
}

/** The text that is seen, without the button's dots. */
const seen = async () => {
  const text = await frame()
    .locator('body')
    .evaluate((body: HTMLElement) => body.innerText);
  return text
    .replace('•••', '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
};
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('what is quoted at the end is folded', () => {
  it.each(Object.entries(ANSWERS))('as %s writes it', async (_name, { html, stays }) => {
    await show(html);
    expect(words(await seen())).toBe(words(stays));
    expect(await button().count()).toBe(1);
    await button().click();
    expect(await seen()).toMatch(/meet|Treffen/);
    await button().click();
    expect(words(await seen())).toBe(words(stays));
  });

  it('and shown by a click as soon as its button is there', async () => {
    const [{ html }] = Object.values(ANSWERS);
    await page.evaluate(() => {
      new MutationObserver((_changes, observer) => {
        const added = document.querySelector('iframe');
        if (!added) return;
        observer.disconnect();
        // Comes after React's own listener, in the same event.
        added.addEventListener('load', () => added.contentDocument?.querySelector('button')?.click());
      }).observe(document.body, { childList: true, subtree: true });
    });
    await show(html);
    await expect.poll(() => button().getAttribute('aria-expanded')).toBe('true');
    expect(await seen()).toMatch(/meet|Treffen/);
  });

  const anna = { name: 'Anna', address: 'anna@example.com' };
  const original = {
    from: [anna],
    to: [],
    cc: [],
    subject: 'Meeting',
    sentAt: new Date(0),
    text: 'Shall we meet?',
  };
  it.each(['reply', 'forward'] as const)('as we write it: %s', async (kind) => {
    await show(
      `<p>Yes, at ten.</p>${quoteOriginal(kind, { ...original, html: '<p>Shall we meet?</p>' }).html}`,
    );
    expect(await seen()).toBe('Yes, at ten.');
    await button().click();
    expect(await seen()).toContain('Shall we meet?');
  });
});

describe('all is seen, without a button, of', () => {
  it.each(Object.entries(UNFOLDED))('%s', async (_name, html) => {
    await show(html);
    expect(await button().count()).toBe(0);
    expect(await frame().locator('[data-mail-folded]').count()).toBe(0);
  });
});

describe('the button', () => {
  const LINE = 'On 5 Jan 2026 at 10:32, Anna wrote:';
  const QUOTE = `<div>${LINE}</div><blockquote type="cite">Shall we meet?</blockquote>`;

  it('tells what it does, by mouse and by key, and keeps its keys from the page', async () => {
    await show(`<p>Yes.</p>${QUOTE}`);
    const state = () =>
      button().evaluate((each) =>
        ['title', 'aria-label', 'aria-expanded'].map((name) => each.getAttribute(name)),
      );
    expect(await state()).toEqual(['Show quoted text', 'Show quoted text', 'false']);
    await page.evaluate(() => {
      document.title = '';
      document.addEventListener('keydown', ({ key }) => (document.title += key));
    });
    await button().press('Enter');
    expect(await state()).toEqual(['Hide quoted text', 'Hide quoted text', 'true']);
    await button().press('j');
    expect(await page.title()).toBe('j');
  });

  it('makes the frame as high as what is seen', async () => {
    await show(`<p>Yes.</p>${LINE}<blockquote type="cite"><div style="height:900px">x</div></blockquote>`);
    const height = () => page.locator('iframe').evaluate((each) => each.getBoundingClientRect().height);
    await expect.poll(height).toBeLessThan(200);
    await button().click();
    await expect.poll(height).toBeGreaterThan(900);
    await button().click();
    await expect.poll(height).toBeLessThan(200);
  });

  it('is there with a message that comes step by step', async () => {
    await show(
      `${'<p>some words that are written</p>'.repeat(5000)}${LINE}<blockquote type="cite">${'<p>quoted</p>'.repeat(5000)}</blockquote>`,
    );
    expect(await button().count()).toBe(1);
    expect(await seen()).not.toContain('quoted');
    expect(await button().getAttribute('aria-expanded')).toBe('false');
  });

  it('is hidden on paper, and nothing else is', async () => {
    await show(`<p>Yes.</p>${QUOTE}`);
    await page.emulateMedia({ media: 'print' });
    expect(await seen()).toContain('Shall we meet?');
    expect(await button().isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  });

  it('is no other than ours', async () => {
    await show(
      `<p>Yes.</p><button class="mail-quote-button">x</button><p data-mail-folded data-mail-quote="quote">Seen</p>`,
    );
    expect(await button().count()).toBe(0);
    expect(await seen()).toContain('Seen');
  });
});

it('folds a plain text behind the same button', async () => {
  await page.evaluate(() =>
    window.show({ html: '', text: 'Yes, at ten.\n\nOn 5 Jan 2026, Anna wrote:\n> Shall we meet?\n' }),
  );
  const text = page.getByTestId('mail-text');
  const show = text.getByRole('button', { name: 'Show quoted text' });
  await show.waitFor();
  expect(await text.textContent()).not.toContain('Shall we meet?');
  expect(await show.getAttribute('aria-expanded')).toBe('false');
  await show.click();
  expect(await text.textContent()).toContain('Shall we meet?');
  const hide = text.getByRole('button', { name: 'Hide quoted text' });
  expect(await hide.getAttribute('title')).toBe('Hide quoted text');
  await hide.click();
  expect(await text.textContent()).not.toContain('Shall we meet?');
});
