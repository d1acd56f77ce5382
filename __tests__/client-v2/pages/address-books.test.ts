import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AddressBook, AddressBookField, AddressBookView } from '../../../src/common';
import { launchBrowser } from '../../e2e/browser';
import { faultsIn } from '../browser/axe';
import { bundlePage } from '../browser/bundle';

const HTML = '<!doctype html><meta charset=utf-8><div id=root></div><script src=/page.js></script>';
const field = (path: string, isEmail = false, ...titles: string[]): AddressBookField => ({
  ...{ path, isEmail, isText: true, titles: titles.length > 0 ? titles : [path.toUpperCase()] },
});
const FIELDS: Record<string, AddressBookField[]> = {
  users: [field('nickname'), field('email', true)],
  contacts: [
    field('first'),
    field('last'),
    field('mail', true),
    field('company.name', false, 'Company', 'Name'),
  ],
};
const USERS: AddressBookView = {
  ...{ enabled: false, collection: 'users', title: 'Users', names: ['nickname'], emails: ['email'] },
  ...{ detail: null, shown: [], page: null, gone: [] },
};

let server: Server;
let browser: Browser;
let page: Page;
let base = '';
let books: AddressBookView[];
let saved: AddressBook[][];
let isBroken = false;

const answers: Record<string, (values: { books?: AddressBook[] }, query: URLSearchParams) => unknown> = {
  'mailAddressBooks:get': () =>
    isBroken ? undefined : { books, collections: [{ name: 'contacts', title: 'Contacts' }] },
  'mailAddressBooks:fields': (_values, query) => FIELDS[query.get('collection') ?? ''],
  'mailAddressBooks:save': ({ books: given = [] }) => {
    saved.push(given);
    books = given.map((book) => ({ ...book, title: book.collection, gone: [] }));
    return answers['mailAddressBooks:get']({}, new URLSearchParams());
  },
};

beforeAll(async () => {
  const script = await bundlePage('address-books-page.tsx');
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://x');
      const action = /^\/api\/(.+)/.exec(url.pathname)?.[1];
      if (!action) {
        response.setHeader('content-type', url.pathname === '/page.js' ? 'text/javascript' : 'text/html');
        response.end(url.pathname === '/page.js' ? script : HTML);
        return;
      }
      const data = answers[action]?.(
        (body ? JSON.parse(body) : {}) as { books?: AddressBook[] },
        url.searchParams,
      );
      response.statusCode = data ? 200 : 503;
      response.end(JSON.stringify(data ? { data } : { errors: [{ code: 'internal', message: 'x' }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(() => {
  [books, saved, isBroken] = [[USERS], [], false];
});

interface Options {
  width?: number;
  query?: string;
  colorScheme?: 'light' | 'dark';
}

async function open({ width = 1000, query = '', colorScheme = 'light' }: Options = {}) {
  await page?.context().close();
  page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme })).newPage();
  await page.goto(`${base}/${query}`);
}
const card = (collection: string) => page.getByTestId(`mail-address-book-${collection}`);
const choose = async (collection: string, label: string, option: string) => {
  await card(collection).getByLabel(label).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  await page.keyboard.press('Escape');
};
const saveButton = () => page.getByRole('button', { name: 'Save', exact: true });

it('offer the users, switched off', async () => {
  await open();
  expect(await card('users').getByRole('switch').getAttribute('aria-checked')).toBe('false');
  expect(await saveButton().isDisabled()).toBe(true);
  expect(await card('users').getByRole('button', { name: 'Remove Users' }).count()).toBe(0);
  await card('users').getByRole('switch', { name: 'Suggest people from Users' }).click();
  await saveButton().click();
  await expect.poll(() => saved).toMatchObject([[{ collection: 'users', enabled: true, emails: ['email'] }]]);
  await expect.poll(() => saveButton().isDisabled()).toBe(true);
});

it.each([
  [1000, 'light'],
  [390, 'dark'],
] as const)('are added and described, at %i pixels in the %s', async (width, colorScheme) => {
  await open({ width, colorScheme });
  await page.getByRole('combobox', { name: 'Add a collection' }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('Contacts', { exact: true }).click();
  await card('contacts').waitFor();
  await choose('contacts', 'Name fields', 'FIRST');
  await choose('contacts', 'Name fields', 'LAST');
  await choose('contacts', 'Second line', 'Company / Name');
  await choose('contacts', 'Fields beside a message', 'LAST');
  const pageField = card('contacts').getByLabel('Page of a record');
  const wrong = card('contacts').getByText('This isn’t the address of a record’s pop-up');
  await pageField.fill('https://elsewhere.example/admin/x/view/y/filterbytk/1');
  await pageField.blur();
  await wrong.waitFor();
  await pageField.fill(`${base}/admin/x/view/y/filterbytk/1`);
  await pageField.blur();
  await wrong.waitFor({ state: 'detached' });
  expect(await pageField.inputValue()).toBe('/admin/x/view/y/filterbytk/1');
  expect(await faultsIn(page, '[data-testid=mail-address-books]')).toEqual([]);
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBe(client);
  await saveButton().click();
  await expect
    .poll(() => saved.at(-1)?.at(-1))
    .toEqual({
      ...{ enabled: true, collection: 'contacts', names: ['first', 'last'], emails: ['mail'] },
      ...{ detail: 'company.name', shown: ['last'], page: '/admin/x/view/y/filterbytk/1' },
    });
});

it('are not saved without a field that contains an address', async () => {
  books = [
    USERS,
    { ...USERS, enabled: true, collection: 'contacts', title: 'Contacts', names: [], emails: ['mail'] },
  ];
  await open();
  await card('contacts').locator('.ant-select-selection-item-remove').first().click();
  await saveButton().click();
  await card('contacts').getByText('Choose at least one field.').waitFor();
  expect(saved).toEqual([]);
  // Discarding takes back what was typed, too.
  const pageField = card('contacts').getByLabel('Page of a record');
  await pageField.fill('/nowhere');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect.poll(() => pageField.inputValue()).toBe('');
});

it('say what is gone, and can be removed', async () => {
  const gone = { ...USERS, enabled: true, collection: 'old', title: 'old', gone: ['old'] };
  books = [USERS, gone, { ...gone, collection: 'contacts', title: 'Contacts', gone: ['phone'] }];
  await open();
  await card('old').getByText('This collection doesn’t exist any more').waitFor();
  await card('contacts')
    .getByText('These fields don’t exist any more, so nobody is suggested: phone')
    .waitFor();
  await card('old').getByRole('button', { name: 'Remove old' }).click();
  await card('old').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await card('old').waitFor();
  await card('old').getByRole('button', { name: 'Remove old' }).click();
  await saveButton().click();
  await expect.poll(() => saved.at(-1)?.map(({ collection }) => collection)).toEqual(['users', 'contacts']);
});

it('can be loaded again after a failure', async () => {
  isBroken = true;
  await open();
  await page.getByText('The settings could not be loaded').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await card('users').waitFor();
});
