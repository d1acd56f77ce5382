import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompanySignature } from '../../../../src/common';
import { faultsIn } from '../../browser/axe';
import { MailCenterStage, refusal } from '../../browser/mail-center-stage';

const stage = new MailCenterStage();
let stored: CompanySignature;
let saved: unknown[];
let previewed: Array<Record<string, unknown>>;

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  stored = { html: '<p>Ltd</p>', answerHtml: null, place: 'below' };
  saved = [];
  previewed = [];
  stage.answers['mailSignatures:get'] = () => stored;
  stage.answers['mailSignatures:save'] = (values) => {
    saved.push(values);
    return (stored = values as unknown as CompanySignature);
  };
  stage.answers['mailSignatures:preview'] = (values) => {
    previewed.push(values);
    const fill = (html: unknown) => String(html).replace('{{ $user.nickname }}', 'Me');
    return {
      html: fill(values.html),
      answerHtml: values.answerHtml === null ? null : fill(values.answerHtml),
      missing: String(values.html).includes('$user.phone') ? ['$user.phone'] : [],
    };
  };
  stage.answers['mailTemplates:variables'] = () => ({
    user: [
      { path: '$user.nickname', title: 'Nickname' },
      { path: '$user.phone', title: 'Phone' },
    ],
    collections: [{ name: 'customers', title: 'Customers' }],
    record: [],
  });
});

const show = async () => {
  await stage.page.goto(`${stage.base}/signature`);
  await editor().waitFor();
};
const editor = () => stage.page.getByRole('textbox', { name: 'Company signature', exact: true });
const save = () => stage.page.getByRole('button', { name: 'Save', exact: true });
const shown = () =>
  stage.page.getByTestId('mail-company-signature-preview').frameLocator('iframe').first().locator('body');
const insert = async (root: string, name: string) => {
  await stage.page.getByRole('button', { name: 'Insert variable into the text' }).first().click();
  for (const item of [root, name])
    await stage.page.locator('.ant-cascader-menu-item:visible').getByText(item, { exact: true }).click();
};

it('is written with variables of the writer, looked at and stored', async () => {
  await show();
  await expect.poll(() => shown().innerText()).toContain('Ltd');
  expect(await save().isDisabled()).toBe(true);
  await editor().click();
  await stage.page.keyboard.press('Control+End');
  await stage.page.keyboard.type(' by ');
  await insert('You', 'Nickname');
  await expect.poll(() => editor().textContent()).toBe('Ltd by {{ $user.nickname }}');
  await expect.poll(() => shown().innerText()).toContain('Ltd by Me');
  await stage.page.getByLabel('Use only the company signature').check();
  await save().click();
  await expect
    .poll(() => saved)
    .toEqual([{ html: '<p>Ltd by {{ $user.nickname }}</p>', answerHtml: null, place: 'instead' }]);
  await expect.poll(() => save().isDisabled()).toBe(true);
});

it('offers neither recipients nor records', async () => {
  await show();
  await stage.page.getByRole('button', { name: 'Insert variable into the text' }).first().click();
  const items = stage.page.locator('.ant-cascader-menu-item:visible');
  await expect.poll(() => items.allTextContents()).toEqual(['Today', 'You']);
});

it('has another text for answers if wanted, and tells what has no value', async () => {
  await show();
  await stage.page.getByRole('switch').check();
  const other = stage.page.getByRole('textbox', { name: 'Signature for replies and forwarded mail' });
  await other.click();
  await stage.page.keyboard.type('Short');
  await expect.poll(() => previewed.at(-1)).toMatchObject({ html: '<p>Ltd</p>', answerHtml: '<p>Short</p>' });
  await editor().click();
  await insert('You', 'Phone');
  await stage.page.getByText('You have no value for: $user.phone').waitFor();
  await save().click();
  await expect.poll(() => saved).toMatchObject([{ answerHtml: '<p>Short</p>' }]);
});

it('goes back to what is stored', async () => {
  await show();
  await editor().click();
  await stage.page.keyboard.type('x');
  await stage.page.getByRole('button', { name: 'Discard changes' }).click();
  await expect.poll(() => editor().textContent()).toBe('Ltd');
  await expect.poll(() => save().isDisabled()).toBe(true);
});

it('keeps what was written if it cannot be stored', async () => {
  stage.answers['mailSignatures:save'] = () => refusal(400, 'text-too-long');
  await show();
  await editor().click();
  await stage.page.keyboard.type('x');
  await save().click();
  await stage.page.getByRole('alert').first().waitFor();
  expect(await editor().textContent()).toContain('x');
  expect(await save().isEnabled()).toBe(true);
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([1440, 390])('nothing is out of reach at a width of %i', async (width) => {
    stored = { ...stored, answerHtml: '<p>Short</p>' };
    await stage.page.emulateMedia({ colorScheme });
    await stage.page.setViewportSize({ width, height: 900 });
    await show();
    await shown().waitFor();
    expect(await faultsIn(stage.page, '#root')).toEqual([]);
    const overflow = () =>
      stage.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
