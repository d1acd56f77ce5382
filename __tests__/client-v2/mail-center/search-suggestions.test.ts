import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailCenterStage, message } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
/** What the list last searched. */
let searched: string | null;

beforeAll(() => stage.start());
afterAll(() => stage.stop());

const box = () => stage.page.getByTestId('mail-search');
const options = () => stage.page.getByRole('option');
const text = () => box().inputValue();
const press = (key: string) => stage.page.keyboard.press(key);
/** What assistive technology is told to be the current option. */
const current = async () => {
  const id = await box().getAttribute('aria-activedescendant');
  return id && stage.page.locator(`[id="${id}"]`).locator('.label').innerText();
};

async function open(size = {}): Promise<void> {
  await stage.open(size);
  searched = null;
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (query.get('threadKey') !== null) return [];
    // Without a place it is people that are looked for.
    if (query.get('folderId') === null) return peopleFor(query.get('q') ?? '');
    searched = query.get('q');
    return stage.messages.slice(0, query.get('q') ? 2 : 5);
  };
}
/** Mails of people of whom so much is typed. */
const peopleFor = (q: string) =>
  ['Anna Berg', 'Ansgar', 'Anna Berg'].flatMap((fromName, index) =>
    fromName.toLowerCase().includes(q.replace('from:', ''))
      ? [message(index + 1, { fromName, fromAddress: `${fromName.split(' ')[0].toLowerCase()}@example.org` })]
      : [],
  );

describe('suggestions of the search box', () => {
  beforeEach(() => open());

  it('name operators and people, and are taken by Enter, Tab and a click', async () => {
    await box().focus();
    await expect.poll(() => box().getAttribute('aria-expanded')).toBe('false');
    await stage.page.keyboard.type('fr');
    await expect.poll(() => box().getAttribute('aria-expanded')).toBe('true');
    expect(await box().getAttribute('aria-activedescendant')).toBeNull();
    await press('ArrowDown');
    await expect.poll(current).toBe('from:');
    await press('Enter');
    await expect.poll(text).toBe('from:');
    await stage.page.keyboard.type('an');
    await expect
      .poll(() => options().allInnerTexts())
      .toEqual(['Anna Berg\nanna@example.org', 'Ansgar\nansgar@example.org']);
    await press('ArrowDown');
    await press('ArrowDown');
    await expect.poll(current).toBe('Ansgar');
    await press('ArrowUp');
    await press('Tab');
    await expect.poll(text).toBe('from:anna@example.org ');
    await expect.poll(() => searched).toBe('from:anna@example.org ');
    expect(await options().count()).toBe(0);
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(true);
    await stage.page.keyboard.type('in:');
    await expect.poll(() => options().count()).toBe(4);
    await options().filter({ hasText: 'Archive' }).click();
    await expect.poll(text).toBe('from:anna@example.org in:archive ');
    await expect.poll(() => searched).toBe('from:anna@example.org in:archive ');
    // Nothing is suggested any more: Tab goes on.
    await press('Tab');
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(false);
  });

  it('are closed by Escape, which empties the box only then, and no key reaches the list', async () => {
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('is:');
    await expect.poll(() => options().count()).toBe(6);
    await press('Escape');
    await expect.poll(() => options().count()).toBe(0);
    await expect.poll(text).toBe('is:');
    await press('ArrowDown');
    await expect.poll(() => options().count()).toBe(6);
    for (let index = 0; index < 6; index++) await press('ArrowDown');
    await expect.poll(current).toBe('is:snoozed');
    // Before the first and after the last one is the text.
    await press('ArrowDown');
    await expect.poll(current).toBeNull();
    await press('ArrowUp');
    await expect.poll(current).toBe('is:snoozed');
    await press('Shift+Delete');
    await stage.page.keyboard.type('xeu#z');
    await press('Escape');
    await press('Escape');
    await expect.poll(text).toBe('');
    expect(stage.asked.filter(([action]) => action !== 'mailMessages:page')).toEqual([]);
    expect(await stage.page.getByTestId('mail-row').count()).toBe(5);
  });

  it('take the place of the word at the cursor alone', async () => {
    await box().fill('is: offer');
    for (let index = 0; index < 6; index++) await press('ArrowLeft');
    await stage.page.keyboard.type('fl');
    await expect.poll(() => options().count()).toBe(1);
    await press('Tab');
    await expect.poll(text).toBe('is:flagged offer');
    expect(await box().evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(10);
  });

  it('bring back what was searched and saved, until it is removed', async () => {
    await box().fill('budget');
    await press('Enter');
    await box().fill('offer -draft');
    await expect.poll(() => searched).toBe('offer -draft');
    await stage.page.getByTestId('mail-save-search').click();
    await stage.page.getByTestId('mail-save-search-name').fill('Offers');
    await press('Enter');
    await expect
      .poll(() => stage.page.getByTestId('mail-save-search').getAttribute('aria-label'))
      .toBe('Forget this search');
    await stage.page.reload();
    await box().fill('');
    await box().click();
    await expect
      .poll(() => options().allInnerTexts())
      .toEqual(['Offers\noffer -draft', 'budget\nRecent search']);
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(text).toBe('offer -draft');
    await expect.poll(() => searched).toBe('offer -draft');
    await box().fill('');
    await expect.poll(() => options().count()).toBe(2);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Shift+Delete');
    await expect.poll(() => options().allInnerTexts()).toEqual(['Offers\noffer -draft']);
    await stage.page.getByTestId('mail-suggestion-saved').locator('.remove').click();
    await expect.poll(() => options().count()).toBe(0);
    expect(await box().evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('say what is mistyped and what is missing', async () => {
    await box().fill('form:anna from: x');
    await expect
      .poll(() => stage.page.getByTestId('mail-search-hint').allInnerTexts())
      .toEqual([
        '“form:anna” was searched as a word. Did you mean from:?',
        '“from:” was left out, since nothing follows it.',
      ]);
  });
});

it('fits on a phone', async () => {
  await open({ width: 390, height: 780 });
  await box().fill('from:an');
  await expect.poll(() => options().count()).toBe(2);
  const { x, width } = (await stage.page.getByTestId('mail-search-suggestions').boundingBox()) ?? {
    x: -1,
    width: 0,
  };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(390);
  await options().first().click();
  await expect.poll(text).toBe('from:anna@example.org ');
});
