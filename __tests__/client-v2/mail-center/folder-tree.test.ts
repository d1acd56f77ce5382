import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FOLDERS, MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};
const tree = () => stage.page.getByRole('tree', { name: 'me@x.org' });
const item = (name: string) => tree().getByRole('treeitem', { name });
const focused = () =>
  stage.page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent ?? null);
const isAt = (name: string) => expect.poll(focused).toBe(name);
const place = () => new URL(stage.page.url()).searchParams.get('folder');
const own = (id: string, name: string, parent: string | null = null) => ({
  ...FOLDERS[0],
  ...{
    id,
    name,
    path: parent ? `${parent}/${name}` : name,
    parentPath: parent as null,
    role: 'other',
    unread: 0,
  },
});

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.folders = [...FOLDERS, own('20', 'Customers'), own('21', 'North', 'Customers'), own('22', 'Zoo')];
  await stage.hint(['folders']);
  await item('North').waitFor();
});

it('is one stop for Tab, which leads to the folder that is open', async () => {
  const stops = () => tree().locator('[tabindex="0"]').allInnerTexts();
  await expect.poll(stops).toHaveLength(1);
  expect((await stops())[0]).toContain('Inbox');
  await item('Archive').click();
  await expect.poll(place).toBe('11');
  await stage.page.getByTestId('mail-search').focus();
  await expect.poll(async () => (await stops())[0]).toContain('Archive');
  expect(await item('Archive').getAttribute('aria-selected')).toBe('true');
});

it('is walked by the arrow keys, and the list stays where it is', async () => {
  await item('Inbox').focus();
  await press('ArrowDown');
  await isAt('Archive');
  await press('End');
  await isAt('Zoo');
  await press('ArrowUp');
  await isAt('North');
  // Up to the one that it lies in, which is then closed, and opened again.
  await press('ArrowLeft');
  await isAt('Customers');
  await press('ArrowLeft');
  await item('North').waitFor({ state: 'detached' });
  expect(await item('Customers').getAttribute('aria-expanded')).toBe('false');
  await press('ArrowDown');
  await isAt('Zoo');
  await press('ArrowUp', 'ArrowRight');
  await item('North').waitFor();
  await isAt('Customers');
  await press('ArrowRight');
  await isAt('North');
  expect(await item('North').getAttribute('aria-level')).toBe('2');
  await press('Home');
  await isAt('Inbox');
  await press('ArrowUp', 'ArrowRight', 'ArrowLeft');
  await isAt('Inbox');
  expect(place()).toBeNull();
  expect(await stage.reader().count()).toBe(0);
  await press('ArrowDown', 'Enter');
  await expect.poll(place).toBe('11');
});

it('opens the menu of a folder by its key, and has the keys again after it', async () => {
  await item('Zoo').focus();
  await press('Shift+F10');
  await stage.page.getByRole('menuitem', { name: 'Rename…' }).waitFor();
  await expect
    .poll(() => stage.page.evaluate(() => document.activeElement?.getAttribute('role')))
    .toBe('menuitem');
  await press('Escape');
  await isAt('Zoo');
  // As often as one likes.
  await stage.page.getByRole('menu').waitFor({ state: 'hidden' });
  await press('Shift+F10');
  await expect
    .poll(() => stage.page.evaluate(() => document.activeElement?.getAttribute('role')))
    .toBe('menuitem');
  await press('Escape');
  await isAt('Zoo');
});

it('has favorites before it, which are remembered', async () => {
  await item('Zoo').click({ button: 'right' });
  await stage.page.getByRole('menuitem', { name: 'Add to favorites' }).click();
  const favorites = stage.page.getByRole('tree', { name: 'Favorites' });
  await favorites.getByText('Zoo').click();
  await expect.poll(place).toBe('22');
  await stage.page.reload();
  await favorites.getByText('Zoo').waitFor();
  await favorites.getByText('Zoo').click({ button: 'right' });
  await stage.page.getByRole('menuitem', { name: 'Remove from favorites' }).click();
  await favorites.waitFor({ state: 'detached' });
  await item('Zoo').waitFor();
});

it('is passed by at a key, from the beginning of the page', async () => {
  await stage.page.getByTestId('mail-center').evaluate((root: HTMLElement) => {
    root.tabIndex = -1;
    root.focus();
  });
  await press('Tab');
  await expect
    .poll(() =>
      stage.page
        .getByTestId('mail-skip')
        .boundingBox()
        .then((box) => (box?.width ?? 0) > 50),
    )
    .toBe(true);
  await press('Enter');
  await expect
    .poll(() => stage.page.evaluate(() => document.activeElement?.getAttribute('role')))
    .toBe('grid');
  await press('ArrowDown');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
});

it('says what arrives, and how much a search has found', async () => {
  const said = () => stage.page.getByTestId('mail-announcer').textContent();
  expect(await said()).toBe('');
  const fresh = message(0, { id: '200', subject: 'Hello', seen: false, receivedAt: '2026-02-01T10:00:00Z' });
  stage.messages = [fresh, ...stage.messages];
  await stage.hint(['messages'], ['10']);
  await expect.poll(said).toBe('New mail from Sender 0: Hello');
  stage.messages = [
    { ...fresh, id: '202', threadKey: 'a' },
    { ...fresh, id: '201', threadKey: 'b' },
    ...stage.messages,
  ];
  await stage.hint(['messages'], ['10']);
  await expect.poll(said).toBe('2 new messages');
  await stage.page.getByTestId('mail-search').fill('offer');
  await expect.poll(said).toBe('8 messages found');
  stage.messages = [];
  await stage.page.getByTestId('mail-search').fill('offers');
  await expect.poll(said).toBe('No messages found');
});
