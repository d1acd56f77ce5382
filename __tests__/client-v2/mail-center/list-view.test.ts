import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const height = async () => (await stage.page.getByTestId('mail-row').first().boundingBox())?.height ?? 0;
const view = async (choice: string) => {
  await stage.page.getByTestId('mail-view').click();
  await stage.page.getByRole('menuitem', { name: choice }).click();
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

it('shows twenty rows and more where they are compact, and remembers it', async () => {
  const receivedAt = '2026-01-01T10:00:00Z';
  stage.messages = Array.from({ length: 60 }, (_, n) => message(n, { id: String(1000 - n), receivedAt }));
  await stage.hint(['messages'], ['10']);
  await stage.row(7).waitFor();
  const comfortable = await height();
  await view('Two lines of preview');
  await expect.poll(height).toBeGreaterThan(comfortable);
  await view('No preview');
  await expect.poll(height).toBeLessThan(comfortable);
  await view('Compact');
  const list = await stage.page.getByTestId('mail-list').boundingBox();
  await expect.poll(async () => Math.floor((list?.height ?? 0) / (await height()))).toBeGreaterThan(20);
  const compact = await height();
  await stage.page.reload();
  await expect.poll(height).toBe(compact);
  await view('Comfortable');
  await view('One line of preview');
  await expect.poll(height).toBe(comfortable);
});

it('shows conversations: who writes, how many, and what one of them has', async () => {
  const people = ['Karla Roth', 'Jonas Winter'].map((name) => ({ name, address: `${name[0]}@x.org` }));
  const participants = [...people, { name: 'Alex', address: 'me@x.org' }];
  const conversation = { total: 7, unread: 2, flagged: 0, hasAttachments: true, participants };
  stage.messages = [message(1, { seen: false, conversation }), message(2)];
  await stage.hint(['messages'], ['10']);
  const first = stage.page.getByTestId('mail-row').first();
  await first.getByText('Karla, Jonas, me', { exact: true }).waitFor();
  expect(await first.locator('.count').innerText()).toBe('7');
  await first.getByLabel('Attachments').waitFor();
  expect(await first.locator('.from').evaluate((from) => getComputedStyle(from).fontWeight)).toBe('600');
  expect(await stage.page.getByTestId('mail-row').nth(1).locator('.count').count()).toBe(0);
  await first.click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
});

it('filters at a click, and shows in the search what it searches', async () => {
  const asked: Array<[show: string | null, q: string | null]> = [];
  stage.answers['mailMessages:page'] = (_values, query) => {
    // Not the conversation that may be opened next.
    if (query.has('threadKey')) return [];
    asked.push([query.get('show'), query.get('q')]);
    return stage.messages;
  };
  const chip = (name: string) => stage.page.getByTestId(`mail-filter-${name}`);
  await chip('unread').click();
  await expect.poll(() => asked.at(-1)).toEqual(['unread', null]);
  await chip('attachments').click();
  await expect.poll(() => asked.at(-1)).toEqual(['unread', 'has:attachment']);
  expect(await chip('attachments').getAttribute('aria-pressed')).toBe('true');
  await chip('to-me').click();
  await expect.poll(() => asked.at(-1)).toEqual(['unread', 'has:attachment to:me@x.org']);
  expect(await stage.page.getByTestId('mail-search').inputValue()).toBe('has:attachment to:me@x.org');
  await chip('attachments').click();
  await chip('unread').click();
  await expect.poll(() => asked.at(-1)).toEqual(['all', 'to:me@x.org']);
});
