import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SuppressionReason, SuppressionView } from '../../../src/common';
import { suppressionsIn } from '../../../src/client-v2/pages/suppressions/suppressions-in';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, PageAnswer, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let rows: SuppressionView[];

const row = (address: string, reason: SuppressionReason = 'manual'): SuppressionView => ({
  ...{ id: `id of ${address}`, address, reason, createdAt: '2026-01-02T03:04:05Z' },
});

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  rows = [row('gone@x.org', 'unsubscribed'), row('full@x.org', 'bounced'), row('@rival.example')];
  stage.answers = {
    'mailSuppressions:list': (_values, query) => {
      const found = rows.filter(({ address }) => address.includes(query.get('search') ?? ''));
      const from = Number(query.get('before') ?? 0);
      const to = from + Number(query.get('limit'));
      return new PageAnswer(found.slice(from, to), to < found.length ? String(to) : null);
    },
    'mailSuppressions:create': ({ addresses }) => {
      rows = [...(addresses as string[]).map((address) => row(address)), ...rows];
      return {};
    },
    'mailSuppressions:destroy': (_values, query) => {
      rows = rows.filter(({ id }) => id !== query.get('filterByTk'));
      return {};
    },
  };
});

const open = () => stage.page.goto(`${stage.base}/suppressions`);
const lines = () => stage.page.getByTestId('mail-suppressions').locator('.ant-list-item');
const field = () => stage.page.getByLabel('Add addresses');
const add = () => stage.page.getByTestId('mail-suppressions-add').click();

it('are listed with the reason and the day, and found', async () => {
  await open();
  await expect.poll(() => lines().count()).toBe(3);
  const texts = await lines().allInnerTexts();
  expect(texts[0]).toMatch(/gone@x\.org[^]*Unsubscribed · January 2, 2026/);
  expect(texts[1]).toMatch(/full@x\.org[^]*A message bounced/);
  expect(texts[2]).toMatch(/@rival\.example[^]*Added by an administrator/);
  await stage.page.getByTestId('mail-suppressions-search').fill('rival');
  await expect.poll(() => lines().count()).toBe(1);
  await stage.page.getByTestId('mail-suppressions-search').fill('nothing');
  await stage.page.getByText('No address matches').waitFor();
});

it('are listed page by page', async () => {
  rows = Array.from({ length: 70 }, (_, index) => row(`p${index}@x.org`));
  await open();
  await expect.poll(() => lines().count()).toBe(50);
  await stage.page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => lines().count()).toBe(70);
});

it('are added: addresses and whole domains', async () => {
  rows = [];
  await open();
  await stage.page.getByText('No addresses are suppressed.').waitFor();
  await add();
  await stage.page.getByText('Enter at least one address.').waitFor();
  await field().fill('@rival.example, nobody@');
  await add();
  await stage.page.getByText('Not a valid address: nobody@').waitFor();
  await field().fill('@rival.example, Ada <ada@x.org>');
  await add();
  await expect.poll(() => lines().count()).toBe(2);
  expect(rows.map(({ address }) => address)).toEqual(['@rival.example', 'ada@x.org']);
  expect(await field().inputValue()).toBe('');
});

it('stay in the field if they could not be added', async () => {
  await open();
  stage.answers['mailSuppressions:create'] = () => refusal(403, 'forbidden');
  await field().fill('ada@x.org');
  await add();
  await stage.page.getByRole('alert').getByText('Refused: forbidden').waitFor();
  expect(await field().inputValue()).toBe('ada@x.org');
});

it('are removed after a question', async () => {
  await open();
  await stage.page.getByRole('button', { name: 'Remove gone@x.org' }).click();
  const question = stage.page.locator('.ant-modal-confirm');
  await question.getByText('The person asked for no more bulk email.', { exact: false }).waitFor();
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => lines().count()).toBe(2);
});

it('can be loaded again after a failure', async () => {
  const { 'mailSuppressions:list': list } = stage.answers;
  stage.answers['mailSuppressions:list'] = () => refusal(503, 'internal');
  await open();
  await stage.page.getByText('The list could not be loaded').waitFor();
  stage.answers['mailSuppressions:list'] = list;
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => lines().count()).toBe(3);
});

it.each([
  [1440, 'light'],
  [390, 'dark'],
] as const)('are within reach at %i pixels in the %s', async (width, colorScheme) => {
  await stage.page.emulateMedia({ colorScheme });
  await stage.page.setViewportSize({ width, height: 800 });
  await open();
  await lines().first().waitFor();
  expect(await faultsIn(stage.page, '[data-testid=mail-suppressions]')).toEqual([]);
  const overflow = await stage.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

it('are read from what people paste', () => {
  expect(suppressionsIn('a@x.org; A <b@x.org>\n@x.org\na@x.org')).toEqual({
    ...{ entries: ['a@x.org', 'b@x.org', '@x.org'], wrong: [] },
  });
  expect(suppressionsIn('@, x.org, @x').entries).toEqual([]);
});
