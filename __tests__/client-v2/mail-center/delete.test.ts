import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const dialog = () => stage.page.getByRole('dialog');
const question = () =>
  dialog().locator('.ant-modal-confirm-title').getByText('Delete this message permanently?');
const removals = () =>
  stage.asked.filter(([action]) => action === 'mailMessages:remove').map(([, values]) => values);
const folderOf = (n: number) => stage.messages.find(({ id }) => id === String(100 - n))?.folderId;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it('moves to the trash at once, and Undo leads back to where the server found it', async () => {
  await stage.row(2).click();
  await stage.page.keyboard.press('#');
  await stage.page.getByText('Moved to the trash').waitFor();
  await stage.row(2).waitFor({ state: 'detached' });
  await expect.poll(removals).toEqual([{ ids: ['98'] }]);
  await stage.page.getByTestId('mail-undo').click();
  await stage.row(2).waitFor();
  await expect.poll(() => folderOf(2)).toBe('10');
});

it('asks where a second window has moved it to the trash already, and changes nothing before a yes', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  stage.messages = stage.messages.map((row) => (row.id === '98' ? { ...row, folderId: '12' } : row));
  await stage.page.keyboard.press('Delete');
  await question().waitFor();
  await expect.poll(removals).toEqual([{ ids: ['98'] }]);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
  expect(folderOf(2)).toBe('12');
  expect(await stage.page.getByText('Moved to the trash').count()).toBe(0);
  // What was open is open again.
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  expect(removals()).toHaveLength(1);
});

it('does so from the reader’s own button too, and says that it is permanent', async () => {
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  stage.messages = stage.messages.map((row) => (row.id === '98' ? { ...row, folderId: '12' } : row));
  await stage.reader().getByRole('button', { name: 'Delete' }).click();
  await dialog().getByRole('button', { name: 'Delete permanently' }).click();
  await stage.page.getByText('Deleted permanently').waitFor();
  await expect.poll(removals).toEqual([{ ids: ['98'] }, { ids: ['98'], permanently: true }]);
  expect(await stage.page.getByTestId('mail-undo').count()).toBe(0);
  await expect.poll(() => folderOf(2)).toBeUndefined();
});

it('asks in the trash before anything leaves the list', async () => {
  stage.messages = [message(1, { folderId: '12' }), message(2, { folderId: '12' })];
  await stage.page.goto(`${stage.base}/?folder=12`);
  await stage.row(1).click();
  stage.holds.add('mailMessages:remove');
  await stage.page.keyboard.press('Delete');
  const [first] = await stage.waiting('mailMessages:remove', 1);
  expect(await stage.row(1).count()).toBe(1);
  await stage.page.keyboard.press('Delete');
  first.answer();
  await question().waitFor();
  expect(await stage.row(1).count()).toBe(1);
  stage.holds.clear();
  await dialog().getByRole('button', { name: 'Delete permanently' }).click();
  await stage.row(1).waitFor({ state: 'detached' });
  await expect.poll(removals).toEqual([{ ids: ['99'] }, { ids: ['99'], permanently: true }]);
});

it('says how many, and lets the server make a trash where none is known', async () => {
  stage.folders = stage.folders.filter(({ role }) => role !== 'trash');
  await stage.page.reload();
  await stage.row(1).click();
  await stage.page.keyboard.press('x');
  await stage.page.keyboard.press('j');
  await stage.page.keyboard.press('x');
  await stage.page.keyboard.press('#');
  await stage.page.getByText('2 messages moved to the trash').waitFor();
  await expect.poll(removals).toEqual([{ ids: ['99', '98'] }]);
  expect(await dialog().count()).toBe(0);
});

it('puts back what the server refuses, and says why', async () => {
  stage.answers['mailMessages:remove'] = () => refusal(503, 'server-unavailable');
  await stage.row(2).click();
  await stage.page.keyboard.press('#');
  await stage.page.getByText('Refused: server-unavailable').waitFor();
  await stage.row(2).waitFor();
  expect(await stage.page.getByText('Moved to the trash').count()).toBe(0);
});

it('says that it had gone before', async () => {
  stage.answers['mailMessages:remove'] = () => ({ trashed: [], deleted: [] });
  await stage.row(2).click();
  await stage.page.keyboard.press('#');
  await stage.page.getByText('Already deleted').waitFor();
});
