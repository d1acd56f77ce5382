import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MessageView } from '../../../src/common';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const sort = async (choice: string) => {
  await stage.page.getByTestId('mail-view').click();
  await stage.page.getByRole('menuitem', { name: choice }).click();
};
const listed = () => stage.page.getByTestId('mail-row').locator('.subject').allInnerTexts();
const headings = () => stage.page.getByTestId('mail-list').getByRole('rowheader').allInnerTexts();
/** What was asked for last, as the server read it. */
let asked: Record<string, string | null> = {};

const ORDERS: Record<string, (a: MessageView, b: MessageView) => number> = {
  newest: (a, b) => (a.receivedAt < b.receivedAt ? 1 : -1),
  oldest: (a, b) => (a.receivedAt < b.receivedAt ? -1 : 1),
  size: (a, b) => b.size - a.size,
  sender: (a, b) => ((a.fromName ?? '') < (b.fromName ?? '') ? -1 : 1),
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stage.messages = [
    message(1, { size: 400, fromName: 'Émile' }),
    message(2, { size: 12_400_000, fromName: 'Bert', seen: false }),
    message(3, { size: 2_000_000, fromName: 'Anna' }),
    message(4, { size: 150_000, fromName: '4711 Shop' }),
  ];
  stage.answers['mailMessages:page'] = (_values, query) => {
    // Not the conversation that may be opened next.
    if (query.has('threadKey')) return [];
    asked = Object.fromEntries(['sort', 'conversations', 'show'].map((name) => [name, query.get(name)]));
    const found = stage.messages.filter(
      ({ folderId, seen }) => folderId === query.get('folderId') && (query.get('show') !== 'unread' || !seen),
    );
    return found.sort(ORDERS[query.get('sort') ?? 'newest']);
  };
  await stage.hint(['messages'], ['10']);
  await expect.poll(listed).toHaveLength(4);
});

it('begins with the oldest, keeps conversations, and the dates as headings', async () => {
  await sort('Oldest first');
  await expect.poll(listed).toEqual(['Subject 4', 'Subject 3', 'Subject 2', 'Subject 1']);
  expect(asked).toMatchObject({ sort: 'oldest', conversations: 'true' });
  expect(await headings()).toEqual(['January']);
});

it('shows the largest first with their sizes, one message a row, and is the same after a reload', async () => {
  await sort('Largest first');
  await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 4', 'Subject 1']);
  expect(asked).toMatchObject({ sort: 'size', conversations: null });
  expect(await headings()).toEqual(['10 MB and more', '1 to 10 MB', '100 kB to 1 MB', 'Less than 100 kB']);
  expect(await stage.page.getByTestId('mail-row').locator('.size').allInnerTexts()).toEqual([
    ...['12 MB', '2 MB', '150 kB', '400 bytes'],
  ]);
  await stage.page.reload();
  await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 4', 'Subject 1']);
  await stage.page.getByTestId('mail-view').click();
  const grouped = stage.page.getByRole('menuitem', { name: 'Group by conversation' });
  await expect.poll(() => grouped.getAttribute('aria-disabled')).toBe('true');
  await stage.page.keyboard.press('Escape');
  await stage.page.getByTestId('mail-filter-sort').click();
  await expect.poll(listed).toEqual(['Subject 1', 'Subject 2', 'Subject 3', 'Subject 4']);
  expect(asked).toMatchObject({ sort: null, conversations: 'true' });
});

it('is by sender under their first letters, and keys go in that order', async () => {
  await sort('By sender');
  await expect.poll(listed).toEqual(['Subject 4', 'Subject 3', 'Subject 2', 'Subject 1']);
  expect(await headings()).toEqual(['#', 'A', 'B', 'E']);
  await stage.page.keyboard.press('Escape');
  await stage.row(4).click();
  await stage.page.keyboard.press('j');
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 3');
});

it('puts what arrives where it belongs, and what leaves is gone', async () => {
  await sort('Largest first');
  await expect.poll(listed).toHaveLength(4);
  await expect.poll(async () => (await listed())[0]).toBe('Subject 2');
  stage.messages = [message(0, { size: 1_000_000 }), ...stage.messages.filter(({ size }) => size !== 400)];
  await stage.hint(['messages'], ['10']);
  await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 0', 'Subject 4']);
});

it('keeps an unread message that is read in its place', async () => {
  stage.messages = stage.messages.map((each) => ({ ...each, seen: false }));
  await stage.hint(['messages'], ['10']);
  await sort('Largest first');
  await stage.page.getByTestId('mail-filter-unread').click();
  await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 4', 'Subject 1']);
  await stage.row(3).click();
  await expect.poll(() => stage.messages.find(({ id }) => id === '97')?.seen).toBe(true);
  await stage.hint(['messages'], ['10']);
  await expect.poll(listed).toEqual(['Subject 2', 'Subject 3', 'Subject 4', 'Subject 1']);
});

it('offers recipients where a folder holds what was sent', async () => {
  stage.folders = [
    ...stage.folders,
    { ...stage.folders[0], id: '14', name: 'Sent', path: 'Sent', role: 'sent' },
  ];
  await stage.hint(['folders']);
  await stage.page.getByRole('treeitem', { name: 'Sent' }).click();
  await sort('By recipient');
  await expect.poll(() => asked.sort).toBe('recipient');
});
