import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SendInput } from '../../../../src/common';
import { ada, ComposerStage, identity, message } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text, compose } = stage;
const COMPANY = { html: '<p>Me | Ltd</p><p>1 Road</p>', answerHtml: '<p>Ltd</p>', place: 'below' as const };
const block = () => text().locator('[data-mail-signature]');
const send = async (): Promise<SendInput | undefined> => {
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  return stage.sent.at(-1);
};
const choose = async (label: string) => {
  await stage.page.getByTestId('mail-from').click();
  await stage.page.locator('.ant-select-item-option-content', { hasText: label }).click();
};

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  stage.company = COMPANY;
  stage.identities = [
    { ...identity, signature: '<p>Me</p>' },
    { ...identity, id: '12', name: 'Sales', address: 'sales@x.org', signature: '', isDefault: false },
  ];
});

it('stands below one’s own, with another one for answers', async () => {
  await compose({ to: [ada], subject: 'x' });
  await block().waitFor();
  await text().pressSequentially('Hello');
  expect((await send())?.html).toBe(
    '<p>Hello</p><div data-mail-signature=""><p>Me</p><p>Me | Ltd</p><p>1 Road</p></div>',
  );
  await compose({ source: { message, kind: 'reply' } });
  await block().getByText('Ltd').waitFor();
  expect((await send())?.html).toContain('<div data-mail-signature=""><p>Me</p><p>Ltd</p></div>');
});

it('is used instead of one’s own', async () => {
  stage.company = { ...COMPANY, place: 'instead' };
  await compose({ to: [ada], subject: 'x' });
  await block().getByText('1 Road').waitFor();
  expect(await block().textContent()).toBe('Me | Ltd1 Road');
});

it('stays once when the sender changes, and so do the words', async () => {
  await compose({ to: [ada], subject: 'x' });
  await block().waitFor();
  await text().pressSequentially('Hello');
  await choose('sales@x.org');
  await expect.poll(() => block().textContent()).toBe('Me | Ltd1 Road');
  await choose('me@x.org');
  await expect.poll(() => text().textContent()).toBe('HelloMeMe | Ltd1 Road');
  expect(await block().count()).toBe(1);
});

it('is there once in a draft that is opened again', async () => {
  await compose({ to: [ada], subject: 'x' });
  await block().waitFor();
  await text().pressSequentially('Hello');
  await stage.page.getByRole('button', { name: 'Close' }).click();
  await composer().waitFor({ state: 'detached' });
  await expect.poll(() => stage.drafts.list().length).toBe(1);
  const id = stage.drafts.list()[0]?.id;
  const draft = stage.drafts.find(String(id));
  await compose({ draft });
  await text().getByText('Hello').waitFor();
  expect(await text().textContent()).toBe('HelloMeMe | Ltd1 Road');
});

it('becomes lines in a message without formatting', async () => {
  stage.company = { ...COMPANY, html: '<p><strong>Ltd</strong></p><ul><li><p>1 Road</p></li></ul>' };
  await compose({ to: [ada], subject: 'x', html: '<p>Hello</p>' });
  await block().getByText('Ltd').waitFor();
  const more = stage.page.getByRole('button', { name: 'More formatting', exact: true });
  // Where there is no room for it, it is in the menu.
  if (await more.isVisible()) await more.click();
  await stage.page.getByRole('button', { name: 'Plain text', exact: true }).click();
  await expect.poll(() => block().locator('p').allTextContents()).toEqual(['Me', 'Ltd', '- 1 Road']);
  await choose('sales@x.org');
  await expect.poll(() => block().locator('p').allTextContents()).toEqual(['Ltd', '- 1 Road']);
});
