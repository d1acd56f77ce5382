import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ComposeInput, MessageView } from '../../src/common';
import { launchBrowser } from '../e2e/browser';
import { bundlePage } from './browser/bundle';

const ada = { name: 'Ada', address: 'ada@x.org' };
const me = { name: 'Me', address: 'me@x.org' };
const message: MessageView = {
  ...{
    id: '5',
    accountId: '1',
    folderId: '2',
    messageId: '<1@x>',
    threadKey: 't',
    subject: 'Offer',
    fromName: 'Ada',
  },
  ...{
    fromAddress: ada.address,
    from: [ada],
    to: [me, { name: 'Bob', address: 'bob@x.org' }],
    cc: [],
    bcc: [],
  },
  ...{ replyTo: [], sentAt: '2026-01-02T03:04:05Z', receivedAt: '2026-01-02T03:04:05Z', size: 1, seen: true },
  ...{ flagged: false, answered: false, draft: false, hasAttachments: true, preview: '' },
};
const file = {
  id: '9',
  filename: 'plan.pdf',
  contentType: 'application/pdf',
  size: 10,
  contentId: null,
  inline: false,
};

let server: Server;
let browser: Browser;
let page: Page;
let sent: ComposeInput[] = [];
let refuse = false;
/** An upload is answered once this is settled. */
let uploadGate = Promise.resolve();

/** The answers of our API, by action. */
const answers: Record<string, (body: string) => unknown> = {
  'mailAccounts:list': () => [
    { id: '1', address: me.address, displayName: me.name, state: 'connected', reason: null },
  ],
  'mailMessages:body': () => ({
    id: '5',
    html: '<p>original</p>',
    text: '',
    hasRemoteContent: false,
    attachments: [file],
  }),
  'mailUploads:create': () => ({ id: '77', filename: 'note.txt', contentType: 'text/plain', size: 5 }),
  'mailAddresses:list': () => [],
  'mailOperations:list': () => [],
  'mailMessages:send': (body) => {
    if (refuse) return null;
    sent.push(JSON.parse(body) as ComposeInput);
    return { id: '3', accountId: '1', kind: 'send', state: 'pending', reason: null, attempts: 0 };
  },
};

beforeAll(async () => {
  const script = await bundlePage('composer-page.tsx');
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const action = /^\/api\/([^?]+)/.exec(request.url ?? '')?.[1];
      if (!action) {
        response.setHeader('content-type', request.url === '/page.js' ? 'text/javascript' : 'text/html');
        response.end(
          request.url === '/page.js'
            ? script
            : '<!doctype html><meta charset=utf-8><div id=root></div><script src=/page.js></script>',
        );
        return;
      }
      const data = answers[action]?.(body);
      const error = {
        errors: [{ code: 'too-many-recipients', message: 'The mail has too many recipients.' }],
      };
      response.statusCode = data ? 200 : 400;
      const answer = () => response.end(JSON.stringify(data ? { data } : error));
      void (action === 'mailUploads:create' ? uploadGate : Promise.resolve()).then(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(async () => {
  await page?.close({ runBeforeUnload: false });
  sent = [];
  refuse = false;
  uploadGate = Promise.resolve();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});

const composer = () => page.getByTestId('mail-composer');
const text = () => page.getByRole('textbox', { name: 'Text of the mail' });
const compose = async (init: Parameters<Window['compose']>[0]) => {
  await page.evaluate((start) => window.compose(start), init);
  await text().waitFor();
};

it('answers all but oneself, with what was typed, by Ctrl+Enter', async () => {
  await compose({ source: { message, kind: 'replyAll' } });
  await text().pressSequentially('Yes');
  await text().press('Control+Enter');
  await composer().waitFor({ state: 'detached' });
  expect(sent).toMatchObject([
    {
      ...{
        accountId: '1',
        to: [ada],
        cc: [{ name: 'Bob', address: 'bob@x.org' }],
        bcc: [],
        subject: 'Re: Offer',
      },
      ...{ html: '<p>Yes</p>', uploadIds: [], attachmentIds: [] },
      source: { messageId: '5', kind: 'replyAll', quote: true },
    },
  ]);
});

it('forwards with the original’s files, and leaves the original out when asked to', async () => {
  await compose({ source: { message, kind: 'forward' } });
  await page.getByText('plan.pdf').waitFor();
  await page.getByLabel('To: add an address').fill('kim@x.org');
  await page.getByLabel('To: add an address').press('Enter');
  await page.getByRole('checkbox', { name: 'Include the original' }).uncheck();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(sent).toMatchObject([
    { subject: 'Fwd: Offer', attachmentIds: ['9'], source: { kind: 'forward', quote: false } },
  ]);
});

it('waits for files that are on their way', async () => {
  let arrive = (): void => undefined;
  uploadGate = new Promise((resolve) => (arrive = resolve));
  await compose({ to: [ada], subject: 'x' });
  await composer()
    .locator('input[type=file]')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.waitForTimeout(300);
  expect(sent).toEqual([]);
  arrive();
  await composer().waitFor({ state: 'detached' });
  expect(sent).toMatchObject([{ uploadIds: ['77'] }]);
});

it('takes a pasted list of addresses, and refuses to send to a wrong one', async () => {
  await compose({ subject: 'x' });
  await page.getByLabel('To: add an address').evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Doe, John <john@x.org>; wrong@\nkim@x.org');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('alert').getByText('Not a valid address: wrong@').waitFor();
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'Remove wrong@' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(sent[0]?.to).toEqual([
    { name: 'Doe, John', address: 'john@x.org' },
    { name: '', address: 'kim@x.org' },
  ]);
});

it('keeps everything when the server refuses, and says why', async () => {
  refuse = true;
  await compose({ to: [ada], subject: 'Keep me' });
  await text().pressSequentially('words');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('The mail has too many recipients.').waitFor();
  expect(await text().textContent()).toBe('words');
  refuse = false;
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  expect(sent).toMatchObject([{ subject: 'Keep me', html: '<p>words</p>' }]);
});

it('asks before it discards, and closes at once when nothing was written', async () => {
  await compose({ to: [ada] });
  await page.getByRole('button', { name: 'Close' }).click();
  await composer().waitFor({ state: 'detached' });
  await compose({ to: [ada] });
  await text().pressSequentially('words');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Keep writing' }).click();
  expect(await text().textContent()).toBe('words');
});

it('brings back what was typed after a reload, once', async () => {
  await compose({ to: [ada], subject: 'Draft' });
  await text().pressSequentially('unsent words');
  // Kept half a second after the last key.
  await page.waitForTimeout(900);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await text().getByText('unsent words').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await composer().waitFor({ state: 'detached' });
  await page.reload();
  await page.waitForTimeout(900);
  expect(await composer().count()).toBe(0);
});

it('takes no pictures from elsewhere into the text', async () => {
  await compose({ to: [ada] });
  await text().evaluate((editor) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/html',
      '<p onclick="x()">a<img src="https://x.org/a.gif"><script>1</script><a href="javascript:x">b</a></p>',
    );
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => text().textContent()).toContain('a');
  expect(
    await text().locator('img:not(.ProseMirror-separator), script, [onclick], [href^=javascript]').count(),
  ).toBe(0);
});
