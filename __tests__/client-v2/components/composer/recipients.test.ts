import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsIn } from '../../browser/axe';
import { ada, ComposerStage, message } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { compose } = stage;
const bob = { name: 'Bob', address: 'bob@x.org' };
const cy = { name: 'Cy', address: 'cy@x.org' };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

const field = (name: 'to' | 'cc' | 'bcc') => stage.page.getByTestId(`mail-recipients-${name}`);
const input = (label: string) => stage.page.getByLabel(`${label}: add an address`);
const names = (name: 'to' | 'cc' | 'bcc') => field(name).locator('.ant-tag').allInnerTexts();
const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? '');
const press = (key: string) => stage.page.keyboard.press(key);

it('are moved to another field by their menu, and back', async () => {
  await compose({ to: [ada, bob], subject: 'x' });
  await field('to').getByText('Bob').click();
  await stage.page.getByRole('menuitem', { name: 'Move to Cc' }).click();
  await expect.poll(() => names('cc')).toEqual(['Bob']);
  expect(await names('to')).toEqual(['Ada']);
  await field('cc').getByText('Bob').click();
  await stage.page.getByRole('menuitem', { name: 'Move to Bcc' }).click();
  await expect.poll(() => names('bcc')).toEqual(['Bob']);
  await stage.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => stage.sent).toMatchObject([{ to: [ada], cc: [], bcc: [bob] }]);
});

it('are edited, copied and removed by their menu', async () => {
  await compose({ to: [ada, bob], subject: 'x' });
  await field('to').getByText('Bob').click();
  expect(await faultsIn(stage.page, '.ant-dropdown')).toEqual([]);
  await stage.page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect.poll(() => input('To').inputValue()).toBe('Bob <bob@x.org>');
  await input('To').fill('');
  await field('to').getByText('Ada').click();
  await stage.page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect.poll(() => names('to')).toEqual([]);
});

it('are reached, removed and moved by the keyboard alone', async () => {
  await compose({ to: [ada, bob, cy], subject: 'x' });
  await input('To').focus();
  await press('ArrowLeft');
  expect(await focused()).toBe('Cy');
  await press('ArrowLeft');
  expect(await focused()).toBe('Bob');
  await press('Delete');
  await expect.poll(() => names('to')).toEqual(['Ada', 'Cy']);
  await expect.poll(() => input('To').evaluate((node) => node === document.activeElement)).toBe(true);
  await press('ArrowLeft');
  await press('ArrowRight');
  expect(await input('To').evaluate((node) => node === document.activeElement)).toBe(true);
  await press('ArrowLeft');
  await press('Enter');
  // The menu takes the focus once it is open, and then each step takes a frame.
  await expect.poll(focused).toBe('Show person');
  await press('ArrowDown');
  await expect.poll(focused).toBe('Edit');
  await press('ArrowDown');
  await expect.poll(focused).toBe('Copy address');
  await press('ArrowDown');
  await expect.poll(focused).toBe('Move to Cc');
  await press('Enter');
  await expect.poll(() => names('cc')).toEqual(['Cy']);
  expect(await names('to')).toEqual(['Ada']);
});

const card = () => stage.page.getByTestId('mail-person-card');

it('say who they are, by the keyboard alone', async () => {
  stage.latest = [{ ...message, subject: 'Latest of all' }];
  await compose({ to: [ada, bob], subject: 'x' });
  await input('To').focus();
  await press('ArrowLeft');
  await expect.poll(focused).toBe('Bob');
  await press('Enter');
  await expect.poll(focused).toBe('Show person');
  await press('Enter');
  await card().getByText('bob@x.org').waitFor();
  await card().getByText('Latest of all').waitFor();
  expect(await faultsIn(stage.page, '[data-testid=mail-person-card]')).toEqual([]);
  await expect.poll(() => card().evaluate((node) => node === document.activeElement)).toBe(true);
  await press('Escape');
  await card().waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Bob');
  expect(await stage.composer().count()).toBe(1);
  // Its own keys work again.
  await press('Delete');
  await expect.poll(() => names('to')).toEqual(['Ada']);
});

it('lead to everything with somebody, and to another message', async () => {
  await compose({ to: [ada, bob], subject: 'x' });
  const show = async () => {
    await field('to').getByText('Bob').click();
    await stage.page.getByRole('menuitem', { name: 'Show person' }).click();
    await card().waitFor();
  };
  await show();
  await card().getByRole('button', { name: 'All messages' }).click();
  await expect
    .poll(async () => new URL((await stage.page.getByTestId('place').textContent()) ?? '', 'http://x').search)
    .toBe(
      `?${new URLSearchParams({ q: 'from:"bob@x.org" OR to:"bob@x.org" OR cc:"bob@x.org"', in: 'all' }).toString()}`,
    );
  await card().waitFor({ state: 'detached' });
  await show();
  await stage.page.mouse.click(5, 5);
  await card().waitFor({ state: 'detached' });
  await show();
  await card().getByRole('button', { name: 'Write' }).click();
  await expect.poll(() => stage.composer().count()).toBe(2);
});

it('are dragged to a field that appears for it', async () => {
  await compose({ to: [ada, bob], subject: 'x' });
  const from = await field('to').getByText('Bob').boundingBox();
  if (!from) throw new Error('not shown');
  await stage.page.mouse.move(from.x + 5, from.y + 5);
  await stage.page.mouse.down();
  await stage.page.mouse.move(from.x + 20, from.y + 20, { steps: 4 });
  await field('bcc').waitFor();
  const to = await field('bcc').boundingBox();
  if (!to) throw new Error('not shown');
  await stage.page.mouse.move(to.x + 30, to.y + 10, { steps: 4 });
  await stage.page.mouse.up();
  await expect.poll(() => names('bcc')).toEqual(['Bob']);
  expect(await names('to')).toEqual(['Ada']);
  await field('cc').waitFor({ state: 'detached' });
});

it('takes the first suggestion by a comma, and nothing where there is none', async () => {
  stage.known = [{ name: 'Jan Maier', address: 'jan@x.org' }];
  await compose({ subject: 'x' });
  await input('To').pressSequentially('jan');
  await stage.page.getByText('Jan Maier').first().waitFor();
  await press(',');
  await expect.poll(() => names('to')).toEqual(['Jan Maier']);
  await input('To').pressSequentially('Doe, John <john@x.org>,');
  await expect.poll(() => names('to')).toEqual(['Jan Maier', 'Doe, John']);
});
