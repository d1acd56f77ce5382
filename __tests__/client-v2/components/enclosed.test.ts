import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AttachmentView, EnclosedMessage } from '../../../src/common';
import { ReaderStage } from '../browser/reader-stage';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const file = (id: string, filename: string, contentType: string, part: Partial<AttachmentView> = {}) => ({
  ...{ id, filename, contentType, size: 2000, contentId: null, inline: false },
  ...part,
});
const inner = (part: Partial<EnclosedMessage> = {}): EnclosedMessage => ({
  ...{ subject: 'The offer of May', sentAt: '2026-05-04T08:30:00Z', cc: [], bcc: [], replyTo: [] },
  from: [{ name: 'Dana Buyer', address: 'dana@example.com' }],
  to: [{ name: 'Alex Demo', address: 'alex@example.com' }],
  ...{ text: '', hasRemoteContent: true },
  html:
    '<p>Hello Alex, <b>here is</b> what we agreed on.</p><img src="cid:logo" alt="logo" width="9" height="9">' +
    '<img src="https://spy.example/pixel.png" alt="far" width="9" height="9">',
  attachments: [
    file('17:2', 'logo.gif', 'image/gif', { contentId: 'logo', inline: true }),
    file('17:3', 'prices.txt', 'text/plain'),
    file('17:4', 'Question.eml', 'message/rfc822'),
  ],
  ...part,
});

const stage = new ReaderStage();
/** Requests to other servers. */
let far: string[] = [];

beforeAll(async () => {
  await stage.start();
  stage.page.on('request', (request) => {
    if (request.url().includes('spy.example')) far.push(request.url());
  });
  await stage.page.route('https://spy.example/**', (route) => route.fulfill({ body: PIXEL }));
  stage.answers['mailAttachments:download'] = (query) =>
    query.get('within') === '3'
      ? { type: 'text/plain', body: 'twelve each' }
      : { type: 'image/gif', body: PIXEL };
  stage.answers['mailAttachments:enclosed'] = (query) => ({
    body: JSON.stringify({
      data:
        query.get('within') === '4'
          ? inner({
              subject: 'The question',
              html: '',
              text: 'How much?',
              hasRemoteContent: false,
              attachments: [],
            })
          : inner(),
    }),
  });
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.asked = [];
  far = [];
});

const dialog = (subject: string) => stage.page.getByRole('dialog', { name: subject });
const open = (name: string) => stage.page.getByRole('button', { name: `Open ${name}` }).click();
const frame = () => dialog('The offer of May').frameLocator('iframe');

it('opens over the message, with its head, its text and its files, and loads nothing from elsewhere', async () => {
  await stage.show({}, { attachments: [file('17', 'The offer of May.eml', 'message/rfc822')] });
  await open('The offer of May.eml');
  await frame().getByText('what we agreed on').waitFor();
  await dialog('The offer of May').getByText('dana@example.com').waitFor();
  await dialog('The offer of May').getByText('prices.txt').waitFor();
  expect(await dialog('The offer of May').getByText('logo.gif').count()).toBe(0);
  await expect
    .poll(() =>
      frame()
        .getByAltText('logo')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(1);
  expect(stage.asked).toContain('mailAttachments:download?filterByTk=17&within=2&inline=1');
  expect(far).toEqual([]);
  await dialog('The offer of May').getByRole('button', { name: 'Show images' }).click();
  await expect.poll(() => far.length).toBe(1);
});

it('saves its files, and itself', async () => {
  await stage.show({}, { attachments: [file('17', 'saved.eml', 'application/octet-stream')] });
  await open('saved.eml');
  const [prices] = await Promise.all([
    stage.page.waitForEvent('download'),
    dialog('The offer of May').getByRole('button', { name: 'Download prices.txt' }).click(),
  ]);
  expect(prices.suggestedFilename()).toBe('prices.txt');
  const [whole] = await Promise.all([
    stage.page.waitForEvent('download'),
    dialog('The offer of May').getByRole('button', { name: 'Save as .eml file' }).click(),
  ]);
  expect(whole.suggestedFilename()).toBe('saved.eml');
  expect(
    stage.asked.filter((each) => each.startsWith('mailAttachments:download?') && !each.includes('inline')),
  ).toEqual(['mailAttachments:download?filterByTk=17&within=3', 'mailAttachments:download?filterByTk=17']);
});

it('opens messages in it, and closes one after the other', async () => {
  await stage.show({}, { attachments: [file('17', 'saved.eml', 'message/rfc822')] });
  await open('saved.eml');
  await open('Question.eml');
  await dialog('The question').getByText('How much?').waitFor();
  await stage.page.keyboard.press('Escape');
  await dialog('The question').waitFor({ state: 'detached' });
  await dialog('The offer of May').waitFor();
  await stage.page.keyboard.press('Escape');
  await dialog('The offer of May').waitFor({ state: 'detached' });
});

it.each([
  ['what is too large', file('17', 'large.eml', 'message/rfc822', { size: 30_000_000 })],
  ['what lies too deep', file('17:2/2/2/2/2', 'deep.eml', 'message/rfc822')],
])('only saves %s', async (_what, attachment) => {
  await stage.show({}, { attachments: [attachment] });
  await stage.page.getByRole('button', { name: `Download ${attachment.filename}` }).waitFor();
  expect(await stage.page.getByRole('button', { name: `Open ${attachment.filename}` }).count()).toBe(0);
});

it('says why one can’t be opened', async () => {
  const answer = stage.answers['mailAttachments:enclosed'];
  stage.answers['mailAttachments:enclosed'] = () => ({
    ...{ status: 422, body: '{"errors":[{"code":"message-unreadable","message":"It makes no sense."}]}' },
  });
  await stage.show({}, { attachments: [file('17', 'odd.eml', 'message/rfc822')] });
  await open('odd.eml');
  await dialog('odd.eml').getByText('This message can’t be opened here').waitFor();
  await dialog('odd.eml').getByText('It makes no sense.').waitFor();
  if (answer) stage.answers['mailAttachments:enclosed'] = answer;
});
