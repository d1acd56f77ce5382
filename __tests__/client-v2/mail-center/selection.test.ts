import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const press = (key: string) => stage.page.keyboard.press(key);
const count = () => stage.page.getByTestId('mail-bulk-count');
const chosen = () => stage.page.locator('[data-row][aria-selected=true] .subject').allInnerTexts();
const subjects = (...numbers: number[]) => numbers.map((n) => `Subject ${n}`);
const chooses = (...numbers: number[]) => expect.poll(chosen).toEqual(subjects(...numbers));

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it('chooses one by Ctrl, a range by Shift, and opens by a click alone', async () => {
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(4).click({ modifiers: ['Shift'] });
  await chooses(2, 3, 4);
  // The same range, ending elsewhere.
  await stage.row(1).click({ modifiers: ['Shift'] });
  await chooses(1, 2);
  await stage.row(5).click({ modifiers: ['Control'] });
  await chooses(1, 2, 5);
  await stage.row(5).click({ modifiers: ['Control'] });
  await chooses(1, 2);
  expect(await stage.reader().count()).toBe(0);
  await stage.row(3).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
});

it('grows and shrinks by the keys beside what is read', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await press('Shift+J');
  await press('Shift+ArrowDown');
  await chooses(2, 3, 4);
  await press('Shift+K');
  await chooses(2, 3);
  await press('Shift+ArrowUp');
  await press('Shift+ArrowUp');
  await chooses(1, 2);
  expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await press('Shift+J');
  await press('Shift+J');
  await chooses(2, 3);
  await press('#');
  await stage.page.getByText('2 messages moved to the trash').waitFor();
  await expect.poll(() => stage.asked.at(-1)).toEqual(['mailMessages:remove', { ids: ['98', '97'] }]);
});

it('takes all that are listed by Ctrl+A, and no text; in the reader it is the text’s', async () => {
  await press('Control+a');
  await chooses(1, 2, 3, 4, 5);
  expect(await stage.page.evaluate(() => getSelection()?.toString())).toBe('');
  await press('Escape');
  await chooses();
  await stage.row(2).click();
  await stage.reader().getByRole('button', { name: 'Reply', exact: true }).focus();
  await press('Control+a');
  await stage.page.getByTestId('mail-search').focus();
  await press('Control+a');
  expect(await count().count()).toBe(0);
});

it('says how many of how many are chosen while not all are listed', async () => {
  const data = Array.from({ length: 50 }, (_, n) =>
    message(n + 1, { id: String(1000 - n), receivedAt: '2026-01-01T10:00:00Z' }),
  );
  const page = (next: string | null) => ({ data, meta: { next } });
  let next: string | null = 'more';
  await stage.page.route('**/api/mailMessages:page*', (route) => {
    const before = new URL(route.request().url()).searchParams.get('before');
    // What comes further down never arrives.
    return before === null ? route.fulfill({ json: page(next) }) : undefined;
  });
  stage.folders = stage.folders.map((each) => ({ ...each, total: 1999 }));
  await stage.page.reload();
  await stage.row(1).waitFor();
  await press('Control+a');
  await expect.poll(() => count().textContent()).toBe('50 of 1,999');
  await press('Escape');
  await stage.page.getByTestId('mail-filter-flagged').click();
  await stage.row(1).waitFor();
  await press('Control+a');
  await expect.poll(() => count().textContent()).toBe('50 of 50+');
  next = null;
  await stage.hint(['messages'], ['10']);
  await expect.poll(() => count().textContent()).toBe('50 selected');
});
