import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

/** The window that something opens. */
async function opened(act: () => Promise<unknown>): Promise<Page> {
  const [window] = await Promise.all([stage.page.context().waitForEvent('page'), act()]);
  await window.getByTestId('mail-window').waitFor();
  return window;
}
const subjectIn = (window: Page) => window.getByTestId('mail-reader').getAttribute('aria-label');

it('opens by a double click, with the message alone and its subject as the title', async () => {
  const window = await opened(() => stage.row(2).dblclick());
  await window.getByText('Text of 98').waitFor();
  expect(await subjectIn(window)).toBe('Subject 2');
  expect(await window.getByTestId('mail-list').count()).toBe(0);
  await expect.poll(() => window.title()).toBe('Subject 2 – Mail');
  expect(new URL(window.url()).pathname).toBe('/admin/mail/message/98');
  await window.reload();
  await window.getByText('Text of 98').waitFor();
  // The second time it is the same window.
  await stage.row(2).dblclick();
  await expect.poll(() => stage.page.context().pages().length).toBe(2);
});

it('opens from the menus of the message and of its row', async () => {
  await stage.row(1).click();
  await stage.reader().getByRole('button', { name: 'More' }).click();
  const item = () => stage.page.getByRole('menuitem', { name: 'Open in a new window' });
  const first = await opened(() => item().click());
  await expect.poll(() => subjectIn(first)).toBe('Subject 1');
  await stage.row(3).click({ button: 'right' });
  const second = await opened(() => item().click());
  await expect.poll(() => subjectIn(second)).toBe('Subject 3');
});

it('answers there, and says when the message has left, with a way back', async () => {
  const window = await opened(() => stage.row(2).dblclick());
  await window.getByText('Text of 98').waitFor();
  await window.keyboard.press('r');
  await window.getByTestId('mail-composer').waitFor();
  await expect
    .poll(() => window.getByTestId('mail-composer').getByText('Sender 2').count())
    .toBeGreaterThan(0);
  await window.keyboard.press('Escape');
  await window.getByTestId('mail-reader').getByRole('button', { name: 'Move to the archive' }).click();
  await window.getByText('The message is no longer in this folder').waitFor();
  expect(stage.asked.at(-1)).toEqual(['mailMessages:archive', expect.objectContaining({ ids: ['98'] })]);
  await window.getByTestId('mail-undo').click();
  await window.getByText('Text of 98').waitFor();
  await expect.poll(() => stage.messages.find(({ id }) => id === '98')?.folderId).toBe('10');
});

it('shows a conversation whole', async () => {
  stage.messages = [message(1, { threadKey: 't' }), message(2, { threadKey: 't' })];
  await stage.hint(['messages'], ['10']);
  await expect.poll(() => stage.page.getByTestId('mail-row').count()).toBe(1);
  const window = await opened(() => stage.row(1).dblclick());
  await window.getByTestId('mail-conversation-message').nth(1).waitFor();
});

it('says when there is no such message, and when it is deleted elsewhere', async () => {
  const window = await opened(() => stage.row(2).dblclick());
  await window.getByText('Text of 98').waitFor();
  stage.messages = stage.messages.filter(({ id }) => id !== '98');
  await window.evaluate(() =>
    (globalThis as unknown as { hint(hint: object): void }).hint({
      ...{ accountId: '1', folderIds: ['10'], what: ['messages'] },
    }),
  );
  await window.getByText('This message was deleted elsewhere.').waitFor();
  await window.reload();
  await window.getByText('This mail cannot be shown').waitFor();
  stage.answers['mailMessages:get'] = () => refusal(400, 'invalid-input');
  await window.goto(`${stage.base}/admin/mail/message/x%2Fy`);
  await window.getByText('This mail cannot be shown').waitFor();
});

it('leads to the mail center where the browser lets no page close it', async () => {
  await stage.page.goto(`${stage.base}/admin/mail/message/98`);
  await stage.page.getByText('Text of 98').waitFor();
  await stage.page.getByRole('button', { name: 'Close', exact: true }).click();
  await stage.page.getByTestId('mail-list').waitFor();
  expect(new URL(stage.page.url()).search).toBe('?message=98');
});

it('is offered for one message alone, and not where rows are chosen', async () => {
  await stage.row(1).hover();
  await stage.page.getByTestId('mail-row').first().getByRole('checkbox').click();
  await stage.row(2).click({ modifiers: ['Control'] });
  await stage.row(2).click({ button: 'right' });
  await stage.page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  expect(await stage.page.getByRole('menuitem', { name: 'Open in a new window' }).count()).toBe(0);
});
