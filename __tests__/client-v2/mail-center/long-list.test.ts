import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const COUNT = 10_000;
const HOUR = 3_600_000;

/** The n-th of many: a few a day, for some years. */
const long = (n: number) =>
  message(n, {
    id: String(1_000_000 - n),
    receivedAt: new Date(Date.UTC(2026, 0, 1) - n * 5 * HOUR).toISOString(),
  });
const list = () => stage.page.getByTestId('mail-list');
const scrollTo = (part: number) =>
  list().evaluate((grid, to) => (grid.scrollTop = to * (grid.scrollHeight - grid.clientHeight)), part);
const scrolled = () => list().evaluate(({ scrollTop }) => scrollTop);
const elements = () => stage.page.evaluate(() => document.querySelectorAll('*').length);
const subjects = () => list().locator('.subject').allInnerTexts();
/** How many lines the list has, headings included. */
const listed = async () => Number(await list().getAttribute('aria-rowcount'));
/** Where a row stands within the list. */
const placeOf = async (n: number) => {
  const [row, grid] = await Promise.all([stage.row(n).boundingBox(), list().boundingBox()]);
  return (row?.y ?? 0) - (grid?.y ?? 0);
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.messages = Array.from({ length: COUNT }, (_, index) => long(index + 1));
  await stage.hint(['messages'], ['10']);
  await expect.poll(listed).toBeGreaterThan(COUNT);
});

it('draws what is in view alone, from the first to the last of ten thousand', async () => {
  const before = await elements();
  for (const part of [0.2, 0.5, 0.8, 1]) {
    await scrollTo(part);
    await stage.row(Math.max(1, Math.round(part * COUNT) - (part === 1 ? 0 : 1))).waitFor();
    const heading = list().locator('.mail-group').first();
    const [at, top] = [await heading.boundingBox(), await list().boundingBox()];
    expect(at?.y).toBe(top?.y);
    expect(await elements()).toBeLessThan(Math.min(3000, before + 300));
  }
  await stage.row(COUNT).waitFor();
});

it('keeps what is read where it is when mail arrives, and shows it at the very top', async () => {
  await scrollTo(0.5);
  await stage.row(5000).waitFor();
  const place = await placeOf(5000);
  const before = await listed();
  stage.messages = [long(-1), long(0), ...stage.messages];
  await stage.hint(['messages'], ['10']);
  await expect.poll(listed).toBeGreaterThan(before + 1);
  await expect.poll(() => placeOf(5000)).toBe(place);
  await scrollTo(0);
  stage.messages = [long(-2), ...stage.messages];
  await stage.hint(['messages'], ['10']);
  await expect.poll(async () => (await subjects())[0]).toBe('Subject -2');
  expect(await scrolled()).toBe(0);
});

it('brings the row that the keys are at into view, below the heading', async () => {
  await stage.row(1).click();
  await scrollTo(0.5);
  await stage.row(5000).waitFor();
  await stage.page.keyboard.press('j');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await expect.poll(() => placeOf(2)).toBeGreaterThan(20);
  for (let n = 3; n <= 20; n++) await stage.page.keyboard.press('j');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 20');
  const { height } = (await list().boundingBox()) ?? { height: 0 };
  await expect.poll(() => placeOf(20)).toBeLessThan(height);
  expect(
    await stage.page.locator('[id="' + (await list().getAttribute('aria-activedescendant')) + '"]').count(),
  ).toBe(1);
});

it('reads more when the end comes near, and waits for a person after a failure', async () => {
  const asked: Array<string | null> = [];
  let broken = false;
  await stage.page.route('**/api/mailMessages:page*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    // A conversation that is loaded ahead is none of the list's pages.
    if (query.has('threadKey')) return route.fulfill({ json: { data: [], meta: { next: null } } });
    const before = query.get('before');
    asked.push(before);
    if (broken)
      return route.fulfill({
        status: 503,
        json: { errors: [{ code: 'server-unavailable', message: 'No' }] },
      });
    const from = Number(before ?? 0);
    const data = stage.messages.slice(from, from + 50);
    return route.fulfill({ json: { data, meta: { next: from + 50 < 200 ? String(from + 50) : null } } });
  });
  await stage.page.reload();
  await stage.row(1).waitFor();
  // What is in view leaves enough below it.
  expect(asked.filter((before) => before !== null)).toEqual([]);
  await scrollTo(1);
  await expect.poll(() => asked).toContain('50');
  broken = true;
  await scrollTo(1);
  await list().getByRole('button', { name: 'Try again' }).waitFor();
  const failed = asked.length;
  await scrollTo(0.9);
  await scrollTo(1);
  await list().getByRole('button', { name: 'Try again' }).waitFor();
  expect(asked.length).toBe(failed);
  broken = false;
  await list().getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked.at(-1)).toBe('100');
  await scrollTo(1);
  await expect.poll(() => asked.at(-1)).toBe('150');
  await scrollTo(1);
  await stage.row(200).waitFor();
});
