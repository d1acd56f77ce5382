import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsIn } from '../browser/axe';
import { account, MailCenterStage } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
/** Queries of the list. */
let listed: URLSearchParams[];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

async function open(size = {}): Promise<void> {
  await stage.open(size);
  listed = [];
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (!query.has('threadKey')) listed.push(query);
    return query.has('threadKey') ? stage.messages.slice(0, 1) : stage.messages;
  };
}
const show = (settings: object = {}) =>
  stage.page.goto(`${stage.base}/blocks/inbox?settings=${encodeURIComponent(JSON.stringify(settings))}`);

it('lists and reads the Inbox on a page, whose address it leaves alone', async () => {
  await show();
  await stage.row(1).waitFor();
  expect(listed[0].get('folderId')).toBe('10');
  const { url } = { url: stage.page.url() };
  await stage.row(1).click();
  await stage.reader().getByText('Text of 99').waitFor();
  expect(stage.page.url()).toBe(url);
  // The list stays next to it.
  await stage.row(2).waitFor();
  await stage.page.keyboard.press('ArrowDown');
  await stage.reader().getByText('Text of 98').waitFor();
  await stage.page.keyboard.press('ArrowUp');
  await stage.reader().getByText('Text of 99').waitFor();
  expect(await faultsIn(stage.page, 'main')).toEqual([]);
  await stage.reader().getByRole('button', { name: 'Move to the archive' }).click();
  await expect.poll(() => stage.asked.map(([action]) => action)).toContain('mailMessages:archive');
});

it('links a message to a record, and is used by keyboard while its list has the focus', async () => {
  stage.records.add('Mia Sommer');
  await show();
  await stage.row(1).click({ button: 'right' });
  await stage.page.getByRole('menuitem', { name: 'Link to record…' }).click();
  await stage.page.getByTestId('mail-record-option').getByText('Mia Sommer').click();
  await expect.poll(() => stage.asked.map(([action]) => action)).toContain('mailMessages:link');
  await stage.page.getByTestId('mail-list').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await stage.page.keyboard.press(key);
  await stage.reader().getByText('Text of 98').waitFor();
});

it('begins with the folder, the search and the mailboxes that were chosen', async () => {
  const other = { ...account, id: '2', address: 'support@x.org' };
  stage.accounts = [account, other];
  await show({ folder: 'all-unread', search: 'subject:offer', mailboxes: 'Support@x.org, me@x.org' });
  await stage.row(1).waitFor();
  expect(Object.fromEntries(listed[0])).toMatchObject({ accountIds: '1,2', show: 'unread' });
  expect(listed[0].get('q')).toContain('subject:offer');
  expect(await stage.page.getByTestId('mail-search').inputValue()).toBe('subject:offer');
  await show({ mailboxes: 'nobody@x.org' });
  await stage.page.getByText('This block shows nobody@x.org.').waitFor();
});

it('shows one after the other where there is little room', async () => {
  await open({ width: 390, height: 800 });
  await show();
  await stage.row(1).click();
  await stage.reader().getByText('Text of 99').waitFor();
  expect(await stage.row(2).count()).toBe(0);
  await stage.page.getByTestId('mail-back').click();
  await stage.row(2).waitFor();
});
