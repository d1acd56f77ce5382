import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isSnoozed, type SnoozeView } from '../../../src/common';
import { snoozeTimes } from '../../../src/client-v2/components/snooze/snooze-times';
import { faultsIn } from '../browser/axe';
import { conversationsOf } from '../browser/conversations-of';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
const LATER = new Date(Date.now() + 40 * 24 * 60 * 60_000).toISOString();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

/** A mailbox whose server snoozes messages in memory. */
async function open(size = {}, messages = [1, 2, 3, 4, 5].map((n) => message(n))): Promise<void> {
  await stage.open(size);
  stage.messages = messages;
  stage.answers['mailMessages:snooze'] = (values): SnoozeView => {
    const until = values.until as string | null;
    const ids = stage.chosen(values);
    const chosen = stage.messages.filter(({ id }) => ids.includes(String(id)));
    const changed = chosen.map(({ id, snoozedUntil = null }) => ({ id, before: snoozedUntil }));
    stage.messages = stage.messages.map((row) =>
      ids.includes(String(row.id)) ? { ...row, snoozedUntil: until } : row,
    );
    return { changed };
  };
  stage.answers['mailMessages:page'] = (_values, query) => {
    const thread = query.get('threadKey');
    if (thread !== null) return stage.messages.filter(({ threadKey }) => threadKey === thread);
    const wanted = query.get('q')?.includes('is:snoozed') ?? false;
    const searched = query.get('q') ?? '';
    const rows = stage.messages.filter(
      (row) => row.folderId === '10' && (searched !== '' && !wanted ? true : isSnoozed(row) === wanted),
    );
    return query.get('conversations') ? conversationsOf(rows) : rows;
  };
  await stage.page.reload();
  await stage.page.getByTestId('mail-row').first().waitFor();
}
const press = (key: string) => stage.page.keyboard.press(key);
const choices = () => stage.page.getByTestId('mail-snooze');
const choose = (name: string | RegExp) => choices().getByRole('button', { name }).click();
const asked = () => stage.asked.flatMap(([action, what]) => (action === 'mailMessages:snooze' ? [what] : []));
const rows = () => stage.page.getByTestId('mail-row').locator('.subject').allInnerTexts();
const menuItem = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const line = () => stage.page.getByTestId('mail-snoozed');
const hhmm = (iso: string) => new Date(iso).toTimeString().slice(0, 5);

it('offers times that make sense on every day of the week', () => {
  const labels = (iso: string) => snoozeTimes(new Date(iso)).map(({ label }) => label);
  const at = (iso: string, label: string) =>
    snoozeTimes(new Date(iso))
      .find((time) => time.label === label)
      ?.at.toString()
      .slice(0, 21);
  const all = ['Later today', 'Tomorrow morning', 'This weekend', 'Next week'];
  expect(labels('2026-12-02T10:20:00')).toEqual(all);
  expect(at('2026-12-02T10:20:00', 'Later today')).toBe('Wed Dec 02 2026 14:00');
  expect(at('2026-12-02T10:20:00', 'Tomorrow morning')).toBe('Thu Dec 03 2026 08:00');
  expect(at('2026-12-02T10:20:00', 'This weekend')).toBe('Sat Dec 05 2026 08:00');
  expect(at('2026-12-02T10:20:00', 'Next week')).toBe('Mon Dec 07 2026 08:00');
  expect(labels('2026-12-02T21:00:00')).toEqual(all.slice(1));
  expect(labels('2026-12-04T10:00:00')).toEqual(['Later today', 'Tomorrow morning', 'Next week']);
  expect(labels('2026-12-06T10:00:00')).toEqual(['Later today', 'Tomorrow morning']);
});

it('is done by keyboard, the message leaves the list, and undo brings it back', async () => {
  await stage.row(2).click();
  await stage.page.getByTestId('mail-list').focus();
  await press('b');
  await choices().waitFor();
  const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect.poll(focused).toMatch(/^(Later today|Tomorrow morning)/);
  const before = await focused();
  await press('ArrowDown');
  expect(await focused()).not.toBe(before);
  expect(await faultsIn(stage.page, '[data-testid="mail-snooze"]')).toEqual([]);
  const [first] = snoozeTimes(new Date());
  await press('ArrowUp');
  await press('Enter');
  await choices().waitFor({ state: 'detached' });
  await expect.poll(asked).toEqual([{ ids: ['98'], until: first.at.toISOString() }]);
  await expect.poll(rows).not.toContain('Subject 2');
  // The reader goes on with the next one.
  await expect.poll(() => stage.reader().getByText('Subject 3').count()).toBeGreaterThan(0);
  await stage.page.getByText(/^Snoozed until/).waitFor();
  await press('z');
  await expect.poll(() => asked().at(-1)).toEqual({ ids: ['98'], until: null });
  await expect.poll(rows).toContain('Subject 2');
});

it('is done with the mouse: over a row, in its menu, for several at once, and in the reader', async () => {
  await stage.page.locator('#mail-row-97').hover();
  await stage.page.getByTestId('mail-row-actions').getByRole('button', { name: 'Snooze…' }).click();
  await choose(/^Tomorrow morning/);
  await expect.poll(rows).not.toContain('Subject 3');
  await stage.row(4).click({ button: 'right' });
  await menuItem('Snooze…').click();
  await choose(/^Tomorrow morning/);
  await expect.poll(rows).not.toContain('Subject 4');
  for (const n of [1, 2]) await stage.row(n).click({ modifiers: ['Control'] });
  await stage.page.getByTestId('mail-bulk-snooze').click();
  await choose(/^Tomorrow morning/);
  await expect.poll(rows).toEqual(['Subject 5']);
  await stage.page.getByText(/^2 messages snoozed until/).waitFor();
  await stage.row(5).click();
  await stage.reader().getByRole('button', { name: 'Snooze…' }).click();
  await choose(/^Tomorrow morning/);
  await expect.poll(rows).toEqual([]);
  await expect.poll(() => stage.reader().count()).toBe(0);
  expect(asked().map(({ ids }) => ids)).toEqual([['97'], ['96'], ['99', '98'], ['95']]);
});

it('has a list, from which it is woken or snoozed until another time that is picked', async () => {
  const snoozed = [1, 2].map((n) => message(n, { snoozedUntil: LATER }));
  await open({}, [...snoozed, message(3)]);
  expect(await rows()).toEqual(['Subject 3']);
  await stage.page.getByTestId('mail-snoozed-list').click();
  await expect.poll(rows).toEqual(['Subject 1', 'Subject 2']);
  expect(await stage.page.locator('.mail-group').allInnerTexts()).toEqual(['Later']);
  const until = stage.page.getByTestId('mail-row-snoozed').first();
  expect(await until.getAttribute('datetime')).toBe(LATER);
  for (const colorScheme of ['dark', 'light'] as const) {
    await stage.page.emulateMedia({ colorScheme });
    expect(await faultsIn(stage.page, '[data-testid="mail-list"]')).toEqual([]);
  }
  await stage.row(2).click({ button: 'right' });
  await menuItem('Unsnooze').click();
  await expect.poll(rows).toEqual(['Subject 1']);
  await expect.poll(asked).toEqual([{ ids: ['98'], until: null }]);
  await stage.row(1).click();
  await line().waitFor();
  await line().getByRole('button', { name: 'Change' }).click();
  const field = choices().getByRole('textbox');
  const day = new Date(Date.now() + 3 * 24 * 60 * 60_000);
  const text = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')} 09:30`;
  await field.fill(text);
  await press('Enter');
  await choose('Snooze until then');
  await expect.poll(() => asked().length).toBe(2);
  expect(hhmm(asked()[1].until as string)).toBe('09:30');
  // It stays open, and listed.
  await expect.poll(() => line().innerText()).toContain('9:30');
  await line().getByRole('button', { name: 'Unsnooze' }).click();
  await expect.poll(rows).toEqual([]);
  await stage.page.getByText('Nothing is snoozed.').waitFor();
});

it('applies to a whole conversation, and to single messages of it', async () => {
  const parts = [1, 2, 3].map((n) => message(n, { threadKey: 'k' }));
  await open({}, [...parts, message(4)]);
  await stage.row(1).click();
  await stage.reader().getByTestId('mail-message-more').first().click();
  await menuItem('Snooze…').click();
  await choose(/^Tomorrow morning/);
  await expect.poll(() => asked().length).toBe(1);
  expect(asked()[0].ids).toHaveLength(1);
  // A part is snoozed: the message says so, not the head.
  await expect.poll(() => line().count()).toBe(1);
  await stage.page.getByTestId('mail-list').focus();
  await press('b');
  await choose(/^Tomorrow morning/);
  await expect.poll(() => asked().at(-1)).toMatchObject({ conversations: true });
  await expect.poll(rows).toEqual(['Subject 4']);
});

it('is at the top of the list once it is back, and found by searches before', async () => {
  const back = message(5, { back: true, seen: false });
  await open({}, [back, message(1), message(2, { snoozedUntil: LATER })]);
  expect(await stage.page.locator('.mail-group').first().innerText()).toBe('Back now');
  expect(await rows()).toEqual(['Subject 5', 'Subject 1']);
  await stage.page
    .getByTestId('mail-search')
    .locator('input')
    .or(stage.page.getByRole('combobox'))
    .first()
    .fill('Subject');
  await expect.poll(rows).toContain('Subject 2');
  await stage.page.getByTestId('mail-row-snoozed').waitFor();
});
