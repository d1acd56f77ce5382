import { MESSAGE_SORTS } from '../../../src/common/index.ts';
import { median, percentile, rounded } from '../lib/figures.mts';
import { Delivery } from '../lib/lmtp.mts';
import { openRival } from '../lib/rivalImapflow.mts';
import { INBOX } from './seed.mts';
import {
  kilobytes,
  newProfile,
  openComposer,
  openList,
  openMessage,
  quiet,
  rowShown,
  scroll,
  scrollOn,
  visit,
} from './visit.mts';
import { OWNER, type UiWorld } from './world.mts';

const TIMES = 10;
const CLICKS = 15;
const ROWS = 10_000;

const summary = (values: number[]) => ({
  median: rounded(median(values), 0),
  p90: rounded(percentile(values, 0.9), 0),
  worst: rounded(Math.max(...values), 0),
});

/** The large account's Inbox, listed by conversation and by message. */
const inbox = ({ host }: UiWorld) => `${host.url}v/admin/mail?folder=${INBOX}`;

/** What is measured, by name. */
export const FIGURES: Record<string, (world: UiWorld) => Promise<unknown>> = {
  async scripts(world) {
    const measured: Record<string, unknown> = {};
    for (const client of ['v/admin', 'admin'] as const) {
      const context = await newProfile(world);
      // The composer is loaded while the browser is idle, which may be before the list is there.
      await context.addInitScript(() => {
        const waiting: Array<() => void> = [];
        window.requestIdleCallback = (work) => waiting.push(work as () => void);
        Object.assign(window, { idle: () => waiting.splice(0).forEach((work) => work()) });
      });
      const { page, scripts } = await visit(world, context, client);
      const before = new Map(scripts);
      await page.getByTestId('mail-button').click();
      await page.getByTestId('mail-row').first().waitFor();
      await quiet(page);
      const listed = new Map(scripts);
      await page.evaluate(() => (window as unknown as { idle(): void }).idle());
      await quiet(page);
      const kB = {
        withoutMail: rounded(kilobytes(before), 1),
        mailCenter: rounded(kilobytes(listed, before), 1),
        composer: rounded(kilobytes(scripts, listed), 1),
      };
      measured[client] = kB;
      for (const [url, size] of scripts) console.log(`  ${client}: ${size} ${url.replace(/^.*dist\//, '')}`);
      await context.close();
    }
    return measured;
  },
  /** Measured in a page that was just loaded each time, and when coming back within that page. */
  async envelope(world) {
    const context = await newProfile(world);
    const [first, again]: [number[], number[]] = [[], []];
    for (let time = 0; time <= TIMES; time++) {
      const { page } = await visit(world, context, 'v/admin');
      const took = await openList(page);
      // The first one fills the browser's cache.
      if (time > 0) first.push(took);
      await quiet(page);
      await page.goBack();
      await page.getByTestId('mail-row').first().waitFor({ state: 'detached' });
      if (time > 0) again.push(await openList(page));
      await page.close();
    }
    await context.close();
    return { first: summary(first), again: summary(again) };
  },
  async message(world) {
    const measured: Record<string, unknown> = {};
    for (const grouping of ['off', 'on']) {
      const context = await newProfile(world);
      await context.addInitScript(
        (value) => localStorage.setItem('mail-center:conversations', value),
        grouping,
      );
      const page = await context.newPage();
      await page.goto(inbox(world));
      await page.getByTestId('mail-row').nth(8).waitFor();
      const [near, far]: [number[], number[]] = [[], []];
      for (let click = -1; click < CLICKS; click++) {
        // First a message elsewhere in the list, then the next one, as when people read on.
        await scrollOn(page);
        const somewhere = await openMessage(page, null);
        await quiet(page);
        const next = await openMessage(page, 1);
        await quiet(page);
        if (click < 0) continue;
        far.push(somewhere);
        near.push(next);
      }
      measured[grouping === 'on' ? 'conversations' : 'single'] = { near: summary(near), far: summary(far) };
      await context.close();
    }
    return measured;
  },
  /** In a page that was just loaded, before the browser was idle, and once it had been. */
  async composer(world) {
    const context = await newProfile(world);
    const [cold, warm]: [number[], number[]] = [[], []];
    for (let time = 0; time <= TIMES; time++) {
      const page = await context.newPage();
      await page.goto(inbox(world));
      await page.getByTestId('mail-row').first().waitFor();
      const took = await openComposer(page);
      // The first one fills the browser's cache.
      if (time > 0) cold.push(took);
      await page.keyboard.press('Escape');
      await page.getByTestId('mail-composer').waitFor({ state: 'detached' });
      await quiet(page);
      if (time > 0) warm.push(await openComposer(page));
      await page.close();
    }
    await context.close();
    return { cold: summary(cold), warm: summary(warm) };
  },
  async arrival(world) {
    const context = await newProfile(world);
    const page = await context.newPage();
    await page.goto(`${world.host.url}v/admin/mail?folder=all-inboxes`);
    await page.getByTestId('mail-row').nth(8).waitFor();
    const delivery = new Delivery(world.bed);
    const bare = await openRival(world.bed, OWNER);
    await bare.mailboxOpen('INBOX');
    const idle = (async () => {
      while (bare.usable) await bare.idle();
    })().catch(() => undefined);
    const beyond: number[] = [];
    for (let time = 1; time <= TIMES; time++) {
      const seen = new Promise<number>((resolve) => bare.once('exists', () => resolve(Date.now())));
      const shown = rowShown(page, `delivered ${time}`);
      await delivery.deliver(OWNER);
      beyond.push((await shown) - (await seen));
    }
    bare.close();
    await idle;
    delivery.close();
    await context.close();
    return summary(beyond);
  },
  async scrolling(world) {
    const context = await newProfile(world);
    // There are fewer conversations than messages.
    await context.addInitScript(() => localStorage.setItem('mail-center:conversations', 'off'));
    const page = await context.newPage();
    await page.goto(inbox(world));
    await page.getByTestId('mail-row').nth(8).waitFor();
    const { rows, frames, elements } = await scroll(page, ROWS);
    await context.close();
    const slow = frames.filter((frame) => frame > 100).length;
    return {
      rows,
      fps: rounded(1000 / median(frames), 0),
      ...summary(frames),
      slow,
      frames: frames.length,
      elements,
    };
  },
  /** The first page in each sort order, over HTTP. */
  async sorts({ caller }) {
    const measured: Record<string, unknown> = {};
    for (const sort of MESSAGE_SORTS) {
      const took: number[] = [];
      for (let time = -2; time < TIMES; time++) {
        const started = performance.now();
        const { status } = await caller.get('mailMessages:page', {
          query: { folderId: INBOX, limit: 50, sort },
        });
        if (status !== 200) throw new Error(`${sort} was refused: ${status}`);
        if (time >= 0) took.push(performance.now() - started);
      }
      measured[sort] = summary(took);
    }
    return measured;
  },
};
