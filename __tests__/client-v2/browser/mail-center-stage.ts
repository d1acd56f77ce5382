import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { ChangeHint, DraftSave, MailPreferencesView, MessageView } from '../../../src/common';
import { launchBrowser } from '../../e2e/browser';
import { bundleChunks } from './bundle';
import { conversationsOf } from './conversations-of';
import { DraftServer } from './draft-server';
import { heldAs } from './held-as';
import { LabelServer } from './label-server';
import { RecordServer } from './record-server';

type Values = Record<string, unknown>;
interface Refusal {
  status: number;
  code: string;
}
/** What an action answers; a {@link Refusal} where it does not do it. */
type Answer = (values: Values, query: URLSearchParams) => unknown;

const HTML =
  '<!doctype html><meta charset=utf-8><title>Loading...</title><div id=root></div><script type=module src=/page.js></script>';
export const refusal = (status: number, code: string): Refusal => ({ status, code });
/** A page of a list that goes on. */
export class PageAnswer {
  constructor(
    readonly data: unknown,
    readonly next: string | null,
    readonly more: { count?: number; unknownLabels?: string[] } = {},
  ) {}
}
const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'status' in answer && 'code' in answer;

export const account = {
  ...{ id: '1', parentId: null, address: 'me@x.org', displayName: 'Me', state: 'connected', reason: null },
  ...{ provider: 'microsoft', unread: 2, retryAt: null, params: {} },
  ...{ lastSyncAt: '2026-01-01T10:00:00Z', progressDone: 3, progressTotal: 40 },
};
const folder = (id: string, name: string, role: string, unread = 0) => ({
  ...{ id, accountId: '1', path: name, name, parentPath: null, delimiter: '/', role, selectable: true },
  ...{ total: 5, unread, leftOut: false },
});
export const FOLDERS = [
  folder('10', 'INBOX', 'inbox', 2),
  folder('11', 'Archive', 'archive'),
  folder('12', 'Deleted Items', 'trash'),
  folder('13', 'Junk', 'junk'),
];

export const NO_PREFERENCES: MailPreferencesView = {
  ...{ inApp: false, without: [], folders: [], quiet: null },
  ...{ saved: false, inAppAvailable: true },
};

/** The n-th message; the first one is the newest. */
export const message = (n: number, part: Partial<MessageView> = {}): MessageView => ({
  ...{ id: String(100 - n), accountId: '1', folderId: '10', messageId: `<${n}@x>`, threadKey: `t${n}` },
  ...{
    fromName: `Sender ${n}`,
    fromAddress: `s${n}@x.org`,
    from: [{ name: `Sender ${n}`, address: `s${n}@x.org` }],
  },
  ...{ to: [{ name: 'Me', address: 'me@x.org' }], cc: [], bcc: [], replyTo: [], subject: `Subject ${n}` },
  ...{ sentAt: `2026-01-01T10:0${9 - n}:00Z`, receivedAt: `2026-01-01T10:0${9 - n}:00Z`, size: 1 },
  ...{
    seen: true,
    flagged: false,
    answered: false,
    draft: false,
    hasAttachments: false,
    preview: `Text ${n}`,
  },
  ...part,
});

interface Held {
  action: string;
  query: URLSearchParams;
  /** Answers with what is true when it is let go, or with what was true when it was asked. */
  answer(): void;
}

/** The mail center in a real browser, with a server whose answers can be held back and let go in any order. */
export class MailCenterStage {
  page!: Page;
  base = '';
  accounts: object[] = [];
  folders: Array<ReturnType<typeof folder>> = [];
  messages: MessageView[] = [];
  drafts = new DraftServer();
  readonly labels = new LabelServer(this);
  readonly records = new RecordServer(this);
  preferences: MailPreferencesView = NO_PREFERENCES;
  /** What was asked of the server that changes something: action and values. Saved drafts are in {@link drafts}. */
  asked: Array<[action: string, values: Values]> = [];
  /** What was read of the server: actions with the row they were about. */
  read = new Set<string>();
  /** Answers of a test's own, by action. */
  answers: Record<string, Answer> = {};
  /** Actions whose answers wait in {@link held}, made when they were asked for. */
  holds = new Set<string>();
  held: Held[] = [];
  /** Chunks are given out once this is settled. */
  chunkGate: Promise<unknown> = Promise.resolve();
  private browser!: Browser;
  private server!: Server;
  private files: ReadonlyMap<string, string> = new Map();

  private readonly standard: Record<string, Answer> = {
    'mailAccounts:list': () => this.accounts,
    'mailFolders:list': () => this.folders,
    'mailIdentities:list': () => [
      { id: '11', accountId: '1', name: 'Me', address: 'me@x.org', isDefault: true },
    ],
    'mailSignatures:mine': () => ({ html: '', answerHtml: null, place: 'below' }),
    'mailMessages:page': (_values, query) => {
      const thread = query.get('threadKey');
      if (thread !== null) return this.messages.filter(({ threadKey }) => threadKey === thread);
      const show = query.get('show');
      const place = query.get('folderId');
      const listed =
        place === null
          ? this.labels.found(query.get('q'), this.messages)
          : this.messages.filter(({ folderId }) => folderId === place);
      const found = listed.filter(({ seen }) => show !== 'unread' || !seen);
      return query.get('conversations') ? conversationsOf(found) : found;
    },
    'mailMessages:get': (_values, query) =>
      this.messages.find(({ id }) => id === query.get('filterByTk')) ?? refusal(404, 'not-found'),
    'mailMessages:body': (_values, query) => ({
      ...{ id: query.get('filterByTk'), html: '', text: `Text of ${query.get('filterByTk')}` },
      ...{ hasRemoteContent: false, attachments: [] },
    }),
    'mailMessages:flag': ({ conversations, ids, ...flags }) =>
      this.change(this.chosen({ conversations, ids }), flags),
    'mailMessages:move': ({ folderId, ...which }) =>
      this.change(this.chosen(which), { folderId: String(folderId) }),
    'mailMessages:archive': (which) => this.change(this.chosen(which), { folderId: '11' }),
    'mailMessages:remove': ({ permanently, ...which }) => {
      const ids = this.chosen(which);
      const found = this.messages.filter(({ id }) => ids.includes(String(id)));
      const inTrash = found.filter(({ folderId }) => folderId === '12').map(({ id }) => id);
      if (inTrash.length && permanently !== true) return refusal(409, 'confirm-permanent');
      const trashed = found
        .filter(({ folderId }) => folderId !== '12')
        .map(({ id, folderId }) => ({ id, folderId }));
      this.change(
        trashed.map(({ id }) => id),
        { folderId: '12' },
      );
      this.messages = this.messages.filter(({ id }) => !inTrash.includes(id));
      return { trashed, deleted: inTrash };
    },
    'mailDrafts:list': () => this.drafts.list(),
    'mailDrafts:save': (values) => this.drafts.save(values as unknown as DraftSave),
    'mailDrafts:get': (_values, query) =>
      this.drafts.find(query.get('filterByTk')) ?? refusal(404, 'not-found'),
    'mailDrafts:open': ({ messageId }) => this.drafts.openMessage(messageId) ?? refusal(404, 'not-found'),
    'mailDrafts:discard': (_values, query) => this.drafts.discard(query.get('filterByTk')),
    'mailDrafts:restore': (_values, query) => this.drafts.restore(query.get('filterByTk')),
    'mailMessages:countSetAside': () => [],
    'mailOperations:list': () => [],
    'mailAddresses:suggest': () => [],
    'mailAddressBooks:list': () => [],
    'mailGroups:list': () => [],
    'mailTodos:list': () => [],
    ...this.labels.answers,
    ...this.records.answers,
    'mailCampaigns:summaries': () => [],
    'mailProviders:list': () => [],
    'mailPreferences:get': () => this.preferences,
    'mailPreferences:save': ({ timeZone: _zone, ...choices }) =>
      (this.preferences = { ...this.preferences, ...choices, saved: true }),
  };

  async start(): Promise<void> {
    this.files = await bundleChunks('mail-center-page.tsx');
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.browser = await launchBrowser();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.server?.close();
  }

  /** A new page with five messages in the Inbox, nothing held back. */
  async open({ path = '/', width = 1440, height = 900, touch = false } = {}): Promise<void> {
    await this.page?.context().close();
    this.accounts = [account];
    this.folders = FOLDERS;
    this.messages = [1, 2, 3, 4, 5].map((n) => message(n));
    this.drafts = new DraftServer();
    this.labels.clear();
    this.records.clear();
    this.preferences = NO_PREFERENCES;
    this.asked = [];
    this.read.clear();
    this.answers = {};
    this.holds.clear();
    this.held = [];
    this.chunkGate = Promise.resolve();
    this.page = await (
      await this.browser.newContext({ viewport: { width, height }, hasTouch: touch })
    ).newPage();
    await this.page.goto(this.base + path);
    await this.page.getByText('Subject 1').first().waitFor();
  }

  /** The row of the n-th message in the list. */
  row = (n: number) => this.page.getByTestId('mail-list-pane').getByText(`Subject ${n}`, { exact: true });
  reader = () => this.page.getByTestId('mail-reader');
  hint = (what: ChangeHint['what'], folderIds: string[] = []) =>
    this.page.evaluate((hint) => window.hint(hint), { accountId: '1', folderIds, what } as ChangeHint);

  /** The answers to an action that are held back, oldest first, once there are so many. */
  async waiting(action: string, count: number): Promise<Held[]> {
    for (;;) {
      const found = this.held.filter((held) => held.action === action);
      if (found.length >= count) return found;
      await this.page.waitForTimeout(20);
    }
  }

  /** The answer about the n-th message that is held back, whether it was asked for on a click or ahead of one. */
  async waitingFor(action: string, n: number): Promise<Held> {
    for (;;) {
      const found = this.held.find(
        (held) => held.action === action && held.query.get('filterByTk') === String(100 - n),
      );
      if (found) return found;
      await this.page.waitForTimeout(20);
    }
  }

  /** Ids, with those of their conversations in the same folder where that is asked for. */
  chosen({ ids, conversations }: Values): string[] {
    const named = (ids as unknown[]).map(String);
    if (conversations !== true) return named;
    const placeOf = ({ folderId, threadKey }: MessageView) => `${folderId} ${threadKey}`;
    const places = this.messages.filter(({ id }) => named.includes(String(id))).map(placeOf);
    return this.messages.filter((row) => places.includes(placeOf(row))).map(({ id }) => String(id));
  }

  private change(ids: readonly unknown[], part: object): { moved: object[] } {
    const chosen = ids.map(String);
    const moved = this.messages.filter(({ id }) => chosen.includes(String(id)));
    this.messages = this.messages.map((row) => (chosen.includes(String(row.id)) ? { ...row, ...part } : row));
    return { moved: moved.map(({ id, folderId }) => ({ id, folderId })) };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece as string;
    const url = new URL(request.url ?? '/', this.base);
    const action = /^\/api\/(.+)/.exec(url.pathname)?.[1];
    if (!action) return this.file(url.pathname.slice(1), response);
    // Files are sent as they are.
    const values = (body.startsWith('{') ? JSON.parse(body) : {}) as Values;
    if (request.method !== 'POST')
      this.read.add([action, url.searchParams.get('filterByTk')].join(' ').trim());
    else if (action !== 'mailDrafts:save') this.asked.push([action, values]);
    const answer = (this.answers[action] ?? this.standard[action])?.(values, url.searchParams);
    const send = () => {
      response.statusCode = answer === undefined ? 404 : isRefusal(answer) ? answer.status : 200;
      const { code } = isRefusal(answer) ? answer : { code: 'not-found' };
      const failed = response.statusCode !== 200;
      const data =
        answer instanceof PageAnswer
          ? { data: answer.data, meta: { next: answer.next, ...answer.more } }
          : { data: answer };
      response.end(JSON.stringify(failed ? { errors: [{ code, message: `Refused: ${code}` }] } : data));
    };
    const held: Held = {
      ...{ action: heldAs(action, url.searchParams), query: url.searchParams },
      answer: () => {
        this.held = this.held.filter((other) => other !== held);
        send();
      },
    };
    if (this.holds.has(held.action)) this.held.push(held);
    else send();
  }

  private async file(name: string, response: ServerResponse): Promise<void> {
    const text = this.files.get(name);
    response.setHeader('content-type', text === undefined ? 'text/html' : 'text/javascript');
    if (name.startsWith('chunk-')) await this.chunkGate;
    response.end(text ?? HTML);
  }
}
