import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FOLDERS, MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};
const shows = (n: number) =>
  expect.poll(() => stage.reader().getAttribute('aria-label')).toBe(`Subject ${n}`);
const open = async (n: number) => {
  await stage.row(n).click();
  await shows(n);
};
const toasts = () => stage.page.locator('.ant-message-notice').allInnerTexts();
const archived = () =>
  stage.asked.filter(([action]) => action === 'mailMessages:archive').map(([, { ids }]) => ids);
const special = (id: string, name: string, role: string) => ({ ...FOLDERS[1], id, name, path: name, role });

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.folders = [...FOLDERS, special('14', 'Sent Items', 'sent'), special('15', 'Entwürfe', 'drafts')];
  await stage.hint(['folders']);
  await stage.page.getByText('Drafts', { exact: true }).waitFor();
});

it('goes to folders by g and a letter, and takes no other key for a command after g', async () => {
  const place = () => new URL(stage.page.url()).searchParams.get('folder');
  await press('g', 's');
  await expect.poll(place).toBe('14');
  await press('g', 'd');
  await expect.poll(place).toBe('15');
  await press('g', 'i');
  await expect.poll(place).toBe('10');
  await open(2);
  await press('g', 'e');
  await stage.page.getByTestId('mail-search').pressSequentially('g s [ z v');
  expect(await stage.page.getByTestId('mail-search').inputValue()).toBe('g s [ z v');
  expect(place()).toBe('10');
  expect(stage.asked).toEqual([]);
});

it('archives and goes to the one before by [, to the next by ]', async () => {
  await open(3);
  await press('[');
  await shows(2);
  // As a German keyboard has it: AltGr and another key.
  await stage.page.evaluate(() => {
    const typed = { key: ']', altKey: true, ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', typed));
  });
  await shows(4);
  await expect.poll(archived).toEqual([['97'], ['98']]);
});

it('moves to the folder whose name is typed', async () => {
  await open(2);
  await press('v');
  const find = stage.page.getByTestId('mail-move-find');
  await find.pressSequentially('zz');
  await stage.page.getByText('No folder matches').waitFor();
  await press('Enter');
  await find.fill('s');
  // Names that begin with it come first; where one is cannot be chosen.
  await expect
    .poll(() => stage.page.getByRole('dialog').getByRole('option').allInnerTexts())
    .toEqual(['Sent', 'Drafts', 'Trash']);
  await find.fill('ar');
  await press('Enter');
  await stage.page.getByText('Moved to Archive').waitFor();
  await expect.poll(() => stage.asked).toEqual([['mailMessages:move', { ids: ['98'], folderId: '11' }]]);
  await shows(3);
  await press('v');
  await find.waitFor();
  await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
  await expect.poll(() => stage.asked.at(-1)).toEqual(['mailMessages:move', { ids: ['97'], folderId: '14' }]);
});

it('undoes the last change by z, once, and says one thing at a time', async () => {
  await open(2);
  await press('e');
  await shows(3);
  await press('x', 'Shift+J', 'e');
  await stage.page.getByText('2 messages archived').waitFor();
  expect(await toasts()).toHaveLength(1);
  await expect.poll(archived).toEqual([['98'], ['97', '96']]);
  await press('z');
  await stage.page.getByText('Undone').waitFor();
  expect(await toasts()).toHaveLength(1);
  await stage.row(3).waitFor();
  await stage.row(4).waitFor();
  const asked = stage.asked.length;
  await press('z', 'u');
  await expect.poll(() => stage.asked.length).toBe(asked + 1);
  expect(stage.asked.at(-1)?.[0]).toBe('mailMessages:flag');
});

it('goes to the ends and by pages while the list has the focus, and nowhere else', async () => {
  await open(2);
  await press('End');
  await shows(5);
  await press('Home');
  await shows(1);
  await press('PageDown');
  await shows(5);
  await press('PageUp');
  await shows(1);
  await stage.reader().getByRole('button', { name: 'Reply', exact: true }).focus();
  await press('End', 'j');
  await shows(2);
});

it('lists them all', async () => {
  await press('?');
  const help = stage.page.getByRole('dialog');
  for (const key of ['g i', 'g s', 'g d', 'v', 'z', '[', ']', 'Shift+J', 'Shift+K', 'Ctrl+A'])
    await help.locator('kbd', { hasText: key }).first().waitFor();
});
