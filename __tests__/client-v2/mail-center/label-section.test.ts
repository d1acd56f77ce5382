import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LabelView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, PageAnswer, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let work: LabelView;
/** What the list asked for last, apart from conversations. */
let asked: URLSearchParams | undefined;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  work = stage.labels.add('Big customers', 'green');
  stage.labels.add('Family', 'orange');
  stage.messages = [
    message(1, { labels: [work.id] }),
    message(2),
    message(3, { labels: [work.id], folderId: '11' }),
  ];
  await stage.page.reload();
  await label('Family').waitFor();
});

const section = () => stage.page.getByTestId('mail-labels');
const label = (name: string) => section().getByRole('treeitem', { name, exact: true });
const labels = () => section().getByRole('treeitem').allInnerTexts();
const menuItem = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const modal = () => stage.page.getByRole('dialog');
const button = (name: string) => modal().getByRole('button', { name, exact: true });
const field = () => stage.page.getByTestId('mail-label-name');
const sent = (action: string) =>
  stage.asked.flatMap(([name, values]) => (name === `mailLabels:${action}` ? [values] : []));
const title = () => stage.page.title();
const openMenu = async (of: string, item: string) => {
  await label(of).click({ button: 'right' });
  await menuItem(item).click();
  await modal().waitFor();
};

it('lists everything with a label in all folders, also after a reload and on the way back', async () => {
  const standard = stage.labels;
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (query.get('threadKey') !== null) return [];
    asked = query;
    const folder = query.get('folderId');
    return folder === null
      ? standard.found(query.get('q'), stage.messages)
      : stage.messages.filter(({ folderId }) => folderId === folder);
  };
  const isOpen = async () => {
    await stage.row(3).waitFor();
    expect(await stage.row(2).count()).toBe(0);
    expect(asked?.get('q')).toBe('label:"Big customers" -in:trash -in:junk');
    expect([asked?.get('folderId'), asked?.get('accountId')]).toEqual([null, null]);
    expect(await label('Big customers').getAttribute('aria-selected')).toBe('true');
    await expect.poll(title).toBe('Big customers');
  };
  await label('Big customers').click();
  await isOpen();
  expect(await stage.page.getByTestId('mail-row-folder').allInnerTexts()).toEqual(['Inbox', 'Archive']);
  await stage.page.reload();
  await isOpen();
  await stage.page.getByTestId('mail-filter-unread').click();
  await expect.poll(() => asked?.get('show')).toBe('unread');
  await stage.page.goBack();
  await stage.row(2).waitFor();
  await expect.poll(title).toBe('(2) Inbox');
  await stage.page.goForward();
  await expect.poll(title).toBe('Big customers');
});

it('keeps what loses the label in the dialog, but not in the list', async () => {
  await label('Big customers').click();
  await stage.row(3).click();
  await stage.page.keyboard.press('l');
  const option = stage.page.getByTestId('mail-label-option').first();
  await option.click();
  await stage.row(3).waitFor({ state: 'detached' });
  await expect.poll(() => option.getAttribute('aria-checked')).toBe('false');
  await option.click();
  await stage.row(3).waitFor();
  await expect.poll(() => option.getAttribute('aria-checked')).toBe('true');
});

it('waits for the labels before it opens one, and says so where they cannot be read', async () => {
  await label('Big customers').click();
  await stage.row(3).waitFor();
  stage.holds.add('mailLabels:list');
  stage.answers['mailLabels:list'] = () => refusal(500, 'internal');
  await stage.page.reload();
  const [held] = await stage.waiting('mailLabels:list', 1);
  // Neither the Inbox nor an empty list.
  await stage.page.getByTestId('mail-compose').waitFor();
  expect(await stage.row(2).count()).toBe(0);
  expect(await stage.page.getByTestId('mail-list-empty').count()).toBe(0);
  held.answer();
  await section().getByRole('alert').waitFor();
  stage.holds.clear();
  delete stage.answers['mailLabels:list'];
  await stage.page.getByTestId('mail-list-pane').getByRole('button', { name: 'Try again' }).click();
  await stage.row(3).waitFor();
  await expect.poll(labels).toEqual(['Big customers', 'Family']);
});

it('creates a label, in a color that can be changed, but none that is there already', async () => {
  await section().getByTestId('mail-label-new').click();
  await field().fill('FAMILY');
  await stage.page.keyboard.press('Enter');
  await modal().getByText('error.label-exists').waitFor();
  expect(sent('create')).toEqual([]);
  await field().fill(' New "one" ');
  await modal().getByRole('radio', { name: 'Purple' }).check();
  await button('Create').click();
  await expect.poll(labels).toEqual(['Big customers', 'Family', 'New one']);
  expect(sent('create')).toEqual([{ name: 'New one', color: 'purple' }]);
  await modal().waitFor({ state: 'detached' });
  // Somebody else was faster.
  stage.answers['mailLabels:create'] = () => refusal(409, 'label-exists');
  await section().getByTestId('mail-label-new').click();
  await field().fill('Another');
  await button('Create').click();
  await modal().locator('.ant-form-item-explain-error').waitFor();
  expect(await field().inputValue()).toBe('Another');
});

it('renames a label and changes its color, in the rows too', async () => {
  const chip = stage.page.getByTestId('mail-row-labels').locator('.label');
  const before = await chip.evaluate((element) => getComputedStyle(element).backgroundColor);
  await openMenu('Big customers', 'Rename…');
  await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await field().inputValue()).toBe('Big customers');
  await stage.page.keyboard.type('Key accounts');
  await stage.page.keyboard.press('Enter');
  await expect.poll(labels).toEqual(['Key accounts', 'Family']);
  await expect.poll(() => chip.innerText()).toBe('Key accounts');
  await expect
    .poll(() => label('Key accounts').evaluate((item) => item === document.activeElement))
    .toBe(true);
  await openMenu('Key accounts', 'Change color…');
  const green = modal().getByRole('radio', { name: 'Green' });
  await expect.poll(() => green.evaluate((input) => input === document.activeElement)).toBe(true);
  await stage.page.keyboard.press('ArrowRight');
  expect(await modal().getByRole('radio', { name: 'Teal' }).isChecked()).toBe(true);
  await button('Save').click();
  await expect
    .poll(() => chip.evaluate((element) => getComputedStyle(element).backgroundColor))
    .not.toBe(before);
  expect(sent('update')).toEqual([
    { name: 'Key accounts', color: 'green' },
    { name: 'Key accounts', color: 'cyan' },
  ]);
});

it('asks before it deletes a label, and leaves its list', async () => {
  await label('Big customers').click();
  await stage.row(3).waitFor();
  await openMenu('Big customers', 'Delete label…');
  await modal().getByText('The messages themselves stay.').waitFor();
  await button('Cancel').click();
  expect(sent('destroy')).toEqual([]);
  await openMenu('Big customers', 'Delete label…');
  await button('Delete').click();
  await expect.poll(labels).toEqual(['Family']);
  await expect.poll(title).toBe('(2) Inbox');
  await stage.row(2).waitFor();
  expect(await stage.page.getByTestId('mail-row-labels').count()).toBe(0);
});

it('hears of labels that are made elsewhere, once for the whole page', async () => {
  stage.holds.add('mailLabels:list');
  stage.labels.add('From my phone');
  await stage.hint(['labels']);
  // At once, and not only with the next look at everything a minute later.
  await expect.poll(() => stage.held.length, { timeout: 10_000 }).toBe(1);
  stage.holds.clear();
  stage.held[0].answer();
  await label('From my phone').waitFor();
});

it('says that nothing has a label yet', async () => {
  await label('Family').click();
  await stage.page.getByTestId('mail-list-empty').getByText('No message has this label yet.').waitFor();
});

it('is a sentence and a button where there are none, and can be folded', async () => {
  stage.labels.clear();
  await stage.page.reload();
  await section().getByTestId('mail-labels-empty').waitFor();
  expect(await section().getByRole('treeitem').count()).toBe(0);
  await section().getByRole('button', { name: 'Labels', exact: true }).click();
  expect(await section().getByTestId('mail-labels-empty').count()).toBe(0);
  await stage.page.reload();
  const fold = section().getByRole('button', { name: 'Labels', exact: true });
  await expect.poll(() => fold.getAttribute('aria-expanded')).toBe('false');
  await section().getByTestId('mail-label-new').click();
  await field().waitFor();
});

it('is for the keyboard and for everybody’s eyes', async () => {
  await label('Big customers').focus();
  await stage.page.keyboard.press('ArrowDown');
  await stage.page.keyboard.press('Enter');
  await expect.poll(title).toBe('Family');
  // One stop of Tab among all of them.
  expect(await section().locator('[role=treeitem][tabindex="0"]').allInnerTexts()).toEqual(['Family']);
  await stage.page.keyboard.press('Shift+F10');
  await menuItem('Change color…').press('Enter');
  await modal().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await stage.page.emulateMedia({ colorScheme });
    expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
    expect(await faultsIn(stage.page, '[data-testid="mail-labels"]')).toEqual([]);
  }
}, 60_000);

it('is what the search box suggests after label:, and a label that is none is said so', async () => {
  const search = stage.page.getByTestId('mail-search');
  await search.click();
  await stage.page.keyboard.type('label:cust');
  await stage.page.getByTestId('mail-suggestion-label').getByText('Big customers').waitFor();
  stage.answers['mailMessages:page'] = () => new PageAnswer([], null, { unknownLabels: ['nonsense'] });
  await stage.page.keyboard.press('Tab');
  expect(await search.inputValue()).toBe('label:"Big customers" ');
  await search.fill('label:nonsense');
  await stage.page.keyboard.press('Enter');
  await stage.page.getByTestId('mail-search-hint').getByText('There is no label “nonsense”.').waitFor();
});

it('labels the messages that are dropped on it, all of them if they are selected', async () => {
  const added = () =>
    stage.asked.flatMap(([action, { ids, add }]) => (action === 'mailMessages:label' ? [[ids, add]] : []));
  const family = stage.labels.rows.find(({ name }) => name === 'Family')?.id;
  await stage.row(2).dragTo(label('Family'));
  await expect.poll(added).toEqual([[['98'], [family]]]);
  await stage.page.getByText('Label “Family” added').first().waitFor();
  for (const n of [1, 2]) await stage.row(n).click({ modifiers: ['Control'] });
  await stage.row(2).dragTo(label('Big customers'));
  await expect.poll(added).toEqual([
    [['98'], [family]],
    [['99', '98'], [work.id]],
  ]);
});

it('leaves folders what they are: messages that are dropped on one are moved there', async () => {
  await stage.row(2).dragTo(stage.page.getByRole('treeitem', { name: 'Archive' }));
  await expect
    .poll(() => stage.asked.filter(([action]) => action === 'mailMessages:move'))
    .toEqual([['mailMessages:move', { ids: ['98'], folderId: '11' }]]);
});
