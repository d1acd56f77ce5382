import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { MessageView } from '../../../src/common';
import { launchBrowser } from '../../e2e/browser';
import { bundlePage } from './bundle';
import type { ShownMessage } from './reader-page';

/** What a server answers: octets or JSON. */
export interface Given {
  type?: string;
  body: string | Buffer;
  status?: number;
}

/** The parts of the reader around a message's text in a real browser (reader-page.tsx). */
export class ReaderStage {
  page!: Page;
  /** By action. */
  answers: Record<string, (query: URLSearchParams) => Given> = {};
  /** Of the server: action and query. */
  asked: string[] = [];
  /** What was sent to it: action and values. */
  posted: Array<[action: string, values: unknown]> = [];
  private browser!: Browser;
  private server!: Server;
  private base = '';
  private count = 0;

  async start(): Promise<void> {
    const script = await bundlePage('reader-page.tsx');
    this.server = createServer((request, response) => void this.answer(request, response, script));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    this.browser = await launchBrowser();
    this.page = await this.browser.newPage({ viewport: { width: 1024, height: 800 } });
    await this.page.goto(this.base);
  }

  private async answer(request: IncomingMessage, response: ServerResponse, script: string): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const action = /^\/api\/(.+)/.exec(url.pathname)?.[1];
    if (!action) {
      const isScript = url.pathname === '/page.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript
          ? script
          : '<!doctype html><html lang=en><meta charset=utf-8><title>Reader</title><body style="margin:0"><div id=root></div><script src=/page.js></script>',
      );
      return;
    }
    this.asked.push(`${action}?${url.searchParams.toString()}`);
    if (request.method === 'POST') this.posted.push([action, await json(request)]);
    const given = this.answers[action]?.(url.searchParams);
    response.statusCode = given ? (given.status ?? 200) : 404;
    response.setHeader('content-type', given?.type ?? 'application/json');
    response.end(given?.body ?? '{"errors":[{"code":"not-found"}]}');
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.server?.close();
  }

  /** Shows another message than before. */
  async show(part: Partial<MessageView>, around: Omit<ShownMessage, 'message'> = {}): Promise<void> {
    this.count += 1;
    const subject = part.subject ?? `Message ${this.count}`;
    const message = { ...MESSAGE, ...part, id: String(this.count), subject };
    await this.page.evaluate((shown) => window.read(shown), { message, ...around });
    await this.page.getByText(subject.slice(0, 30)).first().waitFor();
  }
}

const MESSAGE: MessageView = {
  ...{ id: '1', accountId: '1', folderId: '10', messageId: '<1@x>', threadKey: 't1', subject: '' },
  ...{ fromName: 'Anna Lee', fromAddress: 'anna@example.com', cc: [], bcc: [], replyTo: [], size: 1 },
  from: [{ name: 'Anna Lee', address: 'anna@example.com' }],
  to: [{ name: 'Bo Ek', address: 'bo@example.com' }],
  ...{ sentAt: '2026-01-05T10:32:00Z', receivedAt: '2026-01-05T10:32:00Z', preview: '' },
  ...{ seen: true, flagged: false, answered: false, draft: false, hasAttachments: false },
};
