import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignRecipientView, CampaignView } from '../../../../src/common';
import { faultsIn } from '../../browser/axe';
import { CampaignServer } from '../../browser/campaign-server';
import { MailCenterStage, refusal } from '../../browser/mail-center-stage';
import { fileOf, TemplateServer } from '../../browser/template-server';

const stage = new MailCenterStage();
let server: CampaignServer;
let templates: TemplateServer;

const people = (count: number): Array<Partial<CampaignRecipientView>> =>
  Array.from({ length: count }, (_, index) => ({ name: `Person ${index}`, address: `p${index}@x.org` }));
const WRITTEN = { subject: 'Hello {{ $recipient.name }}', html: '<p>Your city: {{ $record.city }}</p>' };

beforeAll(() => stage.start());
afterAll(() => stage.stop());
beforeEach(async () => {
  [server, templates] = [new CampaignServer(), new TemplateServer()];
  await stage.open();
  Object.assign(stage.answers, server.answers, templates.answers);
});

const { page } = { page: () => stage.page };
const part = (testId: string) => page().getByTestId(testId);
const lines = () => part('mail-bulk-recipient');
const subject = () => part('mail-bulk-subject');
const text = () => page().getByRole('textbox', { name: 'Text of the bulk email' });
const saved = () => part('mail-bulk-saved');
const field = () => page().getByLabel('To: add an address');
const open = async (campaign: CampaignView) => {
  await page().goto(`${stage.base}/?folder=bulk&message=${campaign.id}`);
  await part('mail-bulk-wizard').waitFor();
};
const toStep = (name: string) => page().locator('.ant-steps-item').filter({ hasText: name }).click();
const confirm = (name: string) =>
  page().locator('.ant-modal-confirm').getByRole('button', { name, exact: true }).click();
const attach = () =>
  page()
    .getByLabel('Attach files', { exact: true })
    .and(page().locator('input'))
    .setInputFiles({ name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
const paste = (pasted: string) =>
  field().evaluate((element, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);

it('is written in three steps and started', async () => {
  await open(server.add({}));
  await paste('Ada <ada@x.org>, bob@x.org');
  await expect.poll(() => lines().allInnerTexts()).toEqual([expect.stringContaining('Ada'), 'bob@x.org']);
  await part('mail-bulk-added').getByText('2 added', { exact: true }).waitFor();
  await page().locator('.ant-steps').getByText('Recipients (2)').waitFor();
  await part('mail-bulk-next').click();
  await page().getByRole('group', { name: 'Message' }).and(page().locator(':focus')).waitFor();
  await subject().fill('Hello {{ $recipient.name }}');
  await text().fill('Good news.');
  await part('mail-bulk-unsubscribe').click();
  await part('mail-bulk-next').click();
  await part('mail-bulk-check').getByText('2 people get this message, each one of their own.').waitFor();
  await part('mail-bulk-preview').getByText('Hello Ada').waitFor();
  // The server has checked what is on screen.
  expect(server.saved.at(-1)).toMatchObject({ subject: 'Hello {{ $recipient.name }}', unsubscribe: false });
  await part('mail-bulk-start').click();
  await page().locator('.ant-modal-confirm-title').getByText('Send 2 messages?').waitFor();
  await confirm('Send');
  await part('mail-bulk-progress').waitFor();
  expect(server.started).toEqual([
    { missing: 'leaveOut', origin: stage.base, timeZone: expect.any(String) as string },
  ]);
});

describe('the recipients', () => {
  it('may be rows of a spreadsheet', async () => {
    await open(server.add({}));
    await paste('Name\tEmail\nAda Lovelace\tada@x.org\nBob\tB.\tbob@x.org\n');
    await expect.poll(() => lines().count()).toBe(2);
    expect(server.added).toEqual([
      {
        addresses: [
          { name: 'Ada Lovelace', address: 'ada@x.org' },
          { name: 'Bob B.', address: 'bob@x.org' },
        ],
      },
    ]);
  });

  it('may be a group', async () => {
    const members = [
      { name: 'Cy', address: 'cy@x.org' },
      { name: 'Di', address: 'di@x.org' },
    ];
    stage.answers['mailGroups:list'] = () => [{ id: '1', name: 'Board', members }];
    await open(server.add({}));
    await field().fill('boa');
    await page().locator('.ant-select-dropdown:visible').getByText('Board').waitFor();
    await field().press('Enter');
    await expect.poll(() => lines().count()).toBe(2);
    expect(server.added).toEqual([{ addresses: members }]);
  });

  it('are left out for a reason, and removed', async () => {
    await open(server.add({}, people(1)));
    await paste('p0@x.org; nobody; new@x.org');
    await part('mail-bulk-added')
      .getByText('1 added · 1 already in the list · 1 without a valid address', { exact: true })
      .waitFor();
    await part('mail-bulk-filter-leftOut').getByText('Left out (2)').waitFor();
    await part('mail-bulk-filter-leftOut').click();
    await expect.poll(() => lines().count()).toBe(2);
    expect((await lines().allInnerTexts()).join()).toMatch(/already in the list[^]*valid email address/);
    await page().getByRole('button', { name: 'Remove nobody' }).click();
    await expect.poll(() => lines().count()).toBe(1);
    await part('mail-bulk-remove-all').click();
    await confirm('Remove all');
    await lines().waitFor({ state: 'detached' });
    await page().locator('.ant-steps').getByText('Recipients', { exact: true }).waitFor();
  });

  it('say why they could not be added', async () => {
    await open(server.add({}));
    stage.answers['mailCampaigns:addRecipients'] = () => refusal(400, 'invalid-input');
    await paste('ada@x.org');
    await page().getByRole('alert').getByText('Refused: invalid-input').waitFor();
  });
});

describe('the message', () => {
  beforeEach(async () => {
    await open(server.add({ ...WRITTEN, collection: 'customers' }, people(1)));
  });

  it('is saved without being asked, and again after a failure', async () => {
    stage.answers['mailCampaigns:update'] = () => refusal(503, 'internal');
    await subject().fill('First');
    await saved().getByText('Couldn’t save, trying again', { exact: false }).waitFor();
    expect(server.saved).toEqual([]);
    Object.assign(stage.answers, server.answers);
    await subject().fill('Second');
    await saved().getByText('Saved', { exact: true }).waitFor();
    await expect.poll(() => server.saved.at(-1)?.subject).toBe('Second');
  });

  it('is saved when somebody leaves at once', async () => {
    await subject().fill('In a hurry');
    await part('mail-back').click();
    await expect.poll(() => server.saved.at(-1)?.subject).toBe('In a hurry');
  });

  it('keeps files that are saved while it is being written', async () => {
    stage.answers['mailUploads:create'] = () => fileOf('u1');
    await attach();
    await expect.poll(() => server.saved.at(-1)?.uploadIds).toEqual(['u1']);
    await saved().getByText('Saved', { exact: true }).waitFor();
    // The server has a copy, which is what is named from now on.
    await subject().fill('With a file');
    await expect
      .poll(() => server.saved.at(-1))
      .toMatchObject({ subject: 'With a file', uploadIds: ['cu1'] });
    await page().getByRole('button', { name: 'Remove offer.pdf' }).click();
    await expect.poll(() => server.saved.at(-1)?.uploadIds).toEqual([]);
  });

  it('isn’t started before its files are uploaded', async () => {
    stage.answers['mailUploads:create'] = () => fileOf('u1');
    stage.holds.add('mailUploads:create');
    await attach();
    const [upload] = await stage.waiting('mailUploads:create', 1);
    await toStep('Check and send');
    await page().getByText('Wait until all files are uploaded, or remove those that failed.').waitFor();
    upload.answer();
    await part('mail-bulk-start').waitFor();
    expect(server.saved.at(-1)?.uploadIds).toEqual(['u1']);
  });

  it('offers the variables of the recipients’ records alone', async () => {
    await page().getByRole('button', { name: 'Insert variable into the subject' }).click();
    await page().locator('.ant-cascader-menu').getByText('Record').click();
    await page().locator('.ant-cascader-menu').getByText('Customers').click();
    await page().locator('.ant-cascader-menu').getByText('City').click();
    await expect.poll(() => server.saved.at(-1)?.subject).toContain('{{ $record.city }}');
  });

  it('takes a template with its variables as they are', async () => {
    const template = { title: 'Offer', subject: 'An offer', html: '<p>For {{ $user.nickname }}</p>' };
    templates.add({ ...template, hasFiles: true, files: [fileOf('t1')] });
    await subject().fill('');
    await part('mail-bulk-template').click();
    await part('mail-template-picker').getByText('An offer').first().waitFor();
    await part('mail-template-find').press('Enter');
    await expect
      .poll(() => server.saved.at(-1))
      .toMatchObject({
        ...{ subject: 'An offer', uploadIds: ['wt1'] },
        html: expect.stringContaining('{{ $user.nickname }}') as string,
      });
    expect(await text().innerText()).toContain('Your city');
  });
});

describe('the check', () => {
  it('names what is missing', async () => {
    await open(server.add({}));
    await toStep('Check and send');
    await page().getByRole('button', { name: 'Add recipients' }).click();
    await paste('ada@x.org');
    await expect.poll(() => lines().count()).toBe(1);
    await toStep('Check and send');
    await page().getByRole('button', { name: 'Write the message' }).click();
    await subject().waitFor();
  });

  it('lets the writer decide about missing values', async () => {
    server.without = { 'p1@x.org': ['$record.city'] };
    server.suppressed = 2;
    server.limits = { perMinute: 1, perDay: 2 };
    const nobody = { address: 'nobody', state: 'leftOut', reason: 'invalid' } as const;
    await open(server.add(WRITTEN, [...people(3), nobody]));
    await toStep('Check and send');
    const check = part('mail-bulk-check');
    await check.getByText('2 people get this message, each one of their own.').waitFor();
    await check.getByText('1 are left out. You find them under “Recipients”.').waitFor();
    await check.getByText('2 have asked for no more bulk email since they were added.').waitFor();
    await check.getByText('It takes at least 2 minutes, at 1 messages a minute.').waitFor();
    await check.getByText('1 people lack a value that the text needs: $record.city (1)').waitFor();
    expect(await check.getByText('takes more than a day', { exact: false }).count()).toBe(0);
    await check.getByText('They get the text without it').click();
    await check.getByText('3 people get this message, each one of their own.').waitFor();
    await check.getByText('takes more than a day', { exact: false }).waitFor();
    await part('mail-bulk-start').click();
    await confirm('Send');
    await expect.poll(() => server.started).toMatchObject([{ missing: 'empty' }]);
  });

  it('shows what each recipient gets, beyond the first page', async () => {
    server.without = { 'p1@x.org': ['$record.city'] };
    await open(server.add(WRITTEN, people(52)));
    await toStep('Check and send');
    const preview = part('mail-bulk-preview');
    await preview.getByText('Hello Person 0').waitFor();
    const next = preview.getByRole('button', { name: 'Next recipient' });
    await next.click();
    await preview.getByText('Without a value: $record.city').waitFor();
    await part('mail-bulk-test').click();
    await page().getByText('The test is on its way to you.').waitFor();
    const [, second] = Object.values(server.recipients)[0];
    expect(server.tested).toMatchObject([{ recipientId: second.id, key: expect.any(String) as string }]);
    for (let index = 2; index < 52; index++) await next.click();
    await preview.getByText('52 of 52').waitFor();
    await preview.getByText('Hello Person 51').waitFor();
    expect(await next.isDisabled()).toBe(true);
    await preview.getByRole('button', { name: 'Previous recipient' }).click();
    await preview.getByText('Hello Person 50').waitFor();
  });

  it('is made again after a failure, and after starting was refused', async () => {
    stage.answers['mailCampaigns:check'] = () => refusal(503, 'internal');
    await open(server.add(WRITTEN, people(2)));
    await toStep('Check and send');
    await page().getByRole('button', { name: 'Try again' }).waitFor();
    Object.assign(stage.answers, server.answers);
    await page().getByRole('button', { name: 'Try again' }).click();
    stage.answers['mailCampaigns:start'] = () => refusal(409, 'invalid-input');
    server.without = { 'p1@x.org': ['$record.city'] };
    await part('mail-bulk-start').getByText('Send 2 messages').waitFor();
    await part('mail-bulk-start').click();
    await confirm('Send');
    await page().getByText('Refused: invalid-input').waitFor();
    await part('mail-bulk-start').getByText('Send 1 messages').waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([1440, 390])('nothing is out of reach at a width of %i', async (width) => {
    server.without = { 'p0@x.org': ['$record.city'] };
    await page().emulateMedia({ colorScheme });
    await page().setViewportSize({ width, height: 800 });
    await open(
      server.add(WRITTEN, [...people(3), { address: 'nobody', state: 'leftOut', reason: 'invalid' }]),
    );
    const faults = async () => {
      expect(await faultsIn(page(), '#root')).toEqual([]);
      const overflow = await page().evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    };
    await text().waitFor();
    await faults();
    await toStep('Recipients');
    await lines().first().waitFor();
    await faults();
    await toStep('Check and send');
    await part('mail-bulk-preview').getByText('Hello Person 0').waitFor();
    await faults();
  });
});
