import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { compose } = stage;
const to = () => stage.page.getByLabel('To: add an address');
const PEOPLE = [
  { name: 'Jan Maier', address: 'jan@x.org' },
  { name: 'Janet', address: 'janet@x.org' },
];
/** Names of the chips, in their order. */
const chips = () => stage.page.locator('.ant-tag').allInnerTexts();

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.reset();
  stage.known = PEOPLE;
});

it.each(['Enter', 'Tab'])('takes the first suggestion by %s', async (key) => {
  await compose({ subject: 'x' });
  await to().pressSequentially('jan');
  await stage.page
    .getByRole('option', { name: /Jan Maier/ })
    .or(stage.page.getByText('Jan Maier'))
    .first()
    .waitFor();
  await to().press(key);
  await expect.poll(chips).toEqual(['Jan Maier']);
  expect(await to().inputValue()).toBe('');
  // The next one goes on where this one ended.
  await to().pressSequentially('jane');
  await stage.page.getByText('Janet', { exact: true }).waitFor();
  await to().press(key);
  await expect.poll(chips).toEqual(['Jan Maier', 'Janet']);
});

it('takes the one that the arrows lead to, and a whole address as it was typed', async () => {
  await compose({ subject: 'x' });
  await to().pressSequentially('jan');
  await stage.page.getByText('Janet', { exact: true }).waitFor();
  await to().press('ArrowDown');
  const led = await stage.page.locator('.ant-select-item-option-active').innerText();
  await to().press('ArrowDown');
  const on = await stage.page.locator('.ant-select-item-option-active').innerText();
  expect(on).not.toBe(led);
  await to().press('Tab');
  const [taken] = await chips();
  expect(on).toContain(taken);
  await to().pressSequentially('ja@x.org');
  await to().press('Enter');
  await expect.poll(chips).toEqual([taken, 'ja@x.org']);
});

it('takes back what it said about an address once that is corrected', async () => {
  await compose({ to: [{ name: '', address: 'wrong@' }], subject: 'x' });
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  const problem = stage.page.getByText('Not a valid address: wrong@');
  await problem.waitFor();
  await stage.page.locator('.ant-tag').click();
  await to().fill('right@x.org');
  await to().press('Enter');
  await problem.waitFor({ state: 'detached' });
});

it('shows a name that is an address as the address that mail goes to', async () => {
  await compose({ to: [{ name: 'dora@example.net', address: 'carla@example.com' }], subject: 'x' });
  await expect.poll(chips).toEqual(['carla@example.com']);
});
