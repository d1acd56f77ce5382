import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FollowUpView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let due: FollowUpView[];
let done: string[];
let postponed: Array<[string | null, unknown]>;

const followUp = (n: number, part: Partial<FollowUpView> = {}): FollowUpView => ({
  ...{ kind: 'noAnswer' as const, due: true },
  ...{ id: String(90 + n), accountId: '1', subject: `Asked ${n}`, messageId: message(n).id, folderId: '10' },
  ...{ sentAt: '2026-01-02T03:04:05Z', dueAt: '2026-01-05T08:00:00Z' },
  recipients: [{ name: 'Ada', address: 'ada@x.org' }],
  ...part,
});

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  due = [];
  done = [];
  postponed = [];
  await stage.open();
  const without = (id: string | null) => {
    due = due.filter((each) => each.id !== id);
    return {};
  };
  stage.answers['mailTodos:list'] = () => due;
  stage.answers['mailTodos:finish'] = (_values, query) => {
    const id = query.get('filterByTk');
    done.push(String(id));
    return without(id);
  };
  stage.answers['mailTodos:postpone'] = ({ remind }, query) => {
    postponed.push([query.get('filterByTk'), remind]);
    return without(query.get('filterByTk'));
  };
});

const entry = () => stage.page.getByTestId('mail-follow-up');
const cards = () => stage.page.getByTestId('mail-follow-up-card');
const show = async (...list: FollowUpView[]) => {
  due = list;
  await stage.hint(['todos']);
  await entry().click();
  await cards().first().waitFor();
};

it('is in the folder pane while something is due, with its number', async () => {
  expect(await entry().count()).toBe(0);
  due = [followUp(1), followUp(2)];
  await stage.hint(['todos']);
  await entry().getByText('2', { exact: true }).waitFor();
  // The answer arrives.
  due = [];
  await stage.hint(['messages'], ['10']);
  await entry().waitFor({ state: 'detached' });
});

it('leads to the message', async () => {
  await show(followUp(1), followUp(2, { subject: '', messageId: null, folderId: null }));
  expect(await cards().nth(0).innerText()).toContain('To Ada');
  // One that isn't stored here can't be opened.
  expect(await cards().nth(1).getByTestId('mail-follow-up-open').count()).toBe(0);
  await cards().nth(0).getByTestId('mail-follow-up-open').click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 1');
  expect(new URL(stage.page.url()).searchParams.get('message')).toBe(message(1).id);
});

it('ends with Done', async () => {
  await show(followUp(1), followUp(2));
  await cards().filter({ hasText: 'Asked 1' }).getByTestId('mail-follow-up-done').dblclick();
  await expect.poll(() => cards().allInnerTexts()).toHaveLength(1);
  expect(done).toEqual(['91']);
  await cards().getByTestId('mail-follow-up-done').click();
  await stage.page.getByText('Nothing to follow up').waitFor();
  expect(await entry().count()).toBe(1);
});

it('comes again later, by keyboard', async () => {
  await show(followUp(1));
  const again = cards().getByRole('button', { name: 'Remind me again' });
  await again.focus();
  await stage.page.keyboard.press('Enter');
  const focused = () => stage.page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toContain('In 1 day');
  await stage.page.keyboard.press('ArrowDown');
  await expect.poll(focused).toContain('In 3 days');
  await stage.page.keyboard.press('Enter');
  await expect.poll(() => postponed).toEqual([['91', { days: 3 }]]);
  await cards().waitFor({ state: 'detached' });
});

it('lists messages to deal with by a date, which are set, changed and done, with undo', async () => {
  const at = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString();
  const toDo = (n: number, days: number): FollowUpView => ({
    ...followUp(n, { kind: 'toDo', due: days <= 0, dueAt: at(days), recipients: [], sender: 'Ada' }),
  });
  stage.answers['mailTodos:create'] = ({ remind }) => {
    const known = due.find(({ id }) => id === '91');
    const todo = toDo(1, (remind as { days: number }).days);
    due = [...due.filter((each) => each !== known), todo];
    return { id: todo.id, dueAt: todo.dueAt, before: known?.dueAt ?? null };
  };
  stage.answers['mailTodos:reopen'] = () => {
    due = [toDo(1, 3), toDo(2, -2)];
    return {};
  };
  const asked = (name: string) => stage.asked.flatMap(([action, what]) => (action === name ? [what] : []));
  due = [toDo(2, -2)];
  await stage.row(1).click();
  await stage.row(1).click({ button: 'right' });
  await stage.page.getByRole('menuitem', { name: 'Remind me about this…' }).click();
  const choices = stage.page.getByTestId('mail-remind');
  await choices.waitFor();
  expect(await faultsIn(stage.page, '[data-testid="mail-remind"]')).toEqual([]);
  await choices.getByRole('button', { name: /^In 3 days/ }).click();
  await expect
    .poll(() => asked('mailTodos:create'))
    .toMatchObject([{ messageId: '99', remind: { days: 3 } }]);
  const said = () => stage.page.getByText(/^You’ll be reminded on/).innerText();
  const first = await said();
  await stage.hint(['todos']);
  const line = stage.page.getByTestId('mail-todo');
  await line.getByText(/^Due on/).waitFor();
  // Undoing a change brings back the day before it.
  await line.getByRole('button', { name: 'Change' }).click();
  await choices.getByRole('button', { name: /^In 1 week/ }).click();
  await expect.poll(said).not.toBe(first);
  await stage.page.getByTestId('mail-undo').click();
  const days = () => postponed.map(([id, remind]) => [id, Object.keys(remind as object)]);
  await expect.poll(days).toEqual([['91', ['on']]]);
  expect(done).toEqual([]);
  due = [toDo(1, 3), ...due];
  await stage.hint(['todos']);
  await entry().click();
  await expect.poll(() => cards().count()).toBe(2);
  // What is due comes first, and only that counts.
  expect(await cards().nth(0).innerText()).toMatch(/From Ada[^]*Overdue since/);
  expect(await cards().nth(1).innerText()).toMatch(/Due on/);
  expect(await stage.page.getByText('Upcoming').count()).toBe(1);
  expect(await entry().innerText()).toContain('1');
  await cards().nth(1).getByRole('button', { name: 'Change the date' }).waitFor();
  await cards().nth(1).getByTestId('mail-follow-up-done').click();
  await expect.poll(() => cards().count()).toBe(1);
  await stage.page.getByTestId('mail-undo').click();
  await expect.poll(() => asked('mailTodos:reopen')).toHaveLength(1);
  await expect.poll(() => cards().count()).toBe(2);
});

it('says what went wrong, and lists what is there by now', async () => {
  await show(followUp(1));
  stage.answers['mailTodos:finish'] = () => {
    due = [];
    return refusal(404, 'not-found');
  };
  await cards().getByTestId('mail-follow-up-done').click();
  await stage.page.locator('.ant-message-notice').first().waitFor();
  await cards().waitFor({ state: 'detached' });
});

it('opens from a link', async () => {
  due = [followUp(1)];
  await stage.page.goto(`${stage.base}/?folder=follow-up`);
  await cards().first().waitFor();
  expect(await stage.page.title()).toContain('Follow up');
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([1440, 390])('nothing is out of reach at a width of %i', async (width) => {
    due = [followUp(1, { subject: 'A subject that is long enough to be cut '.repeat(4) }), followUp(2)];
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 800 });
    await stage.page.goto(`${stage.base}/?folder=follow-up`);
    await cards().first().waitFor();
    expect(await faultsIn(stage.page, '#root')).toEqual([]);
    const overflow = () =>
      stage.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
