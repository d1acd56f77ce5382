import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { MessageView } from '../../../src/common';
import { MailCenterStage, message, PageAnswer, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const PAGE = 50;
const STEP = 500;
const ALL = 1234;
const press = (key: string) => stage.page.keyboard.press(key);
const bar = () => stage.page.getByTestId('mail-everything');
const count = () => stage.page.getByTestId('mail-bulk-count').textContent();
const dialog = () => stage.page.getByRole('dialog');
const question = () => dialog().locator('.ant-modal-confirm-title');
const asked = (action: string) => stage.asked.filter(([name]) => name === `mailMessages:${action}`);
const queries: URLSearchParams[] = [];
const idsOf = (rows: readonly MessageView[]) => rows.map(({ id }) => String(id));

/** Messages of the folder that is asked for, newest first, as the server's lists give them. */
const found = (query: URLSearchParams) =>
  stage.messages.filter(
    ({ folderId, seen, id }) =>
      folderId === query.get('folderId') &&
      (!query.get('q')?.includes('is:unread') || !seen) &&
      Number(id) <= Number(query.get('upTo') ?? Infinity),
  );
function pageOf<T>(rows: T[], query: URLSearchParams, size: number): { rows: T[]; next: string | null } {
  const before = query.get('before');
  const rest =
    before === null
      ? rows
      : rows.slice(rows.findIndex((row) => `after ${JSON.stringify(row)}` === before) + 1);
  const page = rest.slice(0, size);
  return { rows: page, next: rest.length > size ? `after ${JSON.stringify(page.at(-1))}` : null };
}

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  queries.length = 0;
  stage.messages = Array.from({ length: ALL }, (_, n) =>
    message(n + 1, {
      ...{ id: String(9000 - n), receivedAt: '2026-01-01T10:00:00Z', sentAt: '2026-01-01T10:00:00Z' },
      seen: n % 10 !== 0,
    }),
  );
  stage.folders = stage.folders.map((folder) => ({ ...folder, total: ALL }));
  stage.answers['mailMessages:page'] = (_values, query) => {
    const { rows, next } = pageOf(found(query), query, Number(query.get('limit') ?? PAGE));
    return new PageAnswer(rows, next);
  };
  stage.answers['mailMessages:countMatching'] = (_values, query) => ({
    ...{ count: found(query).length, exact: true },
    upTo: Math.max(...stage.messages.map(({ id }) => Number(id))),
  });
  stage.answers['mailMessages:matching'] = (_values, query) => {
    queries.push(query);
    // By place, as the server does: what has gone meanwhile changes nothing.
    const before = Number(query.get('before') ?? Infinity);
    const rest = idsOf(found(query)).filter((id) => Number(id) < before);
    return { ids: rest.slice(0, STEP), next: rest.length > STEP ? rest[STEP - 1] : null };
  };
  await stage.page.reload();
  await stage.row(1).waitFor();
  await press('Control+a');
});

const chooseAll = async () => {
  await bar().getByRole('button', { name: 'Select all messages of this list' }).click();
  await bar().getByText('All 1,234 messages of this list are selected.').waitFor();
};

it('is offered once all that is loaded is chosen, and ends with any other choice', async () => {
  await bar().getByText('All 50 rows shown are selected.').waitFor();
  await chooseAll();
  expect(await count()).toBe('1,234 selected');
  await stage.row(3).click({ modifiers: ['Control'] });
  await bar().waitFor({ state: 'detached' });
  await expect.poll(count).toBe('49 of 1,234');
  await press('Escape');
  await press('x');
  expect(await bar().count()).toBe(0);
});

it('moves them all in steps, after a question, and Undo brings them all back', async () => {
  await chooseAll();
  await press('e');
  await question().getByText('Move 1,234 messages to the archive?').waitFor();
  expect(asked('archive')).toEqual([]);
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await stage.page.getByText('1,234 messages archived').waitFor();
  expect(asked('archive').map(([, { ids }]) => (ids as string[]).length)).toEqual([
    STEP,
    STEP,
    ALL - 2 * STEP,
  ]);
  expect(queries.map((query) => query.get('upTo'))).toEqual(['9000', '9000', '9000']);
  await stage.row(1).waitFor({ state: 'detached' });
  await stage.page.getByTestId('mail-undo').click();
  await stage.row(1).waitFor();
  await expect.poll(() => stage.messages.filter(({ folderId }) => folderId === '10').length).toBe(ALL);
});

it('leaves alone what came after they were chosen, on screen and on the server', async () => {
  await chooseAll();
  stage.messages = [
    message(1, { id: '9500', subject: 'Just in', receivedAt: '2026-01-02T10:00:00Z' }),
    ...stage.messages,
  ];
  await stage.hint(['messages'], ['10']);
  await stage.page.getByText('Just in').waitFor();
  await press('#');
  await question().getByText('Move 1,234 messages to the trash?').waitFor();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await stage.page.getByText('1,234 messages moved to the trash').waitFor();
  await stage.page.getByText('Just in').waitFor();
  expect(stage.messages.filter(({ folderId }) => folderId === '10').map(({ id }) => id)).toEqual(['9500']);
});

it('marks as read only those that are not, and back', async () => {
  await chooseAll();
  await stage.page.getByTestId('mail-bulk-read').click();
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await stage.page.getByText('124 messages marked as read').waitFor();
  expect(stage.messages.every(({ seen }) => seen)).toBe(true);
  await press('z');
  await expect.poll(() => stage.messages.filter(({ seen }) => !seen).length).toBe(124);
});

it('can be stopped, and says what was done until then', async () => {
  await chooseAll();
  await press('e');
  stage.holds.add('mailMessages:archive');
  await dialog().getByRole('button', { name: 'Continue' }).click();
  const [first] = await stage.waiting('mailMessages:archive', 1);
  // One such change at a time.
  await press('Control+a');
  await bar().getByRole('button', { name: 'Select all messages of this list' }).click();
  await bar().getByText('messages of this list are selected').waitFor();
  await press('#');
  await stage.page.getByText('Another change to many messages is still running.').waitFor();
  await stage.page.getByTestId('mail-everything-stop').click();
  stage.holds.clear();
  first?.answer();
  await stage.page.getByText('500 messages archived').waitFor();
  expect(asked('archive')).toHaveLength(1);
});

it('does nothing without a yes, and asks another question in the trash', async () => {
  await chooseAll();
  await press('#');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
  expect(asked('remove')).toEqual([]);
  expect(await count()).toBe('1,234 selected');
  stage.messages = stage.messages.map((row) => ({ ...row, folderId: '12' }));
  await stage.page.goto(`${stage.base}/?folder=12`);
  await stage.row(1).waitFor();
  await press('Control+a');
  await chooseAll();
  await press('#');
  await question().getByText('Delete 1,234 messages permanently?').waitFor();
  await dialog().getByRole('button', { name: 'Delete permanently' }).click();
  await stage.page.getByText('1,234 messages deleted permanently').waitFor();
  expect(asked('remove').every(([, { permanently }]) => permanently === true)).toBe(true);
  expect(stage.messages).toEqual([]);
});

it('keeps what was done when a step fails, and says why it ended', async () => {
  await chooseAll();
  let steps = 0;
  stage.answers['mailMessages:archive'] = ({ ids }) => {
    if (++steps === 2) return refusal(503, 'server-unavailable');
    const chosen = (ids as unknown[]).map(String);
    stage.messages = stage.messages.map((row) =>
      chosen.includes(String(row.id)) ? { ...row, folderId: '11' } : row,
    );
    return { moved: chosen.map((id) => ({ id, folderId: '10' })) };
  };
  await press('e');
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await stage.page.getByText('Refused: server-unavailable').waitFor();
  await stage.page.getByText('500 messages archived').waitFor();
});

it('labels them all in steps, after a question, and Undo takes the label from them', async () => {
  const label = stage.labels.add('Old', 'gold');
  await stage.hint(['labels']);
  await chooseAll();
  await press('l');
  await stage.page.getByTestId('mail-label-option').getByText('Old').click();
  await question().getByText('Add the label “Old” to 1,234 messages?').waitFor();
  expect(asked('label')).toEqual([]);
  expect(await stage.page.getByTestId('mail-label-dialog').count()).toBe(0);
  await dialog().getByRole('button', { name: 'Continue' }).click();
  await stage.page.getByText('Label “Old” added to 1,234 messages').waitFor();
  expect(new Set(queries.map((query) => query.get('q')))).toEqual(new Set(['-label:"Old"']));
  const labelled = () => stage.messages.filter(({ labels = [] }) => labels.includes(label.id)).length;
  expect(labelled()).toBe(ALL);
  expect(await bar().count()).toBe(0);
  await stage.page.getByTestId('mail-undo').click();
  await expect.poll(labelled).toBe(0);
});
