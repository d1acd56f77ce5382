import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LabelView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let work: LabelView;
let family: LabelView;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

/** A mailbox with two labels, one of which is on the first message. */
async function open(size = {}): Promise<void> {
  await stage.open(size);
  family = stage.labels.add('Family', 'orange');
  work = stage.labels.add('Work', 'blue');
  stage.messages = [1, 2, 3, 4, 5].map((n) => message(n, { labels: n === 1 ? [work.id] : [] }));
  await stage.page.reload();
  await chips(1).waitFor();
}
const rowOf = (n: number) => stage.page.locator(`#mail-row-${100 - n}`);
const chips = (n: number) => rowOf(n).getByTestId('mail-row-labels');
const named = (n: number) => chips(n).locator('.label').allInnerTexts();
const inReader = () => stage.page.getByTestId('mail-reader-labels');
const dialog = () => stage.page.getByTestId('mail-label-dialog');
const field = () => stage.page.getByTestId('mail-label-find');
const option = (name: string) => dialog().getByRole('option', { name, exact: true });
const stateOf = (name: string) => option(name).getAttribute('aria-checked');
const press = (key: string) => stage.page.keyboard.press(key);
const labelled = () =>
  stage.asked.flatMap(([action, what]) => (action === 'mailMessages:label' ? [what] : []));
const menuItem = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const toast = (text: string) => stage.page.getByText(text, { exact: true });
/** Chooses three messages, the first of which has a label. */
const chooseThree = async () => {
  for (const n of [1, 2, 3]) await stage.row(n).click({ modifiers: ['Control'] });
};

it('are in their rows, no more than two of them, and leave the subject its room', async () => {
  stage.labels.add('A rather long name of a label');
  stage.labels.add('Last');
  const labels = ['unknown', ...stage.labels.rows.map(({ id }) => id)];
  stage.messages = [message(1, { labels, subject: 'Subject '.repeat(20) }), message(2)];
  await stage.page.reload();
  await expect.poll(() => named(1)).toEqual(['A rather long name of a label', 'Family']);
  expect(await chips(1).locator('.more').innerText()).toBe('+2');
  expect(await chips(2).count()).toBe(0);
  const width = async (part: string) => (await rowOf(1).locator(part).boundingBox())?.width ?? 0;
  expect(await width('.subject')).toBeGreaterThan(await width('.labels'));
  // In rows of one line, too.
  await stage.page.evaluate(() => localStorage.setItem('mail-center:view', 'compact 1'));
  await stage.page.getByTestId('mail-view').click();
  await menuItem('Compact').click();
  await expect.poll(() => rowOf(1).locator('.text.line').count()).toBe(1);
  expect(await named(1)).toHaveLength(2);
  expect(await width('.subject')).toBeGreaterThan(40);
});

it('are added and removed by keyboard, and the focus goes back where it was', async () => {
  await stage.row(2).click();
  await stage.page.getByTestId('mail-list').focus();
  await press('l');
  await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await stateOf('Work')).toBe('false');
  await stage.page.keyboard.type('wo');
  await press('Enter');
  await expect.poll(() => stateOf('Work')).toBe('true');
  await expect.poll(labelled).toEqual([{ ids: ['98'], add: [work.id], remove: [] }]);
  // What is typed next replaces what was found.
  await stage.page.keyboard.type('k');
  expect(await field().inputValue()).toBe('k');
  await field().fill('');
  // There, a space is no part of a name.
  await press(' ');
  await expect.poll(() => stateOf('Family')).toBe('true');
  await press('ArrowDown');
  await press(' ');
  await expect.poll(() => stateOf('Work')).toBe('false');
  await expect.poll(() => labelled().at(-1)).toEqual({ ids: ['98'], add: [], remove: [work.id] });
  await press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(() => named(2)).toEqual(['Family']);
  expect(await stage.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  expect(await stage.reader().count()).toBe(1);
});

it('are on some of several messages, then on all, and undo takes them from those that had none', async () => {
  await chooseThree();
  await stage.page.getByTestId('mail-bulk-label').click();
  expect(await stateOf('Work')).toBe('mixed');
  expect(await stateOf('Family')).toBe('false');
  await option('Work').click();
  await expect.poll(() => stateOf('Work')).toBe('true');
  await expect.poll(labelled).toEqual([{ ids: ['97', '98', '99'].reverse(), add: [work.id], remove: [] }]);
  await toast('Label “Work” added to 2 messagesUndo').or(toast('Label “Work” added to 2 messages')).waitFor();
  await press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await press('z');
  await expect.poll(() => labelled().at(-1)).toEqual({ ids: ['98', '97'], add: [], remove: [work.id] });
  await expect.poll(() => chips(2).count()).toBe(0);
  expect(await named(1)).toEqual(['Work']);
});

it('show at once, and not any longer where the server refuses them', async () => {
  stage.holds.add('mailMessages:label');
  stage.answers['mailMessages:label'] = () => refusal(404, 'not-found');
  await stage.row(2).click({ button: 'right' });
  await menuItem('Label…').click();
  await option('Work').click();
  await expect.poll(() => named(2)).toEqual(['Work']);
  const [held] = await stage.waiting('mailMessages:label', 1);
  held.answer();
  await toast('Refused: not-found').waitFor();
  await expect.poll(() => chips(2).count()).toBe(0);
  expect(await stateOf('Work')).toBe('false');
});

it('wait with the other changes while the browser is offline', async () => {
  await stage.row(2).click();
  await stage.page.context().setOffline(true);
  await press('l');
  await option('Work').click();
  await expect.poll(() => named(2)).toEqual(['Work']);
  await stage.page
    .getByTestId('mail-offline')
    .getByText(/waits? until you are online/)
    .waitFor();
  expect(labelled()).toEqual([]);
  // What is read from memory meanwhile has the label too.
  await stage.hint(['messages']);
  await expect.poll(() => inReader().allInnerTexts()).toEqual(['Work']);
  await stage.page.context().setOffline(false);
  await expect.poll(labelled).toEqual([{ ids: ['98'], add: [work.id], remove: [] }]);
  await toast('Label “Work” added').or(toast('Label “Work” addedUndo')).waitFor();
});

it('are created while typing, in a color of their own', async () => {
  await stage.row(2).click();
  await press('l');
  await field().fill('wORK');
  expect(await dialog().getByRole('option').allInnerTexts()).toEqual(['Work']);
  await field().fill('  Taxes "2026" ');
  await option('Create “Taxes 2026”').waitFor();
  await press('Enter');
  await expect.poll(() => stateOf('Taxes 2026')).toBe('true');
  const created = stage.asked.find(([action]) => action === 'mailLabels:create')?.[1];
  expect(created).toEqual({ name: 'Taxes 2026', color: 'green' });
  await expect.poll(labelled).toEqual([{ ids: ['98'], add: ['3'], remove: [] }]);
  await press('Escape');
  await expect.poll(() => named(2)).toEqual(['Taxes 2026']);
});

it('of a conversation are those of all its messages, and each message has its own', async () => {
  stage.messages = [
    message(1, { threadKey: 't', labels: [work.id] }),
    message(2, { threadKey: 't', labels: [] }),
    message(3, { threadKey: 't', folderId: '11', labels: [] }),
  ];
  await stage.page.reload();
  await expect.poll(() => named(1)).toEqual(['Work']);
  await stage.row(1).click();
  await inReader().first().waitFor();
  await stage.page.getByTestId('mail-label').click();
  expect(await stateOf('Work')).toBe('mixed');
  await option('Family').click();
  await expect.poll(() => stateOf('Family')).toBe('true');
  await expect.poll(labelled).toEqual([{ ids: ['99'], conversations: true, add: [family.id], remove: [] }]);
  await expect.poll(() => stage.messages.map(({ labels }) => labels?.length)).toEqual([2, 1, 0]);
  await press('Escape');
  await dialog().waitFor({ state: 'detached' });
  // A message shows its own where they are not those of all.
  const linksAt = (n: number) => inReader().nth(n).getByRole('link').allInnerTexts();
  expect(await linksAt(0)).toEqual(['Family', 'Work']);
  await stage.page.getByRole('button', { name: 'Expand all' }).click();
  await expect.poll(() => linksAt(1)).toEqual(['Family']);
  expect(await inReader().count()).toBe(2);
  await stage.page.getByTestId('mail-message-more').last().click();
  await menuItem('Label…').click();
  expect(await stateOf('Work')).toBe('true');
  await option('Work').click();
  await expect.poll(() => labelled().at(-1)).toEqual({ ids: ['99'], add: [], remove: [work.id] });
  await press('Escape');
  await expect.poll(() => inReader().allInnerTexts()).toEqual(['Family']);
});

it('of the open message are removed at its head, and lead to everything that has them', async () => {
  await stage.row(1).click();
  await inReader().getByRole('link', { name: 'Work' }).waitFor();
  await inReader().getByRole('button', { name: 'Remove the label “Work”' }).click();
  await inReader().waitFor({ state: 'detached' });
  await expect.poll(labelled).toEqual([{ ids: ['99'], add: [], remove: [work.id] }]);
  await stage.page.getByTestId('mail-undo').click();
  await inReader().getByRole('link', { name: 'Work' }).click();
  await expect.poll(() => stage.page.title()).toBe('Work');
  expect(new URL(stage.page.url()).searchParams.get('folder')).toBe(`label-${work.id}`);
});

it('that are deleted elsewhere meanwhile are gone from the dialog, the rows and the reader', async () => {
  await stage.row(1).click();
  await inReader().waitFor();
  await press('l');
  await option('Work').waitFor();
  stage.labels.remove(work.id);
  await stage.hint(['labels', 'messages']);
  await option('Work').waitFor({ state: 'detached' });
  await option('Family').waitFor();
  await inReader().waitFor({ state: 'detached' });
  expect(await chips(1).count()).toBe(0);
});

it('can be chosen on a phone', async () => {
  await open({ width: 390, height: 700, touch: true });
  expect(await named(1)).toEqual(['Work']);
  await stage.row(1).click();
  await stage.page.getByTestId('mail-label').click();
  const box = await dialog().boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  await option('Family').click();
  await expect.poll(() => inReader().locator('li').count()).toBe(2);
  const overflow = await stage.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

it.each(['light', 'dark'] as const)(
  'are readable and named in %s',
  async (colorScheme) => {
    for (const color of ['red', 'volcano', 'gold', 'lime', 'green', 'cyan'] as const)
      stage.labels.add(color, color);
    for (const color of ['geekblue', 'purple', 'magenta', 'default'] as const) stage.labels.add(color, color);
    const ids = stage.labels.rows.map(({ id }) => id);
    stage.messages = ids.map((id, n) => message(1 + (n % 9), { id: String(99 - n), labels: [id, work.id] }));
    stage.messages[0].labels = ids;
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.reload();
    await stage.row(1).first().click();
    await inReader().waitFor();
    expect(await faultsIn(stage.page, '[data-testid="mail-center"]')).toEqual([]);
    await press('l');
    await field().fill('e');
    expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  },
  60_000,
);
