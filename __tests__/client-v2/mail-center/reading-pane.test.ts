import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const list = () => stage.page.getByTestId('mail-list-pane');
const box = async (place: ReturnType<typeof list>) =>
  (await place.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

async function choose(name: string): Promise<void> {
  await stage.page.getByTestId('mail-view').click();
  await stage.page.getByRole('menuitem', { name }).click();
}

it('is beside the list, or below it, where the border is moved by the keys and remembered', async () => {
  await stage.row(2).click();
  await stage.reader().waitFor();
  expect((await box(stage.reader())).x).toBeGreaterThan((await box(list())).x + 200);
  await choose('Read below the list');
  await expect.poll(async () => (await box(stage.reader())).y > (await box(list())).y + 200).toBe(true);
  expect((await box(list())).width).toBeGreaterThan(1000);
  const border = stage.page.getByRole('separator', { name: 'Height of the list' });
  await border.focus();
  const { height } = await box(list());
  await stage.page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await box(list())).height).toBeLessThan(height);
  const after = (await box(list())).height;
  await stage.page.reload();
  await stage.reader().waitFor();
  expect((await box(list())).height).toBe(after);
  // Going through the list is reading.
  await stage.page.keyboard.press('j');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
});

it('takes the place of the list where somebody wants it so, with a way back', async () => {
  await choose('Read in place of the list');
  await stage.page.getByTestId('mail-reader-empty').waitFor({ state: 'detached' });
  await stage.page.keyboard.press('j');
  await stage.page.keyboard.press('j');
  expect(await stage.reader().count()).toBe(0);
  await stage.page.keyboard.press('Enter');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  expect(await list().count()).toBe(0);
  // The folders stay.
  await stage.page.getByRole('tree').first().waitFor();
  await stage.page.keyboard.press('j');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
  await stage.page.getByTestId('mail-back').click();
  await stage.row(3).waitFor();
});

it('is no choice on a narrow screen', async () => {
  await stage.open({ width: 390, height: 800 });
  await stage.page.getByTestId('mail-view').click();
  await stage.page.getByRole('menuitem', { name: 'Comfortable' }).waitFor();
  expect(await stage.page.getByRole('menuitem', { name: 'Read below the list' }).count()).toBe(0);
});
