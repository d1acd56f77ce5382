import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsIn } from '../../browser/axe';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  await stage.compose({ to: [ada], subject: 'x' });
});

const choose = async (name: string) => {
  await stage.page.getByRole('button', { name: 'More options' }).click();
  await stage.page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
};
const tags = () => stage.composer().locator('.ant-tag').allInnerTexts();
const send = async () => {
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => stage.sent.length).toBe(1);
  return stage.sent[0];
};

it('are sent along, and shown as long as they are set', async () => {
  await choose('High');
  await choose('Request a read receipt');
  await choose('Replies go to…');
  await stage.page.getByRole('textbox', { name: 'Addresses' }).fill('Desk <desk@x.org>');
  await stage.page.keyboard.press('Enter');
  await expect.poll(tags).toEqual(['Ada', 'High importance', 'Read receipt requested', 'Replies go to Desk']);
  expect(await send()).toMatchObject({
    ...{ importance: 'high', readReceipt: true },
    replyTo: [{ name: 'Desk', address: 'desk@x.org' }],
  });
});

it('are taken back by their tag or the menu, and leave nothing', async () => {
  await choose('Low');
  await choose('Request a read receipt');
  await stage.page.getByLabel('Remove Low importance').click();
  await choose('Request a read receipt');
  await expect.poll(tags).toEqual(['Ada']);
  const { importance, readReceipt, replyTo } = (await send()) ?? {};
  expect([importance, readReceipt, replyTo]).toEqual([undefined, undefined, undefined]);
});

it('names an address for replies that is none', async () => {
  await choose('Replies go to…');
  await stage.page.getByRole('textbox', { name: 'Addresses' }).fill('Desk <desk@>');
  await stage.page.getByText('Not a valid address: desk@').waitFor();
  expect(await stage.page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
});

it('are kept with the draft', async () => {
  await choose('High');
  await expect.poll(() => stage.drafts.rows.at(-1)?.draft.importance).toBe('high');
  await stage.page.reload();
  await stage.text().waitFor();
  await expect.poll(tags).toEqual(['Ada', 'High importance']);
});
