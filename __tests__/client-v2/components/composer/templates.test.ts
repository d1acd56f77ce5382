import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultsIn } from '../../browser/axe';
import { ada, ComposerStage, identity, message } from '../../browser/composer-stage';
import { fileOf } from '../../browser/template-server';

const stage = new ComposerStage();
const { compose, text } = stage;
const find = () => stage.page.getByTestId('mail-template-find');
const open = async () => {
  await stage.page.getByTestId('mail-templates-button').click();
  await find().waitFor();
};
const options = () => stage.page.getByRole('option').locator('.ant-typography').allInnerTexts();
const chosen = () => stage.page.locator('[role=option][aria-selected=true] .ant-typography').innerText();
const preview = () => stage.page.getByTestId('mail-template-preview');
const subject = () => stage.page.getByRole('textbox', { name: 'Subject' });
const closed = () => find().waitFor({ state: 'detached' });
const html = () => text().evaluate((editor) => editor.innerHTML.replace(/<br[^>]*>/g, ''));

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  stage.identities = [{ ...identity, signature: '<p>My signature</p>' }];
  stage.templates.add({ folder: 'Offers', title: 'Offer', subject: 'Our offer', html: '<p>Good offer</p>' });
  stage.templates.add({
    ...{
      folder: 'Offers',
      title: 'Reminder',
      html: '<p>Dear {{ $recipient.name }}</p><p>{{ $user.nickname }}</p>',
    },
    preview: 'Dear',
  });
  stage.templates.add({ title: 'Thanks', html: '<p>Thanks</p>', isOwn: false, isShared: true, owner: 'Bob' });
});

describe('choosing a template', () => {
  it('finds it by typing, shows it, and inserts it with Enter above the signature', async () => {
    await compose({ to: [ada] });
    await open();
    await expect.poll(options).toEqual(['Offer', 'Reminder', 'Thanks']);
    expect(await chosen()).toBe('Offer');
    await stage.page.keyboard.type('thank');
    await expect.poll(options).toEqual(['Thanks']);
    await find().fill('');
    await stage.page.keyboard.press('ArrowDown');
    await expect.poll(chosen).toBe('Reminder');
    await preview().getByText('to be filled in by hand: $recipient.name').waitFor();
    const frame = preview().frameLocator('iframe');
    await frame.getByText('Dear {{ $recipient.name }}').waitFor();
    await frame.getByText('Me', { exact: true }).waitFor();
    await stage.page.keyboard.press('Enter');
    await closed();
    await expect
      .poll(html)
      .toBe(
        '<p>Dear {{ $recipient.name }}</p><p>Me</p><div data-mail-signature=""><p>My signature</p></div>',
      );
    await stage.page.locator('.ant-message').getByText('$recipient.name').waitFor();
    expect(stage.templates.rendered.at(-1)).toMatchObject({ recipients: [ada], withFiles: true });
    // The next key belongs to the text.
    await stage.page.keyboard.type('!');
    await expect.poll(html).toContain('<p>Me!</p>');
  });

  it('adds to what was typed, where the cursor is, and never replaces anything', async () => {
    await compose({ to: [ada], subject: 'My subject' });
    await text().pressSequentially('First');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.type('last');
    await stage.page.keyboard.press('Shift+Home');
    await stage.page.keyboard.press('Control+;');
    await find().waitFor();
    await stage.page.keyboard.press('Enter');
    await closed();
    await expect
      .poll(html)
      .toBe('<p>First</p><p>last</p><p>Good offer</p><div data-mail-signature=""><p>My signature</p></div>');
    // A subject that is there stays.
    expect(await subject().inputValue()).toBe('My subject');
    await stage.page.keyboard.press('Control+z');
    await expect.poll(html).toContain('<p>First</p><p>last</p><div');
  });

  it('goes above the signature even if the cursor is in it', async () => {
    await compose({ to: [ada] });
    await text().getByText('My signature').click();
    await open();
    await stage.page.keyboard.press('Enter');
    await closed();
    await expect.poll(html).toBe('<p>Good offer</p><div data-mail-signature=""><p>My signature</p></div>');
  });

  it('sets an empty subject, and another one only if the writer wants that', async () => {
    await compose({ to: [ada] });
    await open();
    await preview().getByText('Good offer').or(preview().getByText('Our offer')).first().waitFor();
    await stage.page.getByRole('button', { name: 'Insert', exact: true }).click();
    await closed();
    await expect.poll(() => subject().inputValue()).toBe('Our offer');
    await subject().fill('Mine');
    await open();
    await stage.page.getByText('Also replace the subject “Mine”').click();
    await stage.page.getByRole('button', { name: 'Insert', exact: true }).click();
    await closed();
    await expect.poll(() => subject().inputValue()).toBe('Our offer');
  });

  it('brings its files, each message its own', async () => {
    stage.templates.rows[0].files = [fileOf('5')];
    await compose({ to: [ada], record: { collection: 'customers', id: 7 } });
    await open();
    await preview().getByText('offer.pdf').waitFor();
    await stage.page.keyboard.press('Enter');
    await closed();
    await stage.page.getByRole('button', { name: 'Remove offer.pdf' }).waitFor();
    await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => stage.sent.map(({ uploadIds }) => uploadIds)).toEqual([['w5']]);
    expect(stage.templates.rendered.at(-1)).toMatchObject({ record: { collection: 'customers', id: 7 } });
  });

  it('says why it can’t be inserted, and keeps the choice', async () => {
    await compose({ to: [ada] });
    await open();
    await preview().getByText('Our offer').waitFor();
    stage.refusedTemplates.add('mailTemplates:render');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('alert').getByText('too many recipients').waitFor();
    stage.refusedTemplates.clear();
    await stage.page.keyboard.press('Enter');
    await closed();
    await expect.poll(html).toContain('Good offer');
  });

  it('says what is wrong if the list can’t be loaded, and tries again', async () => {
    stage.refusedTemplates.add('mailTemplates:list');
    await compose({ to: [ada] });
    await stage.page.getByTestId('mail-templates-button').click();
    await stage.page.getByRole('dialog').getByText('too many recipients').waitFor();
    stage.refusedTemplates.clear();
    await stage.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(options).toEqual(['Offer', 'Reminder', 'Thanks']);
  });

  it('begins an answer, if that is wanted, once the text is there', async () => {
    await compose({ source: { message, kind: 'reply' }, withTemplates: true });
    await find().waitFor();
    await expect.poll(() => find().evaluate((field) => field === document.activeElement)).toBe(true);
    await stage.page.keyboard.type('offer');
    await stage.page.keyboard.press('Enter');
    await closed();
    await expect.poll(html).toContain('<p>Good offer</p>');
    expect(await subject().inputValue()).toBe('Re: Offer');
  });

  it.each(['light', 'dark'] as const)('is within reach of everybody in %s', async (colorScheme) => {
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.reload();
    await compose({ to: [ada], subject: 'x' });
    await open();
    await preview().getByText('Our offer').waitFor();
    expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  });
});

describe('a text', () => {
  it('becomes a template, without the signature', async () => {
    await compose({ to: [ada], subject: 'Prices' });
    await text().pressSequentially('Our prices');
    await open();
    await stage.page.getByRole('button', { name: 'Save as template…' }).click();
    const title = stage.page.getByTestId('mail-template-title');
    await expect.poll(() => title.inputValue()).toBe('Prices');
    await title.fill('Price list');
    await stage.page.getByTestId('mail-template-save').click();
    await expect
      .poll(() => stage.templates.saved)
      .toMatchObject([{ title: 'Price list', subject: 'Prices', html: '<p>Our prices</p>', uploadIds: [] }]);
    await stage.page.getByTestId('mail-template-form').waitFor({ state: 'detached' });
    // The message is as it was.
    await expect.poll(html).toContain('<p>Our prices</p><div data-mail-signature');
  });

  it('can’t become one while there is none', async () => {
    await compose({ to: [ada] });
    await open();
    await expect.poll(options).toHaveLength(3);
    expect(await stage.page.getByRole('button', { name: 'Save as template…' }).count()).toBe(0);
  });
});
