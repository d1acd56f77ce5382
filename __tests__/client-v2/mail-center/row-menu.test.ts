import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const menu = () => stage.page.getByRole('menu');
const item = (name: string) => menu().getByRole('menuitem', { name, exact: true });

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it('opens where the mouse is pressed, for the row below it, and gives the keys back to the list', async () => {
  await stage.row(2).click({ button: 'right' });
  await item('Flag').click();
  await expect.poll(() => stage.asked).toEqual([['mailMessages:flag', { ids: ['98'], flagged: true }]]);
  await menu().waitFor({ state: 'detached' });
  expect(await stage.reader().count()).toBe(0);
  expect(await stage.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  await stage.row(3).click({ button: 'right' });
  await item('Move to…').click();
  await stage.page.getByTestId('mail-move-find').fill('arch');
  await stage.page.keyboard.press('Enter');
  await expect.poll(() => stage.asked.at(-1)).toEqual(['mailMessages:move', { ids: ['97'], folderId: '11' }]);
});

it('is about all that are chosen, where one of them is pressed', async () => {
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(3).click({ modifiers: ['Control'] });
  await stage.row(3).click({ button: 'right' });
  await item('Delete').waitFor();
  expect(await item('Reply').count()).toBe(0);
  await item('Delete').click();
  await stage.page.getByText('2 messages moved to the trash').waitFor();
});

it.each(['Shift+F10', 'ContextMenu'])(
  'opens by %s for the row of the keys, and closes by Escape',
  async (key) => {
    await stage.row(4).click();
    await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 4');
    await stage.page.keyboard.press(key);
    await item('Open').waitFor();
    await stage.page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    // The menu alone is closed.
    expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 4');
    await stage.page.keyboard.press(key);
    await stage.page.locator('[role=menu] :focus, [role=menu]:focus').waitFor();
    await item('Delete').press('Enter');
    await expect.poll(() => stage.asked).toEqual([['mailMessages:remove', { ids: ['96'] }]]);
  },
);

it('has the most used at hand under the mouse, without taking room from the subject', async () => {
  await stage.row(4).click({ modifiers: ['Control'] });
  const subject = stage.row(2);
  const before = await subject.boundingBox();
  await subject.hover();
  const actions = stage.page.getByTestId('mail-row-actions');
  await actions.getByRole('button', { name: 'Mark as unread' }).click();
  expect(await subject.boundingBox()).toEqual(before);
  await actions.getByRole('button', { name: 'Flag' }).click();
  await actions.getByRole('button', { name: 'Move to the archive' }).click();
  await stage.row(2).waitFor({ state: 'detached' });
  // What is chosen besides stays chosen.
  expect(await stage.page.getByTestId('mail-bulk-count').innerText()).toBe('1 selected');
  await expect
    .poll(() => stage.asked)
    .toEqual([
      ['mailMessages:flag', { ids: ['98'], seen: false }],
      ['mailMessages:flag', { ids: ['98'], flagged: true }],
      ['mailMessages:archive', { ids: ['98'] }],
    ]);
  expect(await stage.reader().count()).toBe(0);
  // Where it lies in the archive already, it cannot go there.
  stage.messages = [message(1, { folderId: '11' })];
  await stage.page.goto(`${stage.base}/?folder=11`);
  await stage.row(1).hover();
  await actions.getByRole('button', { name: 'Delete' }).waitFor();
  expect(await actions.getByRole('button').count()).toBe(3);
});
