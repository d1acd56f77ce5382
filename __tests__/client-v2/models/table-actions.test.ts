import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { account, MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.labels.add('Work', 'blue');
  await stage.page.goto(`${stage.base}/blocks/table`);
  await stage.page.getByText('A table').waitFor();
});

const perform = (action: string, ...ids: string[]) =>
  stage.page.evaluate(([name, which]) => window.performInTable(name, which), [action, ids] as const);
const asked = (action: string) => stage.asked.flatMap(([name, values]) => (name === action ? [values] : []));
const refreshed = () => stage.page.evaluate(() => window.tableRefreshed);

it('changes the selected messages, and loads the table again', async () => {
  await perform('unread', '99', '98');
  await expect.poll(() => asked('mailMessages:flag')).toEqual([{ ids: ['99', '98'], seen: false }]);
  await expect.poll(refreshed).toBe(1);
  const deselected = () => stage.page.evaluate(() => window.deselected);
  expect(await deselected()).toBeUndefined();
  await perform('archive', '99');
  await stage.page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => asked('mailMessages:move'))
    .toEqual([expect.objectContaining({ ids: ['99'], folderId: '10' })]);
  await perform('remove', '97');
  await expect.poll(() => asked('mailMessages:remove')).toEqual([{ ids: ['97'] }]);
  await expect.poll(deselected).toEqual(['99', '97']);
});

it('labels them in a dialog, and answers one', async () => {
  await perform('label', '99', '98');
  const dialog = stage.page.getByTestId('mail-label-dialog');
  const work = dialog.getByRole('option', { name: 'Work' });
  await work.click();
  await expect
    .poll(() => asked('mailMessages:label'))
    .toEqual([expect.objectContaining({ ids: ['99', '98'], add: ['1'] })]);
  await expect.poll(() => work.getAttribute('aria-checked')).toBe('true');
  // An answer that comes once the dialog is closed doesn't open it again.
  stage.holds.add('mailMessages:label');
  await work.click();
  await expect.poll(() => stage.held.length).toBe(1);
  await stage.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const before = await refreshed();
  stage.held[0].answer();
  await expect.poll(refreshed).toBe((before ?? 0) + 1);
  expect(await dialog.count()).toBe(0);
  stage.holds.clear();
  await perform('reply', '98');
  await stage.page.getByTestId('mail-composer').getByText('Sender 2').first().waitFor();
});

it('moves those in the mailbox of the folder, and says that others stay', async () => {
  stage.accounts = [account, { ...account, id: '2', address: 'other@x.org' }];
  stage.messages[1] = { ...stage.messages[1], accountId: '2' };
  await perform('move', '99', '98', '97');
  await stage.page.getByTestId('mail-move-find').fill('arch');
  await stage.page.keyboard.press('Enter');
  await expect
    .poll(() => asked('mailMessages:move'))
    .toEqual([expect.objectContaining({ ids: ['99', '97'], folderId: '11' })]);
  await stage.page.getByText('Messages in other mailboxes were not moved.').waitFor();
});

it('says why something didn’t work', async () => {
  stage.answers['mailMessages:flag'] = () => ({ status: 503, code: 'busy' });
  await perform('flag', '99');
  await stage.page.getByText('Refused: busy').waitFor();
});
