import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultsIn } from '../browser/axe';
import { CampaignServer } from '../browser/campaign-server';
import type { ComposeBlock } from '../browser/compose-action';
import { MailCenterStage, refusal } from '../browser/mail-center-stage';

const stage = new MailCenterStage();
let server: CampaignServer;
const ROWS = [
  { id: 1, name: 'Ada', email: 'ada@x.org' },
  { id: 2, name: 'Bob', email: 'bob@x.org; bob' },
  { id: 3, name: 'Cy', email: 'cy@x.org' },
];

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  server = new CampaignServer();
  await stage.open();
  Object.assign(stage.answers, server.answers);
});

const click = (block: Omit<ComposeBlock, 'rows'>) =>
  stage.page.evaluate((given) => window.composeFromBlock(given), { rows: ROWS, ...block });
const dialog = () => stage.page.getByTestId('mail-bulk-dialog');
const composers = () => stage.page.locator('[data-mail-composer-frame]');
const FIELDS = { collection: 'customers', fields: ['email'] };

it('writes a message of their own to each person in the selected rows', async () => {
  expect(await click({ selected: [0, 2] })).toEqual([]);
  await dialog().getByTestId('mail-bulk-recipient').getByText('record@x.org').waitFor();
  expect(server.added).toEqual([{ ...FIELDS, ids: [1, 3] }]);
  expect(await composers().count()).toBe(0);
  // What is written in the dialog is stored, and the page below stays as it is.
  await dialog().getByTestId('mail-bulk-next').click();
  await dialog().getByTestId('mail-bulk-subject').fill('From a page');
  await dialog().getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => server.saved.at(-1)?.subject).toBe('From a page');
  await dialog().waitFor({ state: 'detached' });
  await stage.row(1).waitFor();
});

it('shows how far it has got, and the messages that were sent', async () => {
  await click({ selected: [0, 2] });
  await dialog().getByTestId('mail-bulk-recipient').waitFor();
  const [campaign] = server.campaigns;
  campaign.state = 'running';
  server.settle(campaign, { state: 'sent', messageId: '99', folderId: '10' }, 'record@x.org');
  await stage.hint(['campaigns']);
  await dialog().getByTestId('mail-bulk-counts').getByText('1 of 1 sent').waitFor();
  const opened = stage.page.waitForEvent('popup');
  await dialog().getByRole('button', { name: 'Open the message to From a record' }).click();
  expect(new URL((await opened).url()).pathname).toBe('/admin/mail/message/99');
});

it('writes to everybody that a block shows, without reading them all', async () => {
  const settings = { defaultSelectAllRecords: { value: true } };
  const filter = { name: { $includes: 'a' } };
  expect(await click({ settings, filter, count: 4_000 })).toEqual([]);
  await expect.poll(() => server.added).toEqual([{ ...FIELDS, filter }]);
});

it('sends addresses of records that the server can’t find', async () => {
  await click({ selected: [0, 1], dataSourceKey: 'other' });
  await expect
    .poll(() => server.added)
    .toEqual([
      {
        addresses: [
          { name: '', address: 'ada@x.org' },
          { name: '', address: 'bob@x.org' },
        ],
      },
    ]);
});

it('refuses more recipients than a bulk email can have', async () => {
  const settings = { defaultSelectAllRecords: { value: true } };
  expect(await click({ settings, count: 5_001 })).toEqual([
    'That is more than 5000 recipients. Select fewer rows.',
  ]);
  expect(await dialog().count()).toBe(0);
});

it('writes one message to a single row, or to all in Bcc if the block says so', async () => {
  await click({ selected: [0] });
  await expect.poll(() => composers().count()).toBe(1);
  await composers().getByText('ada@x.org').waitFor();
  await click({ selected: [0, 1], settings: { severalRows: { value: 'bcc' } } });
  await expect.poll(() => composers().count()).toBe(2);
  expect(server.campaigns).toEqual([]);
});

describe('a draft that could not be created', () => {
  it('says why, and leaves nothing behind', async () => {
    stage.answers['mailCampaigns:addRecipients'] = () => refusal(403, 'forbidden');
    await click({ selected: [0, 1] });
    await dialog().getByText('Refused: forbidden').waitFor();
    expect(server.campaigns).toEqual([]);
    Object.assign(stage.answers, server.answers);
    await dialog().getByRole('button', { name: 'Try again' }).click();
    await dialog().getByTestId('mail-bulk-recipient').waitFor();
    expect(server.campaigns).toHaveLength(1);
  });

  it('says that there is no mailbox', async () => {
    stage.answers['mailAccounts:list'] = () => [];
    stage.answers['mailIdentities:list'] = () => [];
    await click({ selected: [0, 1] });
    await dialog().getByText('Connect a mailbox first; then you can write from it.').waitFor();
  });
});

it.each([
  [1440, 'light'],
  [390, 'dark'],
] as const)('is within reach at %i pixels in the %s', async (width, colorScheme) => {
  await stage.page.emulateMedia({ colorScheme });
  await stage.page.setViewportSize({ width, height: 800 });
  await click({ selected: [0, 2] });
  await dialog().getByTestId('mail-bulk-recipient').waitFor();
  expect(await faultsIn(stage.page, '.ant-modal')).toEqual([]);
});
