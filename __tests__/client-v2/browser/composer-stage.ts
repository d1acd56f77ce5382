import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type {
  ChangeHint,
  DraftSave,
  GroupInput,
  GroupView,
  OwnCompanySignature,
  SendInput,
} from '../../../src/common';
import { launchBrowser } from '../../e2e/browser';
import { bundlePage } from './bundle';
import {
  ACCEPTED,
  account,
  FILE,
  identity,
  message,
  NO_SIGNATURE,
  NOT_FOUND,
  REFUSAL,
} from './composer-fixtures';
import { DraftServer } from './draft-server';
import { TemplateServer } from './template-server';

export * from './composer-fixtures';

const HTML = '<!doctype html><meta charset=utf-8><div id=root></div><script src=/page.js></script>';
/** The composer in a real browser, with a server that answers what it asks for. */
export class ComposerStage {
  page!: Page;
  sent: SendInput[] = [];
  accounts: object[] = [];
  identities: object[] = [];
  /** The company's signature, with the user's values. */
  company: OwnCompanySignature = NO_SIGNATURE;
  /** Identities that were asked to be stored. */
  savedIdentities: object[] = [];
  /** Addresses of the user's mail, for suggestions. */
  known: object[] = [];
  /** The user's groups. */
  groups: GroupView[] = [];
  /** Entries of address books that can be searched, by title; null where a search fails. */
  books: Record<string, object[] | null> = {};
  /** Searches of this address book are answered once this is settled. */
  bookGates: Record<string, Promise<unknown>> = {};
  /** The latest messages from and to anybody. */
  latest: object[] = [];
  /** Sends are refused. */
  refuse = false;
  /** So many requests to send get through, and their answers do not. */
  lostAnswers = 0;
  /** Every body of a request to send. */
  asked: SendInput[] = [];
  uploads: string[] = [];
  /** What `mailOperations:retry` was asked. */
  retried: unknown[] = [];
  drafts = new DraftServer();
  templates = new TemplateServer();
  /** Actions of templates that are refused. */
  refusedTemplates = new Set<string>();
  /** Whether what is to be sent stays in the outbox; otherwise it's sent at once. */
  waits = false;
  waiting: object | undefined;
  /** How requests to save a draft fail; undefined if they don't. */
  draftFailure: 'lost answer' | 'offline' | 'refused' | undefined;
  /** A request to save a draft is answered once this is settled. */
  draftGate: Promise<unknown> = Promise.resolve();
  /** A request to send is answered once this is settled. */
  sendGate: Promise<unknown> = Promise.resolve();
  /** Files of the original. */
  parts: object[] = [];
  /** The original as it's quoted; undefined if that is refused. */
  quote: string | undefined;
  /** Drafts' originals that don't exist any more. */
  goneMessages = new Set<string>();
  /** An upload is answered once this is settled. */
  uploadGate = Promise.resolve();
  /** What `mailUploads:copy` was asked. */
  copied: unknown[] = [];
  /** Collections of files that the user may view. */
  fileCollections: object[] = [];
  /** Requests to copy are answered once this is settled. */
  copyGate: Promise<unknown> = Promise.resolve();
  /** Answers of a test's own, by action; undefined refuses. */
  own: Record<string, (body: string, url: URL) => unknown> = {};
  private base = '';
  private browser!: Browser;
  private server!: Server;

  /** The answers of our API, by action. */
  private readonly answers: Record<string, (body: string, url: URL) => unknown> = {
    'mailAccounts:list': () => this.accounts,
    'mailIdentities:list': () => this.identities,
    'mailMessages:page': () => this.latest,
    'mailSignatures:mine': () => this.company,
    'mailMessages:get': (_body, url) => (this.isGone(url) ? NOT_FOUND : message),
    'mailMessages:body': (_body, url) =>
      this.isGone(url)
        ? NOT_FOUND
        : { id: '5', html: '<p>original</p>', text: '', hasRemoteContent: false, attachments: this.parts },
    'mailMessages:quote': () => this.quote && { html: this.quote },
    'mailAttachments:download': () => 'picture',
    'mailDrafts:save': (body) => this.drafts.save(JSON.parse(body) as DraftSave),
    'mailDrafts:get': (_body, url) => this.drafts.find(url.searchParams.get('filterByTk')) ?? NOT_FOUND,
    'mailDrafts:discard': (_body, url) => this.drafts.discard(url.searchParams.get('filterByTk')),
    'mailDrafts:restore': (_body, url) => this.drafts.restore(url.searchParams.get('filterByTk')),
    'mailUploads:create': (body, url) => {
      this.uploads.push(/filename="([^"]*)"/.exec(body)?.[1] ?? '');
      const upload = {
        ...{ id: String(76 + this.uploads.length), filename: this.uploads.at(-1) ?? '', size: 5 },
        ...{ contentType: 'text/plain', contentId: url.searchParams.get('contentId') ?? undefined },
      };
      this.drafts.uploads.push(upload);
      return upload;
    },
    'mailUploads:copy': (body) => {
      this.copied.push(JSON.parse(body));
      const id = String(200 + this.copied.length);
      const upload = { id, filename: `copy-${id}.pdf`, size: 5, contentType: 'application/pdf' };
      this.drafts.uploads.push(upload);
      return [upload];
    },
    'mailUploads:fileCollections': () => this.fileCollections,
    'mailUploads:download': () => 'picture',
    'mailOperations:retry': (body) => {
      this.retried.push(JSON.parse(body));
      return { id: '3', accountId: '1', kind: 'send', state: 'pending', reason: null, attempts: 0 };
    },
    'mailIdentities:save': (body) => {
      const values = JSON.parse(body) as object;
      this.savedIdentities.push(values);
      return { id: '99', ...values };
    },
    'mailAddresses:suggest': () => this.known,
    'mailGroups:list': () => this.groups,
    'mailGroups:create': (body) => {
      const group = { id: String(this.groups.length + 1), ...(JSON.parse(body) as GroupInput) };
      this.groups = [...this.groups, group];
      return group;
    },
    'mailAddressBooks:list': () => Object.keys(this.books).map((title) => ({ collection: title, title })),
    'mailAddressBooks:search': (_body, url) => this.books[url.searchParams.get('filterByTk') ?? ''],
    'mailOperations:list': () => (this.waiting ? [this.waiting] : []),
    'mailOperations:recall': () => {
      this.waiting = undefined;
      const { key, ...draft } = this.sent.pop() ?? {};
      return this.drafts.add(draft, { key });
    },
    'mailMessages:send': (body) => {
      const input = JSON.parse(body) as SendInput;
      this.asked.push(input);
      if (this.refuse) return null;
      const before = this.sent.find(({ key }) => key === input.key);
      if (before && JSON.stringify(before) !== body) return ACCEPTED;
      if (!before) this.sent.push(input);
      const { delay, sendAt } = input;
      const notBefore = sendAt ?? (delay ? new Date(Date.now() + delay).toISOString() : null);
      const operation = {
        id: '3',
        accountId: '1',
        kind: 'send',
        state: 'pending',
        reason: null,
        attempts: 0,
        notBefore,
      };
      if (this.waits) this.waiting = operation;
      return operation;
    },
  };

  async start(): Promise<void> {
    const script = await bundlePage('composer-page.tsx');
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const action = /^\/api\/([^?]+)/.exec(request.url ?? '')?.[1];
        if (action) return this.answer(action, body, response, new URL(request.url ?? '', 'http://x'));
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

  /** A new browser with one account with one identity, nothing sent, nothing kept. */
  async reset({ path = '/' } = {}): Promise<void> {
    await this.page?.context().close();
    this.drafts = new DraftServer();
    this.templates = new TemplateServer();
    this.refusedTemplates.clear();
    this.draftFailure = undefined;
    this.waits = false;
    this.waiting = undefined;
    this.draftGate = this.sendGate = Promise.resolve();
    this.goneMessages.clear();
    this.parts = [FILE];
    this.quote = undefined;
    this.sent = [];
    this.accounts = [account];
    this.identities = [identity];
    this.company = NO_SIGNATURE;
    this.known = [];
    this.latest = [];
    this.books = {};
    this.groups = [];
    this.bookGates = {};
    this.savedIdentities = [];
    this.refuse = false;
    this.lostAnswers = 0;
    this.asked = [];
    this.uploads = [];
    this.retried = [];
    this.uploadGate = Promise.resolve();
    this.copied = [];
    this.fileCollections = [];
    this.copyGate = Promise.resolve();
    this.own = {};
    this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.page = await (await this.browser.newContext()).newPage();
    await this.page.goto(this.base + path);
  }

  /** Another tab of the same browser, which is looked at from now on. */
  async newTab(): Promise<Page> {
    const before = this.page;
    this.page = await before.context().newPage();
    await this.page.goto(this.base);
    return before;
  }

  composer = () => this.page.getByTestId('mail-composer');
  text = () => this.page.getByRole('textbox', { name: 'Text of the mail' });

  compose = async (init: Parameters<Window['compose']>[0]): Promise<void> => {
    await this.page.evaluate((start) => window.compose(start), init);
    await this.text().waitFor();
  };

  /** What the footer says of the draft. */
  draftState = () => this.page.getByTestId('mail-draft-state');
  hint = (what: ChangeHint['what']) =>
    this.page.evaluate((hint) => window.hint(hint), { accountId: '1', folderIds: [], what } as ChangeHint);

  private ofTemplates(action: string, body: string, url: URL): unknown {
    if (this.refusedTemplates.has(action)) return undefined;
    const values = (body ? JSON.parse(body) : {}) as Record<string, unknown>;
    return this.templates.answers[action]?.(values, url.searchParams);
  }

  private isGone = (url: URL) => this.goneMessages.has(url.searchParams.get('filterByTk') ?? '');

  private answer(action: string, body: string, response: ServerResponse, url: URL): void {
    const isSave = action === 'mailDrafts:save';
    if (isSave && this.draftFailure === 'offline') {
      response.destroy();
      return;
    }
    const isRefused = isSave && this.draftFailure === 'refused';
    const own = this.own[action];
    const data = isRefused
      ? undefined
      : own
        ? own(body, url)
        : (this.answers[action]?.(body, url) ?? this.ofTemplates(action, body, url));
    if (isSave && this.draftFailure === 'lost answer') {
      response.destroy();
      return;
    }
    if (action === 'mailMessages:send' && this.lostAnswers > 0) {
      this.lostAnswers -= 1;
      response.statusCode = 502;
      response.end('a gateway that gave up waiting');
      return;
    }
    const isError = data === ACCEPTED || data === NOT_FOUND;
    response.statusCode = data === ACCEPTED ? 409 : data === NOT_FOUND ? 404 : data ? 200 : 400;
    const answer = () => response.end(JSON.stringify(isError ? data : data ? { data } : REFUSAL));
    const gates: Record<string, Promise<unknown>> = {
      'mailUploads:create': this.uploadGate,
      'mailUploads:copy': this.copyGate,
      'mailDrafts:save': this.draftGate,
      'mailMessages:send': this.sendGate,
      'mailAddressBooks:search':
        this.bookGates[url.searchParams.get('filterByTk') ?? ''] ?? Promise.resolve(),
    };
    void (gates[action] ?? Promise.resolve()).then(answer);
  }
}
