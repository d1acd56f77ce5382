import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, refusal } from '../browser/mail-center-stage';
import { TemplateServer } from '../browser/template-server';

const stage = new MailCenterStage();
let templates: TemplateServer;
const dialog = () => stage.page.getByRole('dialog');
const button = (name: string | RegExp) => dialog().getByRole('button', { name });
const field = (name: string) => dialog().getByLabel(name, { exact: true });
const text = () => dialog().getByRole('textbox', { name: 'Text of the template' });
const save = () => stage.page.getByTestId('mail-template-save').click();
const listed = () => dialog().locator('.ant-list-item-meta-title').allInnerTexts();

async function manage() {
  await stage.page.getByTestId('mail-account-menu').click();
  await stage.page.getByRole('menuitem', { name: 'Templates…' }).click();
  await stage.page.getByTestId('mail-template-new').waitFor();
}
async function variable(label: string, ...path: string[]) {
  await button(label).click();
  for (const item of path)
    await stage.page.locator('.ant-cascader-menu-item:visible').getByText(item, { exact: true }).click();
}

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  templates = new TemplateServer();
  stage.answers = templates.answers;
});

it('are written with variables in subject and text, and shared', async () => {
  await manage();
  await dialog().getByText('There are no templates yet.').waitFor();
  await stage.page.getByTestId('mail-template-new').click();
  await save();
  await dialog().getByText('Enter a title.').waitFor();
  await field('Title').fill('Offer');
  await field('Folder').fill('Sales');
  await field('Subject').fill('Offer for ');
  await variable('Insert variable into the subject', 'Record', 'Customers', 'City');
  await text().click();
  await stage.page.keyboard.type('Dear ');
  await variable('Insert variable into the text', 'Recipient', 'Name');
  await expect.poll(() => text().innerText()).toBe('Dear {{ $recipient.name }}');
  await stage.page.keyboard.type(',');
  await field('Share with roles').click();
  await stage.page.locator('.ant-select-dropdown:visible').getByText('Sales', { exact: true }).click();
  // The list of roles stays open until then, above the buttons.
  await field('Title').click();
  await expect.poll(() => stage.page.locator('.ant-select-dropdown:visible').count()).toBe(0);
  await save();
  await expect.poll(listed).toEqual(['Offer\nShared']);
  expect(templates.saved).toEqual([
    {
      ...{ title: 'Offer', folder: 'Sales', subject: 'Offer for {{ $record.city }}', language: '' },
      ...{ html: '<p>Dear {{ $recipient.name }},</p>', uploadIds: [] },
    },
  ]);
  expect(templates.rows[0].roles).toEqual(['sales']);
});

it('are changed, and nothing typed is lost without a question', async () => {
  templates.add({ title: 'Old', html: '<p>Old text</p>', folder: 'A' });
  templates.add({ title: 'Theirs', isOwn: false, isShared: true, owner: 'Bob' });
  await manage();
  await expect.poll(listed).toEqual(['Old', 'Theirs\nShared by Bob']);
  expect(await button(/^Edit /).count()).toBe(1);
  await button('Edit Old').click();
  await expect.poll(() => text().innerText()).toBe('Old text');
  await field('Title').fill('New');
  await stage.page.keyboard.press('Escape');
  await stage.page.getByText('Discard your changes?').last().waitFor();
  await stage.page.getByRole('button', { name: 'Keep editing' }).click();
  stage.answers = { ...templates.answers, 'mailTemplates:update': () => refusal(429, 'templates-full') };
  await save();
  await dialog().getByText('Refused: templates-full').waitFor();
  expect(await field('Title').inputValue()).toBe('New');
  stage.answers = templates.answers;
  await save();
  await expect.poll(listed).toEqual(['New', 'Theirs\nShared by Bob']);
  expect(templates.saved).toMatchObject([{ title: 'New', html: '<p>Old text</p>', folder: 'A' }]);
});

it('are deleted after a question', async () => {
  templates.add({ title: 'Old' });
  await manage();
  await button('Delete Old').click();
  await stage.page.getByText('Delete the template “Old”?').last().waitFor();
  await stage.page.getByRole('button', { name: 'Cancel' }).last().click();
  expect(templates.rows).toHaveLength(1);
  await button('Delete Old').click();
  await stage.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog().first().getByText('There are no templates yet.').waitFor();
  expect(templates.rows).toEqual([]);
});

it('can’t be shared by those who may not', async () => {
  templates.canShare = false;
  await manage();
  await stage.page.getByTestId('mail-template-new').click();
  await field('Title').waitFor();
  expect(await dialog().getByText('Share with roles').count()).toBe(0);
});

it('begin an answer to the open message by ;', async () => {
  templates.add({ title: 'Thanks', html: '<p>Thank you</p>' });
  await stage.row(2).click();
  await expect.poll(() => stage.reader().getAttribute('aria-label')).toBe('Subject 2');
  await stage.page.keyboard.press(';');
  await stage.page.getByTestId('mail-template-find').waitFor();
  await stage.page.keyboard.press('Enter');
  const composer = stage.page.getByTestId('mail-composer');
  const body = composer.getByRole('textbox', { name: 'Text of the mail' });
  await expect.poll(() => body.innerText()).toContain('Thank you');
  await composer.getByText('Re: Subject 2').waitFor();
});

it.each(['light', 'dark'] as const)('are within reach of everybody in %s', async (colorScheme) => {
  await stage.page.emulateMedia({ colorScheme });
  await stage.page.reload();
  await stage.row(1).waitFor();
  stage.answers = templates.answers;
  templates.add({ title: 'Old', isShared: true });
  await manage();
  await expect.poll(listed).toHaveLength(1);
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  await button('Edit Old').click();
  await text().waitFor();
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
});
