import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  matchingGroups,
  mergeSuggestions,
} from '../../../../src/client-v2/components/composer/recipients/suggestions';
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

it('contain groups, which add all of their people', async () => {
  stage.known = [
    { name: 'Team Lead', address: 'lead@x.org' },
    { name: 'Teamo', address: 'teamo@x.org' },
  ];
  stage.groups = [
    { id: '1', name: 'Project team', members: [JAN, { name: '', address: 'lead@x.org' }] },
    { id: '2', name: 'Board', members: [JANA] },
  ];
  await compose({ to: [JAN], subject: 'x' });
  await to().pressSequentially('tea');
  await expect
    .poll(options)
    .toEqual(['Project teamGroup (2)\nJan Maier, lead@x.org', 'Team Leadlead@x.org', 'Teamoteamo@x.org']);
  expect(await faultsIn(stage.page, '.ant-select-dropdown')).toEqual([]);
  await to().press('Enter');
  // Each person once, whoever was there before.
  await expect.poll(chips).toEqual(['Jan Maier', 'lead@x.org']);
  // Nobody would be added any more.
  await to().pressSequentially('team');
  await expect.poll(options).toEqual(['Teamoteamo@x.org']);
  await to().fill('boa');
  await stage.page.getByTestId('mail-suggestion').getByText('Board').click();
  await expect.poll(chips).toEqual(['Jan Maier', 'lead@x.org', 'Jana Ruiz']);
  expect(await to().inputValue()).toBe('');
});

it('find a group by the beginnings of its words, in any order', () => {
  const group = (name: string) => ({ id: name, name, members: [JAN] });
  const groups = [group('Projekt Übersee'), group('Übergabe'), group('Board')];
  const found = (query: string) => matchingGroups(groups, query).map(({ name }) => name);
  expect(found('uber')).toEqual(['Projekt Übersee', 'Übergabe']);
  expect(found('uber proj')).toEqual(['Projekt Übersee']);
  expect(found('see')).toEqual([]);
  expect(
    matchingGroups(
      Array.from({ length: 9 }, () => group('Board')),
      'b',
    ),
  ).toHaveLength(3);
});

it('contain a group that was just saved from the recipients of a field', async () => {
  await compose({ to: [JAN, { name: '', address: 'bob@x.org' }], subject: 'x' });
  await stage.page.locator('.ant-tag').getByText('Jan Maier').click();
  await stage.page.getByRole('menuitem', { name: 'Save as group…' }).click();
  const dialog = stage.page.locator('.ant-modal');
  const people = dialog.getByLabel('People, one on each line');
  expect(await people.inputValue()).toBe('Jan Maier <jan@x.org>\nbob@x.org');
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
  await people.fill('Jan Maier <jan@x.org>\nbob@');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await dialog.getByText('Not a valid address: bob@').waitFor();
  await people.fill('Jan Maier <jan@x.org>; bob@x.org\ncy@x.org, cy@x.org');
  await dialog.getByLabel('Group name').fill('Friends');
  await stage.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(stage.groups).toMatchObject([
    {
      name: 'Friends',
      members: [JAN, { name: '', address: 'bob@x.org' }, { name: '', address: 'cy@x.org' }],
    },
  ]);
  await expect.poll(() => to().evaluate((node) => node === document.activeElement)).toBe(true);
  await to().pressSequentially('fri');
  await expect.poll(options).toEqual(['FriendsGroup (3)\nJan Maier, bob@x.org, cy@x.org']);
  await to().press('Tab');
  await expect.poll(chips).toEqual(['Jan Maier', 'bob@x.org', 'cy@x.org']);
});
