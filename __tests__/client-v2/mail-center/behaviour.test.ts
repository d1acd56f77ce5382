import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOLDERS, MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const press = (key: string) => stage.page.keyboard.press(key);
const open = async (n: number) => {
  await stage.row(n).click();
  await shows(n);
};
const shows = (n: number) =>
  expect.poll(() => stage.reader().getAttribute('aria-label')).toBe(`Subject ${n}`);
const listed = () => stage.page.getByTestId('mail-list-pane').locator('.subject').allInnerTexts();
const flagged = () => stage.page.getByTestId('mail-row-flagged').count();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.open());

describe('the list', () => {
  it('shows a flag at once, and takes it back when the server refuses it', async () => {
    await open(2);
    stage.holds.add('mailMessages:flag');
    stage.answers['mailMessages:flag'] = () => refusal(503, 'server-unavailable');
    await press('s');
    await expect.poll(flagged).toBe(1);
    const [held] = await stage.waiting('mailMessages:flag', 1);
    held.answer();
    await stage.page.getByText('Refused: server-unavailable').waitFor();
    await expect.poll(flagged).toBe(0);
  });

  it('keeps what was done shown until the server’s list has it', async () => {
    await open(2);
    stage.holds.add('mailMessages:page');
    await press('e');
    await expect.poll(listed).toEqual(['Subject 1', 'Subject 3', 'Subject 4', 'Subject 5']);
    await stage.page.getByText('Archived').waitFor();
    expect(await stage.row(2).count()).toBe(0);
    const [list] = await stage.waiting('mailMessages:page', 1);
    stage.holds.clear();
    list.answer();
    await stage.page.waitForTimeout(100);
    expect(await stage.row(2).count()).toBe(0);
  });

  it('opens the next one after what has left, and the one before at the end', async () => {
    await open(2);
    await press('e');
    await shows(3);
    await open(5);
    await press('e');
    await shows(4);
    await expect
      .poll(() => stage.asked.filter(([action]) => action === 'mailMessages:archive'))
      .toEqual([
        ['mailMessages:archive', { ids: ['98'] }],
        ['mailMessages:archive', { ids: ['95'] }],
      ]);
  });

  it('undoes into the folder that each came from', async () => {
    await open(3);
    await press('e');
    await stage.page.getByTestId('mail-undo').click();
    await stage.row(3).waitFor();
    await expect
      .poll(() => stage.asked.at(-1))
      .toEqual(['mailMessages:move', { ids: ['97'], folderId: '10' }]);
  });

  it('keeps a message that one reads under “Unread” until another is opened', async () => {
    stage.messages = stage.messages.map((row) => ({ ...row, seen: false }));
    await stage.page.reload();

    await stage.page.getByTestId('mail-filter-unread').click();
    await open(2);
    await expect.poll(() => stage.messages.find(({ id }) => id === '98')?.seen).toBe(true);
    await stage.hint(['messages'], ['10']);
    await stage.page.waitForTimeout(600);
    expect(await listed()).toEqual(['Subject 1', 'Subject 2', 'Subject 3', 'Subject 4', 'Subject 5']);
    await open(4);
    await expect.poll(listed).toEqual(['Subject 1', 'Subject 3', 'Subject 4', 'Subject 5']);
  });

  it('does not search the next folder for what was typed for the last one', async () => {
    await stage.page.getByTestId('mail-search').fill('tolerance');
    await stage.page.getByText('Archive', { exact: true }).first().click();
    const asked: string[] = [];
    stage.answers['mailMessages:page'] = (_values, query) => (asked.push(query.get('q') ?? ''), []);
    await stage.hint(['messages'], ['11']);
    await stage.page.waitForTimeout(900);
    expect(asked.filter(Boolean)).toEqual([]);
  });

  it('re-reads for its own folder alone', async () => {
    let reads = 0;
    stage.answers['mailMessages:page'] = (_values, query) => {
      // Not those of the conversation that may be opened next.
      if (query.get('folderId') !== null) reads++;
      return stage.messages;
    };
    await stage.hint(['messages'], ['13']);
    await stage.page.waitForTimeout(700);
    expect(reads).toBe(0);
    await stage.hint(['messages'], ['10']);
    await expect.poll(() => reads).toBe(1);
  });
});

describe('the reader', () => {
  it('marks a message as read once its text is there, and not again after “Mark as unread”', async () => {
    stage.messages = stage.messages.map((row) => ({ ...row, seen: false }));
    await stage.page.reload();
    stage.holds.add('mailMessages:body');
    await open(2);
    const body = await stage.waitingFor('mailMessages:body', 2);
    expect(stage.asked).toEqual([]);
    stage.holds.clear();
    body.answer();
    await expect.poll(() => stage.asked).toEqual([['mailMessages:flag', { ids: ['98'], seen: true }]]);
    await stage.reader().getByRole('button', { name: 'Mark as unread' }).click();
    await expect.poll(() => stage.asked.length).toBe(2);
    await stage.hint(['messages'], ['10']);
    await stage.page.waitForTimeout(700);
    expect(stage.asked[1]).toEqual(['mailMessages:flag', { ids: ['98'], seen: false }]);
    expect(stage.asked).toHaveLength(2);
  });

  it('does not mark as read what could not be read', async () => {
    stage.messages = stage.messages.map((row) => ({ ...row, seen: false }));
    await stage.page.reload();
    stage.answers['mailMessages:body'] = () => ({
      ...{ id: '98', html: '', text: '', hasRemoteContent: false, attachments: [] },
      setAside: { reason: 'message-unreadable', at: '2026-01-01T00:00:00Z', waiting: false },
    });
    await open(2);
    await stage.page.waitForTimeout(400);
    expect(stage.asked).toEqual([]);
  });

  it('takes back a flag that the server refuses', async () => {
    await open(2);
    stage.answers['mailMessages:flag'] = () => refusal(503, 'server-unavailable');
    await stage.reader().getByRole('button', { name: 'Flag', exact: true }).click();
    await stage.page.getByText('Refused: server-unavailable').waitFor();
    await stage.reader().getByRole('button', { name: 'Flag', exact: true }).waitFor();
  });

  it('stays open when moving is refused', async () => {
    await open(2);
    stage.answers['mailMessages:archive'] = () => refusal(503, 'server-unavailable');
    await stage.reader().getByRole('button', { name: 'Move to the archive' }).click();
    await stage.page.getByText('Refused: server-unavailable').waitFor();
    expect(await stage.reader().getAttribute('aria-label')).toBe('Subject 2');
    expect(await stage.page.getByTestId('mail-undo').count()).toBe(0);
  });
});

describe('the page', () => {
  it('has a title: what is open, where, and how many are unread', async () => {
    await expect.poll(() => stage.page.title()).toBe('(2) Inbox');
    await open(2);
    await expect.poll(() => stage.page.title()).toBe('(2) Subject 2 – Inbox');
    stage.folders = [{ ...FOLDERS[0], unread: 0 }, ...FOLDERS.slice(1)];
    await stage.hint(['folders']);
    await expect.poll(() => stage.page.title()).toBe('Subject 2 – Inbox');
    await stage.page.evaluate(() => window.leave());
    await expect.poll(() => stage.page.title()).not.toContain('Subject 2');
  });

  it('leaves keys alone that are somebody else’s', async () => {
    await open(2);
    await press('Control+a');
    await stage.page.getByTestId('mail-search').click();
    await stage.page.keyboard.type('case #');
    await stage.page.waitForTimeout(100);
    expect(stage.asked).toEqual([]);
    await press('Escape');
    await press('?');
    await stage.page.getByRole('dialog').waitFor();
    await press('e');
    await stage.page.waitForTimeout(100);
    expect(stage.asked).toEqual([]);
  });

  it('clears the choice before it closes what is open', async () => {
    await open(2);
    await press('x');
    await stage.page.getByText('1 selected').first().waitFor();
    await press('Escape');
    await stage.page.getByText('1 selected').first().waitFor({ state: 'detached' });
    expect(await stage.reader().count()).toBe(1);
    await press('Escape');
    await stage.reader().waitFor({ state: 'detached' });
  });

  it('does not archive what lies in the archive', async () => {
    stage.messages = [message(1, { folderId: '11' })];
    await stage.page.goto(`${stage.base}/?folder=11`);
    await open(1);
    await press('e');
    await stage.page.waitForTimeout(100);
    expect(stage.asked).toEqual([]);
    expect(await stage.reader().getByRole('button', { name: 'Move to the archive' }).count()).toBe(0);
  });
});
