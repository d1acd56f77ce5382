import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ComposeInput } from '../../../../src/common';
import { account, ada, ComposerStage, identity, me, message } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { composer, text, compose } = stage;

beforeAll(() => stage.start());
afterAll(() => stage.stop());

const desk = {
  id: '2',
  parentId: '1',
  address: 'desk@x.org',
  displayName: '',
  state: 'connected',
  reason: null,
};
const from = () => stage.page.getByTestId('mail-from');
const block = () => text().locator('[data-mail-signature]');
/** Picks a line of the list under From. */
const choose = async (label: string) => {
  await from().click();
  await stage.page.locator('.ant-select-item-option-content', { hasText: label }).click();
};
const send = async (): Promise<ComposeInput> => {
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  return stage.sent[stage.sent.length - 1];
};

beforeEach(async () => {
  await stage.reset();
  stage.accounts = [account, desk];
  stage.identities = [
    { ...identity, signature: '<p>Me</p><p><a target="_blank" href="https://x.org/">x.org</a></p>' },
    {
      id: '12',
      accountId: '1',
      name: 'Sales',
      address: 'sales@x.org',
      signature: '<p>Sales team</p>',
      isDefault: false,
    },
    { id: '13', accountId: '2', name: '', address: 'desk@x.org', signature: '', isDefault: true },
  ];
});

it('shows who writes without a choice where there is none', async () => {
  [stage.accounts, stage.identities] = [[account], [identity]];
  await compose({ to: [ada], subject: 'x' });
  expect(await from().textContent()).toBe('Me <me@x.org>');
  expect(await from().locator('input').count()).toBe(0);
  expect((await send()).identityId).toBe('11');
});

it.each([
  ['another one', '<p>Me, briefly</p>', 'Me, briefly'],
  ['none', '', null],
])('signs an answer with %s, if that is wanted', async (_what, answerSignature, shown) => {
  stage.identities = [{ ...identity, signature: '<p>Me, at length</p>', answerSignature }];
  await compose({ source: { message, kind: 'reply' } });
  if (shown === null) expect(await block().count()).toBe(0);
  else await block().getByText(shown).waitFor();
  const { html } = await send();
  expect(html).not.toContain('at length');
  await compose({ to: [ada], subject: 'x' });
  await block().getByText('Me, at length').waitFor();
});

it('puts the signature below what is written, and above the original', async () => {
  await compose({ source: { message, kind: 'reply' } });
  expect(await from().textContent()).toContain('Me <me@x.org>');
  await block().waitFor();
  // The cursor stands above it.
  await stage.page.keyboard.type('Yes');
  expect(await send()).toMatchObject({
    identityId: '11',
    html: '<p>Yes</p><div data-mail-signature=""><p>Me</p><p><a target="_blank" href="https://x.org/">x.org</a></p></div>',
    source: { quote: true },
  });
});

it('groups the choice by account, and swaps the signature with it', async () => {
  await compose({ to: [ada], subject: 'x' });
  await text().pressSequentially('Hello');
  await from().click();
  const groups = stage.page.locator('.ant-select-item-group');
  await expect.poll(() => groups.allTextContents()).toEqual(['me@x.org', 'desk@x.org']);
  await stage.page.locator('.ant-select-item-option-content', { hasText: 'sales@x.org' }).click();
  await block().getByText('Sales team').waitFor();
  expect(await text().textContent()).toBe('HelloSales team');
  await choose('desk@x.org');
  await expect.poll(() => block().count()).toBe(0);
  await choose('me@x.org');
  await block().getByText('x.org').waitFor();
  await choose('sales@x.org');
  expect(await send()).toMatchObject({
    ...{ accountId: '1', identityId: '12' },
    html: '<p>Hello</p><div data-mail-signature=""><p>Sales team</p></div>',
  });
});

it('leaves alone a signature that the writer has changed or taken out', async () => {
  await compose({ to: [ada], subject: 'x' });
  await block().getByText('Me', { exact: true }).click();
  await stage.page.keyboard.press('End');
  await stage.page.keyboard.type(' (on holiday)');
  await choose('sales@x.org');
  expect(await block().textContent()).toBe('Me (on holiday)x.org');
  await stage.page.getByRole('textbox', { name: 'Text of the mail' }).press('Control+a');
  await stage.page.keyboard.type('Only this');
  await choose('me@x.org');
  expect(await send()).toMatchObject({ identityId: '11', html: '<p>Only this</p>' });
});

it('does not bring the old signature back by undo', async () => {
  await compose({ to: [ada], subject: 'x' });
  await text().pressSequentially('Hello');
  await choose('sales@x.org');
  await block().getByText('Sales team').waitFor();
  await text().press('Control+z');
  expect(await block().textContent()).toBe('Sales team');
});

it('answers as the one that the mail was sent to', async () => {
  const toSales = { ...message, to: [ada], cc: [{ name: '', address: 'SALES@x.org' }, me] };
  await compose({ source: { message: toSales, kind: 'replyAll' } });
  expect(await from().textContent()).toContain('Sales <sales@x.org>');
  await text().press('Control+Enter');
  await composer().waitFor({ state: 'detached' });
  expect(stage.sent[0]).toMatchObject({ identityId: '12', to: [ada], cc: [] });
});

it('asks nothing on closing where only the sender was changed', async () => {
  await compose({ to: [ada] });
  await choose('sales@x.org');
  await block().getByText('Sales team').waitFor();
  await stage.page.getByRole('button', { name: 'Close' }).click();
  await composer().waitFor({ state: 'detached' });
});

it('brings a draft back with its sender and its signature, once', async () => {
  await compose({ to: [ada], subject: 'Draft' });
  await choose('sales@x.org');
  await text().locator('p').first().click();
  await stage.page.keyboard.type('unsent');
  await stage.page.waitForTimeout(900);
  stage.page.on('dialog', (dialog) => void dialog.accept());
  await stage.page.reload();
  await text().getByText('unsent').waitFor();
  expect(await from().textContent()).toContain('sales@x.org');
  expect(await text().textContent()).toBe('unsentSales team');
  await choose('me@x.org');
  await block().getByText('x.org').waitFor();
  expect(await text().textContent()).toBe('unsentMex.org');
});

it('opens a send that failed as it was: with its sender, and without another signature', async () => {
  const compose2 = {
    ...{
      accountId: '1',
      identityId: '12',
      to: [ada],
      cc: [],
      bcc: [],
      subject: 'Again',
      html: '<p>words</p>',
    },
    ...{ uploadIds: [], attachmentIds: [] },
  };
  const params = { address: 'sales@x.org', user: 'me@x.org' };
  const operation = {
    ...{
      id: '3',
      accountId: '1',
      kind: 'send' as const,
      state: 'failed' as const,
      reason: 'send-as-denied',
    },
    ...{ params, attempts: 1, nextAttemptAt: null, compose: compose2, createdAt: '' },
  };
  await compose({ operation });
  expect(await from().textContent()).toContain('sales@x.org');
  expect(await text().textContent()).toBe('words');
});

it('offers to know an alias as one’s own, and then answers from there', async () => {
  stage.accounts = [account];
  stage.identities = [identity];
  const alias = { name: '', address: 'b@x.org' };
  await compose({ source: { message: { ...message, to: [alias], cc: [] }, kind: 'replyAll' } });
  const offer = stage.page.getByTestId('mail-own-address');
  await offer.getByRole('button', { name: 'b@x.org is me' }).click();
  await offer.waitFor({ state: 'detached' });
  expect(stage.savedIdentities).toEqual([
    { accountId: '1', ...alias, signature: '', answerSignature: null, isDefault: false },
  ]);
  await text().pressSequentially('Yes');
  expect(await send()).toMatchObject({ to: [ada], cc: [], identityId: '99' });
});

it('does not ask where an own address is among the recipients, tagged or not, nor of a long list', async () => {
  stage.accounts = [account];
  stage.identities = [identity];
  const offer = stage.page.getByTestId('mail-own-address');
  const tagged = { name: '', address: 'me+fair@x.org' };
  await compose({ source: { message: { ...message, to: [tagged] }, kind: 'replyAll' } });
  expect(await offer.count()).toBe(0);
  expect(await from().innerText()).toContain(me.address);
  await stage.page.getByRole('button', { name: 'Close' }).click();
  const many = ['p', 'q', 'r', 's'].map((name) => ({ name, address: `${name}@x.org` }));
  await compose({ source: { message: { ...message, to: many }, kind: 'replyAll' } });
  expect(await offer.count()).toBe(0);
});
