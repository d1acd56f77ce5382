import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { ComposeInput, MessageView } from '../../../src/common';
import { launchBrowser } from '../../e2e/browser';
import { bundlePage } from './bundle';

export const ada = { name: 'Ada', address: 'ada@x.org' };
export const me = { name: 'Me', address: 'me@x.org' };
export const message: MessageView = {
  ...{ id: '5', accountId: '1', folderId: '2', messageId: '<1@x>', threadKey: 't', subject: 'Offer' },
  ...{ fromName: 'Ada', fromAddress: ada.address, from: [ada], cc: [], bcc: [], replyTo: [] },
  ...{ to: [me, { name: 'Bob', address: 'bob@x.org' }], size: 1, seen: true },
  ...{ sentAt: '2026-01-02T03:04:05Z', receivedAt: '2026-01-02T03:04:05Z', flagged: false },
  ...{ answered: false, draft: false, hasAttachments: true, preview: '' },
};
export const account = {
  ...{ id: '1', parentId: null, address: me.address, displayName: me.name, state: 'connected', reason: null },
};
export const identity = { id: '11', accountId: '1', ...me, signature: '', isDefault: true };

const FILE = {
  ...{ id: '9', filename: 'plan.pdf', contentType: 'application/pdf', size: 10 },
  ...{ contentId: null, inline: false },
};
const HTML = '<!doctype html><meta charset=utf-8><div id=root></div><script src=/page.js></script>';
const REFUSAL = {
  errors: [{ code: 'too-many-recipients', message: 'The mail has too many recipients.' }],
};

/** The composer in a real browser, with a server that answers what it asks for. */
export class ComposerStage {
  page!: Page;
  sent: ComposeInput[] = [];
  accounts: object[] = [];
  identities: object[] = [];
  /** Sends are refused. */
  refuse = false;
  /** An upload is answered once this is settled. */
  uploadGate = Promise.resolve();
  private browser!: Browser;
  private server!: Server;

  /** The answers of our API, by action. */
  private readonly answers: Record<string, (body: string) => unknown> = {
    'mailAccounts:list': () => this.accounts,
    'mailIdentities:list': () => this.identities,
    'mailMessages:body': () => ({
      ...{ id: '5', html: '<p>original</p>', text: '', hasRemoteContent: false, attachments: [FILE] },
    }),
    'mailUploads:create': () => ({ id: '77', filename: 'note.txt', contentType: 'text/plain', size: 5 }),
    'mailAddresses:list': () => [],
    'mailOperations:list': () => [],
    'mailMessages:send': (body) => {
      if (this.refuse) return null;
      this.sent.push(JSON.parse(body) as ComposeInput);
      return { id: '3', accountId: '1', kind: 'send', state: 'pending', reason: null, attempts: 0 };
    },
  };

  async start(): Promise<void> {
    const script = await bundlePage('composer-page.tsx');
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const action = /^\/api\/([^?]+)/.exec(request.url ?? '')?.[1];
        if (action) return this.answer(action, body, response);
        response.setHeader('content-type', request.url === '/page.js' ? 'text/javascript' : 'text/html');
        response.end(request.url === '/page.js' ? script : HTML);
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.browser = await launchBrowser();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.server?.close();
  }

  /** A new page, one account with one identity, nothing sent. */
  async reset(): Promise<void> {
    await this.page?.close({ runBeforeUnload: false });
    this.sent = [];
    this.accounts = [account];
    this.identities = [identity];
    this.refuse = false;
    this.uploadGate = Promise.resolve();
    this.page = await this.browser.newPage();
    await this.page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`);
  }

  composer = () => this.page.getByTestId('mail-composer');
  text = () => this.page.getByRole('textbox', { name: 'Text of the mail' });

  compose = async (init: Parameters<Window['compose']>[0]): Promise<void> => {
    await this.page.evaluate((start) => window.compose(start), init);
    await this.text().waitFor();
  };

  private answer(action: string, body: string, response: ServerResponse): void {
    const data = this.answers[action]?.(body);
    response.statusCode = data ? 200 : 400;
    const answer = () => response.end(JSON.stringify(data ? { data } : REFUSAL));
    void (action === 'mailUploads:create' ? this.uploadGate : Promise.resolve()).then(answer);
  }
}
