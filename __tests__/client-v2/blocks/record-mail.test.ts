import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RecordAddressesView } from '../../../src/common';
import { faultsIn } from '../browser/axe';
import { MailCenterStage, message, PageAnswer, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let found: RecordAddressesView;
/** Queries of the list and of the record's addresses. */
let listed: URLSearchParams[];
let read: URLSearchParams[];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.open();
  found = { people: [{ name: 'Sender 1', address: 's1@x.org' }], domains: [], more: false };
  [listed, read] = [[], []];
  stage.answers['mailAddresses:ofRecord'] = (_values, query) => {
    read.push(query);
    return found;
  };
  stage.answers['mailMessages:page'] = (_values, query) => {
    if (query.has('threadKey')) return stage.messages.slice(0, 1);
    listed.push(query);
    return stage.messages;
  };
});

const show = (settings: object = {}) =>
  stage.page.goto(`${stage.base}/blocks/record?settings=${encodeURIComponent(JSON.stringify(settings))}`);
const rows = () => stage.page.getByTestId('mail-record-row');
const row = (n: number) => rows().filter({ hasText: `Subject ${n}` });
const composer = () => stage.page.getByTestId('mail-composer');

it('lists the messages of a record’s people, and opens one with everything that can be done with it', async () => {
  stage.messages = [
    message(1, { seen: false, hasAttachments: true }),
    message(2, { fromAddress: 'Me@x.org', fromName: 'Me', to: [{ name: 'Ada', address: 'ada@x.org' }] }),
  ];
  await show();
  await row(2).waitFor();
  expect(read[0]?.toString()).toBe('collection=customers&recordId=7&domains=false');
  expect(Object.fromEntries(listed[0])).toMatchObject({
    ...{ address: 's1@x.org', q: '-in:trash -in:junk', conversations: 'true', limit: '10' },
  });
  expect(await row(1).locator('.direction').innerText()).toBe('Received');
  expect(await row(1).locator('.people').innerText()).toContain('Sender 1');
  expect(await row(2).locator('.direction').innerText()).toBe('Sent');
  expect(await row(2).locator('.people').innerText()).toContain('Ada');
  expect(await row(1).getByRole('img', { name: 'Attachments' }).count()).toBe(1);
  expect(await faultsIn(stage.page, 'main')).toEqual([]);

  await row(1).click();
  await stage.reader().getByText('Text of 99').waitFor();
  // Escape leaves a note that is being written, and the drawer that it's written in.
  await stage.reader().getByRole('button', { name: 'Write a note' }).click();
  const note = stage.page.getByTestId('mail-note-editor').locator('textarea').first();
  await note.fill('Call back');
  await note.press('Escape');
  expect(await stage.page.locator('.ant-drawer-open').count()).toBe(1);
  expect(await note.inputValue()).toBe('Call back');
  await stage.reader().getByRole('button', { name: 'Move to the archive' }).click();
  await expect
    .poll(() => stage.asked)
    .toContainEqual(['mailMessages:archive', expect.objectContaining({ ids: ['99'] })]);
});

it('writes to the record’s address, or to another one of its people', async () => {
  await show();
  await stage.page.getByRole('button', { name: 'Compose' }).click();
  await composer().getByText('Sender 1').waitFor();
  await composer().getByRole('button', { name: 'Close' }).click();
  found = { ...found, people: [...found.people, { name: 'Ada', address: 'ada@x.org' }] };
  // As after somebody has changed the record.
  await stage.page.evaluate(() => window.recordChanged?.());
  await stage.page.getByRole('button', { name: 'Choose the recipient' }).click();
  await stage.page.getByRole('menuitem', { name: 'Ada <ada@x.org>' }).click();
  await composer().getByText('Ada', { exact: true }).waitFor();
  expect(listed.at(-1)?.get('address')).toBe('s1@x.org,ada@x.org');
});

it('shows at once what arrives, moves or is deleted', async () => {
  await show();
  await row(5).waitFor();
  stage.messages = [message(0, { subject: 'Subject 9' }), ...stage.messages.slice(1)];
  const begun = Date.now();
  await stage.hint(['messages'], ['10']);
  await row(9).waitFor();
  await row(1).waitFor({ state: 'detached' });
  expect(Date.now() - begun).toBeLessThan(1000);
});

it('keeps to its settings', async () => {
  found = { ...found, domains: ['x.org'] };
  stage.messages = [1, 2, 3, 4, 5, 6, 7].map((n) => message(n));
  stage.answers['mailMessages:page'] = (_values, query) => {
    listed.push(query);
    const page = query.has('before') ? stage.messages.slice(5) : stage.messages.slice(0, 5);
    return new PageAnswer(page, query.has('before') ? null : 'more');
  };
  await show({
    ...{ fields: ['mail', 'company.mail'], domains: true, also: '@y.org, max@z.org' },
    ...{ folders: 'sent', conversations: false, pageSize: 5 },
  });
  await row(3).waitFor();
  expect(read[0]?.get('fields')).toBe('mail,company.mail');
  expect(read[0]?.get('domains')).toBe('true');
  expect(Object.fromEntries(listed[0])).toMatchObject({
    ...{ address: 's1@x.org,max@z.org', domain: 'x.org,y.org', role: 'sent', limit: '5' },
  });
  expect(listed[0]?.has('conversations')).toBe(false);
  await stage.page.getByTestId('mail-record-more').click();
  await row(7).waitFor();
  expect(await rows().count()).toBe(7);
});

it('says what is missing, and what to do about it', async () => {
  stage.messages = [];
  await show();
  await stage.page.getByText('No emails with s1@x.org yet').waitFor();
  found = { people: [], domains: [], more: false };
  await show();
  await stage.page.getByText('This record has no email address').waitFor();
  stage.accounts = [];
  stage.answers['mailProviders:list'] = () => [{ name: 'microsoft', ready: true }];
  await show();
  await stage.page.getByTestId('mail-connect-microsoft').waitFor();
  expect(await faultsIn(stage.page, 'main')).toEqual([]);
});

it('can be loaded again if something fails', async () => {
  stage.answers['mailAddresses:ofRecord'] = () => refusal(500, 'internal');
  await show();
  const again = () => stage.page.getByRole('button', { name: 'Try again' });
  await again().waitFor();
  stage.answers['mailAddresses:ofRecord'] = () => found;
  stage.answers['mailMessages:page'] = () => refusal(503, 'busy');
  await again().click();
  await stage.page.getByText('s1@x.org').waitFor();
  stage.answers['mailMessages:page'] = () => stage.messages;
  await again().click();
  await row(1).waitFor();
});
