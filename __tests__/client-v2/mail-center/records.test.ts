import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RecordView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let mia: RecordView;
let max: RecordView;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => open());

/** A mailbox in which a message is linked to a customer, and two customers and a deal can be found. */
async function open(size = {}): Promise<void> {
  await stage.open(size);
  mia = stage.records.add('Mia Sommer', {
    fields: [{ titles: ['Status'], value: 'Important' }],
    page: '/admin/abc/view/def/filterbytk/1',
  });
  max = stage.records.add('Max Winter', { fields: [{ titles: ['Company', 'City'], value: 'Berlin' }] });
  stage.records.add('Roof', { collection: 'deals', collectionTitle: 'Deals', recordKey: 'D1' });
  stage.records.link('99', mia);
  stage.records.matching = [mia, max];
}
const section = () => stage.page.getByTestId('mail-records');
const records = () => section().getByTestId('mail-record');
const dialog = () => stage.page.getByTestId('mail-link-dialog');
const field = () => stage.page.getByTestId('mail-record-find');
const options = () => stage.page.getByTestId('mail-record-option').allInnerTexts();
const press = (key: string) => stage.page.keyboard.press(key);
const button = (name: string) => section().getByRole('button', { name, exact: true });
const menuItem = (name: string) => stage.page.getByRole('menuitem', { name, exact: true });
const links = () => stage.asked.flatMap(([action, what]) => (action === 'mailMessages:link' ? [what] : []));
const keyOf = ({ collection, recordKey }: RecordView) => ({ collection, recordKey });
const undo = () => stage.page.getByTestId('mail-undo');

it('are beside a message: those that are linked, and those that match', async () => {
  await stage.row(1).click();
  await expect.poll(() => records().count()).toBe(2);
  expect(await records().nth(0).innerText()).toContain('Important');
  const page = records().nth(0).getByRole('link');
  expect(await page.getAttribute('href')).toBe('/admin/abc/view/def/filterbytk/1');
  // Without a page, a drawer shows what is known.
  await records().nth(1).getByRole('button', { name: 'Max Winter', exact: true }).click();
  const drawer = stage.page.getByTestId('mail-record-drawer');
  await drawer.waitFor();
  expect(await drawer.innerText()).toMatch(/Company \/ City:?\s*Berlin/);
  expect(await faultsIn(stage.page, '[data-testid=mail-records]')).toEqual([]);
  await press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await button('Link the record “Max Winter”').click();
  await expect.poll(links).toEqual([{ ids: ['99'], add: [keyOf(max)], remove: [] }]);
  await expect
    .poll(() =>
      section()
        .getByRole('button', { name: /^Link the record/ })
        .count(),
    )
    .toBe(0);
  await undo().click();
  await expect.poll(() => links().at(-1)).toEqual({ ids: ['99'], add: [], remove: [keyOf(max)] });
  await expect.poll(() => button('Link the record “Max Winter”').count()).toBe(1);
});

it('are unlinked, and linked again by undo; what cannot be seen is asked about first', async () => {
  await stage.row(1).click();
  await button('Unlink from “Mia Sommer”').click();
  await expect.poll(links).toEqual([{ ids: ['99'], add: [], remove: [keyOf(mia)] }]);
  await button('Link the record “Mia Sommer”').waitFor();
  await undo().click();
  await button('Unlink from “Mia Sommer”').waitFor();
  const hidden = stage.records.add('', { title: null });
  stage.records.link('99', hidden);
  await stage.hint(['links']);
  await button('Unlink from “A record that you can’t see”').click();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
  await expect.poll(() => links().at(-1)).toEqual({ ids: ['99'], add: [], remove: [keyOf(hidden)] });
});

it('are found by keyboard, from the toolbar', async () => {
  await stage.row(2).click();
  stage.holds.add('mailLinks:search');
  await stage.reader().getByTestId('mail-link').click();
  await expect.poll(() => field().evaluate((input) => input === document.activeElement)).toBe(true);
  // Keys that are pressed before anything is found choose nothing, and lose nothing.
  const [first] = await stage.waiting('mailLinks:search', 1);
  await press('ArrowDown');
  await press('Enter');
  stage.holds.clear();
  first.answer();
  const marked = dialog().getByRole('option', { selected: true });
  await expect.poll(() => marked.allInnerTexts()).toEqual(['Mia Sommer\nImportant']);
  await expect.poll(options).toEqual(['Mia Sommer\nImportant', 'Max Winter\nBerlin']);
  expect(await faultsIn(stage.page, '[data-testid=mail-link-dialog]')).toEqual([]);
  await stage.page.keyboard.type('m');
  await press('ArrowDown');
  await stage.page.keyboard.type('ax');
  await expect.poll(options).toEqual(['Max Winter\nBerlin']);
  await press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(links).toEqual([{ ids: ['98'], add: [keyOf(max)], remove: [] }]);
  await button('Unlink from “Max Winter”').waitFor();
});

it('are chosen for several messages, and from another collection, which is offered first the next time', async () => {
  for (const n of [1, 2]) await stage.row(n).click({ modifiers: ['Control'] });
  await stage.page.getByTestId('mail-bulk-link').click();
  await stage.page.getByTestId('mail-record-collection').click();
  await stage.page.getByTitle('Deals').click();
  await expect.poll(options).toEqual(['Roof']);
  await field().fill('nothing like it');
  await dialog().getByText('No record matches').waitFor();
  await field().fill('');
  await expect.poll(options).toEqual(['Roof']);
  await press('Enter');
  await expect.poll(() => links().length).toBe(1);
  expect((links()[0].ids as string[]).sort()).toEqual(['98', '99']);
  await press('Escape');
  await stage.row(3).click({ button: 'right' });
  await menuItem('Link to record…').click();
  await expect.poll(options).toEqual(['Roof']);
});

it('say why where they cannot be loaded, found or linked', async () => {
  stage.answers['mailLinks:list'] = () => refusal(500, 'internal');
  await stage.row(1).click();
  await stage.page.getByTestId('mail-records-failure').waitFor();
  delete stage.answers['mailLinks:list'];
  await stage.page.getByTestId('mail-records-failure').getByRole('button').click();
  await expect.poll(() => records().count()).toBe(2);
  stage.answers['mailLinks:search'] = () => refusal(404, 'not-found');
  stage.answers['mailMessages:link'] = () => refusal(404, 'not-found');
  await button('Link the record “Max Winter”').click();
  await stage.page.getByText('Refused: not-found').waitFor();
  expect(await button('Link the record “Max Winter”').count()).toBe(1);
  await stage.reader().getByTestId('mail-link').click();
  await dialog().getByText('Refused: not-found').waitFor();
  delete stage.answers['mailLinks:search'];
  await dialog().getByRole('button', { name: 'Try again' }).click();
  await expect.poll(options).toHaveLength(2);
});

it('are created from a message, whose values are suggested, and linked to it', async () => {
  const field = { required: false, options: [] };
  stage.records.form = {
    ...{ collection: 'tickets', keyField: 'id' },
    fields: [
      { ...field, name: 'title', title: 'Title', kind: 'text', required: true, source: 'subject' },
      { ...field, name: 'email', title: 'Sender', kind: 'text', source: 'address' },
      { ...field, name: 'text', title: 'Description', kind: 'longText', source: 'text' },
      { ...field, name: 'hours', title: 'Hours', kind: 'number', source: null },
      { ...field, name: 'urgent', title: 'Urgent', kind: 'checkbox', required: true, source: null },
    ],
  };
  stage.answers['mailLinks:form'] = () => refusal(503, 'busy');
  await stage.row(2).click();
  await stage.reader().getByRole('button', { name: 'More', exact: true }).click();
  await menuItem('New record from this message…').click();
  const drawer = stage.page.getByTestId('mail-new-record');
  // Another collection can be chosen if the form of one can't be loaded.
  await drawer.getByText('Refused: busy').waitFor();
  expect(await drawer.getByLabel('Collection').count()).toBe(1);
  delete stage.answers['mailLinks:form'];
  await drawer.getByRole('button', { name: 'Try again' }).click();
  const value = (label: string) => drawer.getByLabel(label).inputValue();
  await expect.poll(() => value('Title')).toBe('Subject 2');
  expect([await value('Sender'), await value('Description')]).toEqual(['s2@x.org', 'Text of 98']);
  expect(await faultsIn(stage.page, '[data-testid=mail-new-record]')).toEqual([]);
  const create = drawer.getByRole('button', { name: 'Create and link' });
  await drawer.getByLabel('Title').fill('');
  await create.click();
  await drawer.getByText('This field is required.').waitFor();
  await drawer.getByLabel('Title').fill('Roof leaks');
  await drawer.getByLabel('Hours').fill('3');
  stage.answers['tickets:create'] = () => refusal(403, 'forbidden');
  await create.click();
  await drawer.getByText('Refused: forbidden').waitFor();
  delete stage.answers['tickets:create'];
  await create.click();
  await drawer.waitFor({ state: 'detached' });
  const created = stage.asked.filter(([action]) => action === 'tickets:create').at(-1);
  expect(created?.[1]).toEqual({
    ...{ title: 'Roof leaks', email: 's2@x.org', text: 'Text of 98', hours: 3, urgent: false },
  });
  const record = { collection: 'tickets', recordKey: '77' };
  await expect.poll(links).toEqual([{ ids: ['98'], add: [record], remove: [] }]);
  await button('Unlink from “Roof leaks”').waitFor();
  // Where the role may create none, that is said.
  stage.records.form = undefined;
  await stage.reader().getByRole('button', { name: 'More', exact: true }).click();
  await menuItem('New record from this message…').click();
  await stage.page.getByText('There’s no collection in which your role can create records.').waitFor();
});

it('are folded on a narrow screen, where their names are still read', async () => {
  await open({ width: 390, height: 800 });
  await stage.row(1).click();
  const fold = stage.page.getByTestId('mail-records-fold');
  await expect.poll(() => fold.innerText()).toContain('Mia Sommer');
  expect(await fold.getAttribute('aria-expanded')).toBe('false');
  expect(await records().count()).toBe(0);
  await fold.click();
  await expect.poll(() => records().count()).toBe(2);
  const width = await stage.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
