import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { NoteView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
/** The notes on the first message's conversation. */
let notes: NoteView[];
let deleted: NoteView[];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

async function open(size = {}): Promise<void> {
  await stage.open(size);
  notes = [];
  deleted = [];
  const counted = () => {
    stage.messages = [1, 2].map((n) =>
      message(n, n === 1 && notes.length > 0 ? { notes: notes.length } : {}),
    );
    return {};
  };
  stage.answers['mailNotes:list'] = () => notes;
  stage.answers['mailNotes:create'] = ({ text }) => {
    const id = String(notes.length + deleted.length + 1);
    const note = { id, text: text as string, createdAt: '2026-01-02T03:04:05Z', editedAt: null };
    notes = [...notes, note];
    counted();
    return note;
  };
  stage.answers['mailNotes:update'] = ({ text }, query) => {
    const editedAt = '2026-01-03T03:04:05Z';
    notes = notes.map((note) =>
      note.id === query.get('filterByTk') ? { ...note, text: text as string, editedAt } : note,
    );
    return {};
  };
  stage.answers['mailNotes:destroy'] = (_values, query) => {
    deleted = notes.filter(({ id }) => id === query.get('filterByTk'));
    notes = notes.filter(({ id }) => id !== query.get('filterByTk'));
    return counted();
  };
  stage.answers['mailNotes:restore'] = () => {
    notes = [...notes, ...deleted];
    return counted();
  };
  stage.messages = [1, 2].map((n) => message(n));
  await stage.row(1).click();
}
const section = () => stage.page.getByTestId('mail-notes');
const items = () => stage.page.getByTestId('mail-note');
const editor = () => stage.page.getByTestId('mail-note-editor').locator('textarea').first();
const press = (key: string) => stage.page.keyboard.press(key);
const add = async (text: string) => {
  await stage.reader().getByRole('button', { name: 'Write a note' }).click();
  await expect.poll(() => editor().evaluate((field) => field === document.activeElement)).toBe(true);
  await editor().fill(text);
  await press('Control+Enter');
};

it('are written, changed and deleted, with undo, and marked in the list', async () => {
  await stage.reader().waitFor();
  // Nobody asks for notes where there are none.
  expect([await section().count(), stage.read.has('mailNotes:list')]).toEqual([0, false]);
  await add('Call back: https://x.org/a?b');
  await expect.poll(() => items().count()).toBe(1);
  expect(await items().locator('a').getAttribute('href')).toBe('https://x.org/a?b');
  await stage.hint(['messages']);
  await stage.page.getByTestId('mail-row-notes').waitFor();
  await add('<b>Second</b>');
  await expect.poll(() => items().count()).toBe(2);
  expect(await items().nth(1).innerText()).toContain('<b>Second</b>');
  await items().nth(1).getByRole('button', { name: 'Edit note' }).click();
  await editor().fill('Changed');
  await stage.page.getByTestId('mail-note-editor').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => items().nth(1).innerText()).toMatch(/Changed[^]*edited/);
  await items().nth(0).getByRole('button', { name: 'Delete note' }).click();
  await expect.poll(() => items().count()).toBe(1);
  await stage.page.getByTestId('mail-undo').click();
  await expect.poll(() => items().count()).toBe(2);
  // Escape ends the writing, but never takes what was written.
  await stage.reader().getByRole('button', { name: 'Write a note' }).click();
  await press('Escape');
  await editor().waitFor({ state: 'detached' });
  await stage.reader().getByRole('button', { name: 'Write a note' }).click();
  await editor().fill('Kept');
  await press('Escape');
  expect(await editor().inputValue()).toBe('Kept');
  expect(await stage.reader().count()).toBe(1);
  // It's still there after another message was read, and in the same place if the message becomes a conversation.
  await stage.row(2).click();
  await editor().waitFor({ state: 'detached' });
  await stage.row(1).click();
  await expect.poll(() => editor().inputValue()).toBe('Kept');
  const hasFocus = () => editor().evaluate((field) => field === document.activeElement);
  expect(await hasFocus()).toBe(false);
  await editor().focus();
  stage.messages = [...stage.messages, message(3, { threadKey: 't1' })];
  await stage.hint(['messages'], ['10']);
  await stage.page.getByTestId('mail-conversation-count').waitFor();
  expect([await editor().inputValue(), await hasFocus()]).toEqual(['Kept', true]);
  await editor().fill('Saved');
  await press('Control+Enter');
  await expect.poll(() => items().count()).toBe(3);
  expect(await editor().count()).toBe(0);
});

it('keep what was written where the server refuses it, and say so', async () => {
  stage.answers['mailNotes:create'] = () => refusal(429, 'notes-full');
  await add('Too many');
  await stage.page.locator('.ant-message-notice').first().waitFor();
  expect(await editor().inputValue()).toBe('Too many');
  stage.messages = [message(1, { notes: 1 }), message(2)];
  stage.answers['mailNotes:list'] = () => refusal(500, 'internal');
  await stage.page.reload();
  await section().getByRole('button', { name: 'Try again' }).waitFor();
  notes = [{ id: '1', text: 'There', createdAt: '2026-01-02T03:04:05Z', editedAt: null }];
  stage.answers['mailNotes:list'] = () => notes;
  await section().getByRole('button', { name: 'Try again' }).click();
  await items().waitFor();
});

it.each(['light', 'dark'] as const)('are readable and within reach, in %s', async (colorScheme) => {
  await add('A note with a long word '.repeat(10) + 'x'.repeat(200) + ' https://x.org');
  await items().waitFor();
  await stage.page.emulateMedia({ colorScheme });
  for (const width of [1440, 390]) {
    await stage.page.setViewportSize({ width, height: 800 });
    await items().waitFor();
    expect(await faultsIn(stage.page, '[data-testid="mail-notes"]')).toEqual([]);
    const overflow = () =>
      stage.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    // The toolbar stays a single line.
    const bar = await stage.reader().getByRole('toolbar').boundingBox();
    expect(bar?.height).toBeLessThan(60);
  }
});
