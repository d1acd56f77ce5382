import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mergeSuggestions } from '../../../../src/client-v2/components/composer/recipients/suggestions';
import { faultsIn } from '../../browser/axe';
import { ComposerStage } from '../../browser/composer-stage';

const stage = new ComposerStage();
const { compose } = stage;
const to = () => stage.page.getByLabel('To: add an address');
const options = () => stage.page.getByTestId('mail-suggestion').allInnerTexts();
const chips = () => stage.page.locator('.ant-tag').allInnerTexts();
const JAN = { name: 'Jan Maier', address: 'jan@x.org' };
const JANA = { name: 'Jana Ruiz', address: 'jana@firm.example', detail: 'Firm Ltd.' };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(() => stage.reset());

it('of people one knows come first, then those of address books with where they are from', async () => {
  stage.known = [{ ...JAN, name: '' }];
  stage.books = {
    Contacts: [JANA, { ...JAN, address: 'JAN@x.org', detail: 'Firm Ltd.' }],
    Users: [{ name: 'Janis', address: 'janis@x.org', detail: '' }],
  };
  await compose({ subject: 'x' });
  await to().pressSequentially('jan');
  await expect
    .poll(options)
    .toEqual([
      'Jan Maierjan@x.org',
      'Jana Ruizjana@firm.example\nContacts · Firm Ltd.',
      'Janisjanis@x.org\nUsers',
    ]);
  expect(await faultsIn(stage.page, '.ant-select-dropdown')).toEqual([]);
  await to().press('ArrowDown');
  await to().press('ArrowDown');
  await expect
    .poll(() => stage.page.locator('.ant-select-item-option-active').innerText())
    .toContain('Jana Ruiz');
  await to().press('Enter');
  await expect.poll(chips).toEqual(['Jana Ruiz']);
});

it('do not wait for an address book that is slow or fails', async () => {
  stage.known = [JAN];
  let letGo = () => {};
  stage.bookGates = { Slow: new Promise<void>((resolve) => (letGo = resolve)) };
  stage.books = {
    Slow: [JANA],
    Broken: null,
    Users: [{ name: 'Janis', address: 'janis@x.org', detail: '' }],
  };
  await compose({ subject: 'x' });
  await to().pressSequentially('jan');
  await expect.poll(options).toEqual(['Jan Maierjan@x.org', 'Janisjanis@x.org\nUsers']);
  letGo();
  // In the administrator's order, however late.
  await expect
    .poll(options)
    .toEqual([
      'Jan Maierjan@x.org',
      'Jana Ruizjana@firm.example\nSlow · Firm Ltd.',
      'Janisjanis@x.org\nUsers',
    ]);
});

it('are narrowed down while the next answer is on its way, whatever the accents and the order', async () => {
  stage.known = [JAN, { name: 'Jánka Ötz', address: 'jo@x.org' }];
  await compose({ subject: 'x' });
  await to().pressSequentially('ja');
  await expect.poll(options).toEqual(['Jan Maierjan@x.org', 'Jánka Ötzjo@x.org']);
  await to().fill('otz jan');
  await expect.poll(options).toEqual(['Jánka Ötzjo@x.org']);
});

it('are each address once, a dozen at most', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ name: '', address: `p${index}@x.org` }));
  expect(mergeSuggestions([...many, ...many])).toEqual(many.slice(0, 12));
  const named = { name: 'P', address: 'P0@x.org', source: 'Contacts' };
  expect(mergeSuggestions([many[0], named])).toEqual([{ name: 'P', address: 'p0@x.org' }]);
  expect(mergeSuggestions([named, many[0]])).toEqual([named]);
});
