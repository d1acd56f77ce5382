import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ada, ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { compose, text } = stage;
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

it('keeps the cells of a pasted table apart, here and in what is sent', async () => {
  await compose({ to: [ada], subject: 'x' });
  await text().evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/html',
      `<p>Before</p><table><caption>Order</caption><thead><tr><th><b>Item</b></th><th>Qty</th></tr></thead>
       <tbody><tr><td><p>PX-200</p><p>steel</p></td><td>25</td></tr><tr><td>PX-300</td><td></td><td>7</td></tr></tbody></table>
       <table><tr><td><p>One</p><p>Two</p></td></tr></table><p>After</p>`,
    );
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const lines = () =>
    text()
      .locator('p')
      .evaluateAll((found) => found.map((line) => line.textContent?.trim()));
  await expect
    .poll(lines)
    .toEqual(['Before', 'Order', 'Item\tQty', 'PX-200 steel \t25', 'PX-300\t\t7', 'One', 'Two', 'After']);
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => stage.sent.length).toBe(1);
  expect(stage.sent[0]?.html).toContain(
    '<strong>Item</strong><span data-mail-tab="" style="white-space: pre;">\t</span>Qty',
  );
});
