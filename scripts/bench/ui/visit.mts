import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import type { UiWorld } from './world.mts';

/** The plugin's scripts that a page has loaded, by URL, with their size under gzip. */
export type Scripts = Map<string, number>;

/** A page of the app, opened by somebody who is signed in. */
export interface Visit {
  page: Page;
  scripts: Scripts;
}

/** A browser's profile: what it has loaded before is in its cache. */
export async function newProfile({ browser, caller }: UiWorld): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript((token) => {
    localStorage.setItem('NOCOBASE_TOKEN', token);
    localStorage.setItem('NOCOBASE_AUTH', 'basic');
  }, caller.token ?? '');
  return context;
}

/** Opens a page without mail and waits for the mail icon and for everything else the page loads. */
export async function visit(
  world: UiWorld,
  context: BrowserContext,
  client: 'admin' | 'v/admin',
): Promise<Visit> {
  const page = await context.newPage();
  const scripts: Scripts = new Map();
  const [, name = ''] = (world.host.plugin ?? '').split('/');
  page.on('response', (response) => {
    if (!response.url().includes(`/${name}/`) || !new URL(response.url()).pathname.endsWith('.js')) return;
    void response.body().then(
      (body) => scripts.set(response.url(), gzipSync(body).length),
      () => undefined,
    );
  });
  await page.goto(`${world.host.url}${client}`);
  await page.getByTestId('mail-button').waitFor();
  await quiet(page);
  return { page, scripts };
}

export const kilobytes = (scripts: Scripts, before: Scripts = new Map()): number =>
  [...scripts].filter(([url]) => !before.has(url)).reduce((sum, [, size]) => sum + size, 0) / 1000;

/** Milliseconds from the click on the envelope to the frame in which the list has rows. */
export async function openList(page: Page): Promise<number> {
  await page.evaluate(() => {
    const held = window as unknown as { clicked: number; took?: number };
    held.took = undefined;
    document.addEventListener('click', () => (held.clicked = performance.now()), {
      capture: true,
      once: true,
    });
    const look = () => {
      if (!document.querySelector('[data-testid=mail-row]')) return void requestAnimationFrame(look);
      requestAnimationFrame(() => (held.took = performance.now() - held.clicked));
    };
    requestAnimationFrame(look);
  });
  await page.getByTestId('mail-button').click();
  return took(page);
}

/**
 * Milliseconds from the click on a row to the frame in which the end of its text is there. The row is a number of rows
 * after the open one, or else any row that is in view.
 */
export async function openMessage(page: Page, after: number | null): Promise<number> {
  const id = await page.evaluate((offset) => {
    const list = document.querySelector('[data-testid=mail-list]')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll('[data-testid=mail-row]')]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top);
    const active = rows.findIndex(({ row }) => row.classList.contains('active'));
    const inView = rows.findIndex(({ box }) => box.top > (list?.top ?? 0) + 200);
    return rows[offset === null ? inView : active + offset]?.row.id;
  }, after);
  await page.evaluate(() => {
    const held = window as unknown as { clicked: number; took?: number };
    held.took = undefined;
    let wanted: string | undefined;
    document.addEventListener(
      'click',
      (event) => {
        held.clicked = performance.now();
        const key = (event.target as Element).closest('[data-testid=mail-row]')?.id;
        wanted = key && `end-of-${key.replace('mail-row-', '')}`;
      },
      { capture: true, once: true },
    );
    const texts = () => [
      ...[...document.querySelectorAll('[data-testid=mail-text]')].map((text) => text.textContent ?? ''),
      ...[...document.querySelectorAll<HTMLIFrameElement>('[data-testid=mail-frame]')].map(
        (frame) => frame.contentDocument?.body?.textContent ?? '',
      ),
    ];
    const look = () => {
      const { length } = wanted ? texts().filter((text) => text.includes(wanted ?? '')) : [];
      if (length === 0) return void requestAnimationFrame(look);
      requestAnimationFrame(() => (held.took = performance.now() - held.clicked));
    };
    requestAnimationFrame(look);
  });
  await page.locator(`[id="${id}"]`).click();
  return took(page);
}

/** Milliseconds from pressing `c` until a composer is on screen and what is typed next goes into it. */
export async function openComposer(page: Page): Promise<number> {
  await page.evaluate(() => {
    const held = window as unknown as { clicked: number; took?: number };
    held.took = undefined;
    document.addEventListener('keydown', () => (held.clicked = performance.now()), {
      capture: true,
      once: true,
    });
    const look = () => {
      const composer = document.querySelector('[data-testid=mail-composer]');
      const isReady = composer?.querySelector('.ProseMirror') && composer.contains(document.activeElement);
      if (!isReady) return void requestAnimationFrame(look);
      requestAnimationFrame(() => (held.took = performance.now() - held.clicked));
    };
    requestAnimationFrame(look);
  });
  await page.keyboard.press('c');
  return took(page);
}

const took = async (page: Page): Promise<number> => {
  const value = await page.waitForFunction(() => (window as unknown as { took?: number }).took);
  return (await value.jsonValue()) ?? Number.NaN;
};

export interface Scrolled {
  /** How many rows went by. */
  rows: number;
  /** Milliseconds between frames. */
  frames: number[];
  elements: number;
}

/** Scrolls until a number of rows have gone by, as fast as somebody who is looking for something. */
export const scroll = (page: Page, rows: number): Promise<Scrolled> =>
  page.evaluate(async (wanted) => {
    const list = document.querySelector('[data-testid=mail-list]');
    if (!list) throw new Error('no list');
    const rowHeight = document.querySelector('[data-testid=mail-row]')?.getBoundingClientRect().height ?? 70;
    const frames: number[] = [];
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    let last = await next();
    while (list.scrollTop < wanted * rowHeight) {
      list.scrollTop += 400;
      const now = await next();
      frames.push(now - last);
      last = now;
    }
    return {
      rows: Math.round(list.scrollTop / rowHeight),
      frames,
      elements: document.querySelectorAll('*').length,
    };
  }, rows);

/** Resolves with the time at which a row with this text appears, counted from the epoch. */
export const rowShown = async (page: Page, text: string): Promise<number> => {
  const shown = await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll('[data-testid=mail-row]')];
    return (
      rows.some((row) => row.textContent?.includes(wanted)) && performance.timeOrigin + performance.now()
    );
  }, text);
  return Number(await shown.jsonValue());
};

/** Moves on in the list, so that the next click is on a message that hasn't been opened before. */
export const scrollOn = (page: Page): Promise<void> =>
  page.getByTestId('mail-list').evaluate((list) => list.scrollBy(0, 900));

/** Milliseconds without a request after which a page is considered loaded. */
const QUIET = 700;

/** Waits until the page has sent no requests for a while, so that nothing disturbs the next measurement. */
export async function quiet(page: Page): Promise<void> {
  const running = new Set<unknown>();
  let last = Date.now();
  const begin = (request: unknown) => (running.add(request), (last = Date.now()));
  const end = (request: unknown) => (running.delete(request), (last = Date.now()));
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  while (running.size > 0 || Date.now() - last < QUIET) await page.waitForTimeout(50);
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}
