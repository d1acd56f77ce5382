import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACTIONS } from '../../../src/server/actions';
import { expectErrors } from '../../quiet/watch';
import { createFilled, type Filled } from '../accounts/filled';
import { bootApp, type BootedApp, type Caller } from '../boot';
import { createMailbox } from '../store/mailbox';
import { diceOf, hostRequest, ownRequest, type Target } from './hostile';

const TEXTS = JSON.parse(readFileSync('src/locale/en-US.json', 'utf8')) as Record<string, string>;
// The host's own reader of bodies says so of `__proto__` in one.
expectErrors(/Object contains forbidden prototype property/);

/** What PostgreSQL, MariaDB, SQLite, Sequelize and JavaScript say; none of it is for a person. */
const RAW =
  /SQLITE_|SQLSTATE|syntax error|invalid input syntax|out of range|operator does not exist|ER_[A-Z]{3}|Unknown column|no such column|Truncated incorrect|Invalid value|Invalid Date|is not a function|undefined|Cannot read|Unexpected token|ZodError|at Object\.|node_modules/;

interface Refusal {
  errors?: Array<{ code?: string; message?: string; field?: string }>;
}

describe('a request', () => {
  let booted: BootedApp;
  let anna: Caller;
  let hers: Filled;

  const rows = async () => {
    const all: Record<string, unknown> = {};
    for (const name of ['mailAccounts', 'mailFolders', 'mailMessages', 'mailOperations', 'mailIdentities'])
      all[name] = await booted.app.db.getCollection(name).model.findAll({ raw: true, order: ['id'] });
    return JSON.stringify(all);
  };

  beforeAll(async () => {
    booted = await bootApp();
    anna = await booted.user('anna');
    hers = await createFilled(booted.app, anna);
  });
  afterAll(() => booted.stop());

  it('is answered by the method of its action alone', async () => {
    const before = await rows();
    for (const [name, { method }] of Object.entries(ACTIONS)) {
      const allowed = method === 'both' ? ['GET', 'POST'] : [method];
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((other) => !allowed.includes(other));
      for (const other of others) {
        const answer = await booted.root.fetch(other, `${name}?filterByTk=${hers.accountId}`);
        const what = `${other} ${name}`;
        expect(answer.status, what).toBe(405);
        expect(answer.headers.get('allow'), what).toBe(allowed.join(', '));
        const message = TEXTS['error.method-not-allowed'].replace('{{method}}', allowed.join(', '));
        expect(await answer.json(), what).toEqual({ errors: [{ code: 'method-not-allowed', message }] });
      }
      if (method === 'GET') expect((await booted.root.fetch('HEAD', name)).status, name).not.toBe(405);
    }
    expect(await rows()).toBe(before);
    // Only the page behind a link in a bulk email.
    expect(Object.keys(ACTIONS).filter((name) => ACTIONS[name].method === 'both')).toEqual([
      'mailCampaigns:unsubscribe',
    ]);
    const changes = Object.keys(ACTIONS).filter((name) => ACTIONS[name].method === 'POST');
    // Whatever changes something; a new action that only reads has no reason to be here.
    expect(
      changes.filter((name) => /:(list|get|page|body|check|events|download|count|callback)/.test(name)),
    ).toEqual(['mailProviders:check']);
  });

  it('is described by the schema that reads it', () => {
    for (const [name, { schema }] of Object.entries(ACTIONS)) {
      const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      expect(described.type, name).toBe('object');
    }
  });

  const at = (time: number, id: string) => Buffer.from(`${time} ${id}`).toString('base64url');
  it.each([
    ['mailMessages:page', { limit: '0' }, 'limit', 'a whole number from 1 to 100'],
    ['mailMessages:page', { limit: '1e1' }, 'limit', 'a whole number from 1 to 100'],
    ['mailMessages:page', { limit: ['5', '6'] }, 'limit', 'a whole number from 1 to 100'],
    ['mailMessages:page', { folderId: '9223372036854775808' }, 'folderId', 'a valid ID'],
    ['mailMessages:page', { folderId: '0' }, 'folderId', 'a valid ID'],
    ['mailMessages:page', { folderId: '-1' }, 'folderId', 'a valid ID'],
    ['mailMessages:page', { folderId: { $gt: '1' } }, 'folderId', 'missing or isn’t valid'],
    ['mailMessages:page', { accountIds: '1,x' }, 'accountIds', 'a valid ID'],
    ['mailMessages:page', { accountIds: Array<string>(1001).fill('1').join(',') }, 'accountIds', '1000'],
    ['mailMessages:page', { show: 'none' }, 'show', 'all, unread, flagged'],
    ['mailMessages:page', { q: 'x'.repeat(3000) }, 'q', 'up to 2000'],
    ['mailMessages:page', { threadKey: '\0' }, 'threadKey', 'characters'],
    ['mailMessages:page', { before: at(253_402_300_800_000, '1') }, 'before', 'Reload the list'],
    ['mailMessages:page', { before: at(-62_135_596_800_001, '1') }, 'before', 'Reload the list'],
    ['mailMessages:page', { before: at(0, '9223372036854775808') }, 'before', 'Reload the list'],
    ['mailMessages:page', { before: 'x' }, 'before', 'Reload the list'],
    ['mailThreads:page', {}, 'accountId', 'is missing'],
    ['mailThreads:page', { folderId: '1', unread: 'perhaps' }, 'unread', 'isn’t valid'],
    ['mailAdmin:list', { page: 'NaN' }, 'page', 'from 1 to 1000000'],
    ['mailAdmin:list', { state: 'gone' }, 'state', 'connecting, syncing'],
    ['mailAdmin:list', { search: 'x'.repeat(101) }, 'search', 'up to 100'],
    ['mailOperations:list', { filter: '{"payload":1}' }, 'filter', 'unknown parts: payload'],
    ['mailOperations:list', { filter: '{"id":"9223372036854775808"}' }, 'filter.id', 'isn’t valid'],
    ['mailOperations:list', { filter: '{' }, 'filter', 'isn’t valid'],
    ['mailMessages:list', { filter: '{' }, 'filter', 'isn’t valid'],
    ['mailMessages:list', { page: 'NaN' }, 'page', 'a whole number'],
    ['mailMessages:list', { pageSize: '-1' }, 'pageSize', 'a whole number'],
    ['mailMessages:list', { filter: `${'{"$and":['.repeat(50)}${']}'.repeat(50)}` }, 'filter', 'too deeply'],
    ['mailMessages:get', { filterByTk: '9223372036854775808' }, 'filterByTk', 'a valid ID'],
    ['mailAttachments:download', {}, 'filterByTk', 'isn’t valid'],
  ] as Array<[string, Target['query'], string, string]>)(
    'is refused: %# GET %s',
    async (name, query, field, text) => {
      expect(await refusal(booted.root, { name, method: 'GET', query })).toEqual([400, field, text]);

      async function refusal(caller: Caller, target: Target): Promise<unknown> {
        const { status, body } = await send(caller, target);
        const [error] = (JSON.parse(body) as Refusal).errors ?? [];
        expect(error?.message).toContain(field);
        return [status, error?.field, error?.message?.includes(text) ? text : error?.message];
      }
    },
  );

  it.each([
    ['mailMessages:flag', { ids: [{ toString: 1 }], seen: true }, 'ids', 'isn’t valid'],
    ['mailMessages:flag', { ids: '1', seen: true }, 'ids', 'isn’t valid'],
    ['mailMessages:flag', { ids: [], seen: 'yes' }, 'seen', 'isn’t valid'],
    ['mailMessages:flag', { ids: [] }, 'seen', 'is missing'],
    ['mailMessages:move', { ids: Array.from({ length: 1001 }, (_, index) => index + 1) }, 'ids', '1000'],
    ['mailMessages:send', { to: 'x' }, 'accountId', 'isn’t valid'],
    ['mailMessages:send', { accountId: 1, to: 'x' }, 'to', 'isn’t valid'],
    [
      'mailMessages:send',
      { accountId: 1, to: [{ name: 'x'.repeat(2001), address: 'a@b.example' }] },
      'to',
      '2000',
    ],
    [
      'mailMessages:send',
      { accountId: 1, source: { messageId: 1, kind: 'copy' } },
      'source.kind',
      'reply, replyAll',
    ],
    ['mailFolders:create', { accountId: 1, name: '\ud800' }, 'name', 'characters'],
    ['mailFolders:create', { accountId: 1, name: ['a'] }, 'name', 'isn’t valid'],
    ['mailIdentities:save', { accountId: 1, name: 'x'.repeat(256) }, 'name', '255'],
    ['mailAccounts:connect', { provider: '__proto__'.repeat(9) }, 'provider', '50'],
    [
      'mailAccounts:setSyncOptions',
      { accountId: 1, folders: [{ id: 'x', leftOut: true }] },
      'folders',
      'a valid ID',
    ],
    ['mailMessages:retrySetAside', {}, 'ids', 'isn’t valid'],
    ['mailUploads:destroy', {}, 'filterByTk', 'missing'],
  ] as Array<[string, object, string, string]>)('is refused: %# POST %s', async (name, body, field, text) => {
    const answer = await anna.post<Refusal>(name, { body });
    const [error] = answer.body.errors ?? [];
    expect([answer.status, error?.code, error?.field]).toEqual([400, 'invalid-input', field]);
    expect(error?.message).toContain(text);
    expect(error?.message).toContain(`“${field}”`);
  });

  it('keeps what people write, but for characters that no database takes', async () => {
    const { status, data } = await anna.post<{ id: string }>('mailMessages:send', {
      body: {
        ...{ accountId: hers.accountId, identityId: hers.identityId, html: '<p>half \ud83d and \0</p>' },
        ...{ to: [{ name: 'half \ud83d', address: 'a@b.example' }], subject: 'half \ud83d pair 😀' },
      },
    });
    expect(status).toBe(200);
    const query = { filterByTk: data.id };
    const stored = await anna.get<{ compose: { subject: string } }>('mailOperations:get', { query });
    expect(stored.data.compose.subject).toBe('half \ufffd pair 😀');
    await anna.post('mailOperations:discard', { query: { filterByTk: data.id } });
  });

  it.each([
    [{ headers: { 'X-Locale': 'xx-YY' } }, 'en-US'],
    [{ headers: { 'X-Locale': '../../etc/passwd' } }, 'en-US'],
    [{ headers: { 'X-Locale': '__proto__' } }, 'en-US'],
    [{ headers: { 'X-Locale': '*' } }, 'en-US'],
    [{ headers: { 'Accept-Language': 'tlh' } }, 'en-US'],
    [{ query: { locale: 'tlh' } }, 'en-US'],
    [{ headers: { 'X-Locale': 'de-AT' } }, 'de-DE'],
    [{ headers: { 'X-Locale': 'de' } }, 'de-DE'],
    [{ headers: { 'X-Locale': 'zh-TW' } }, 'zh-CN'],
    [{ query: { locale: 'de-CH' } }, 'de-DE'],
  ])('is answered in a language that there is: %j', async (options, language) => {
    const texts = JSON.parse(readFileSync(`src/locale/${language}.json`, 'utf8')) as Record<string, string>;
    const { body } = await anna.get<Refusal>('mailMessages:page', {
      ...options,
      query: { folderId: '1', ...('query' in options ? options.query : {}) },
    });
    expect(body.errors).toEqual([{ code: 'not-found', message: texts['error.not-found'] }]);
  });

  it.each([
    // A day in July, asked for when the clocks are not ahead: what counts is how they stood on that day.
    ['Europe/Berlin', '2024-07-15', ['2024-07-14T22:00:00Z', '2024-07-15T21:59:59Z']],
    ['America/New_York', '2024-11-03', ['2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z']],
    ['Asia/Kolkata', '2024-07-15', ['2024-07-14T18:30:00Z', '2024-07-15T18:29:59Z']],
    ['Australia/Lord_Howe', '2024-07-15', ['2024-07-14T13:30:00Z', '2024-07-15T13:29:59Z']],
    ['Africa/Cairo', '2024-04-26', ['2024-04-25T22:00:00Z', '2024-04-26T20:59:59Z']],
    // Not known: UTC, whatever the server's own zone and the header say.
    ['Mars/Olympus', '2024-07-15', ['2024-07-15T00:00:00Z', '2024-07-15T23:59:59Z']],
  ])('takes the days of %s: %s', async (timeZone, day, [first, last]) => {
    const zones = await createMailbox(booted, anna, `zone ${timeZone}`);
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60_000).toISOString().slice(0, 10);
    const second = 1000;
    await zones.store(zones.folders.inbox, [
      { subject: 'before', receivedAt: new Date(Date.parse(first) - second).toISOString() },
      { subject: 'first', receivedAt: first },
      { subject: 'last', receivedAt: last },
      { subject: 'after', receivedAt: new Date(Date.parse(last) + second).toISOString() },
    ]);
    const found = async (q: string) => {
      const options = {
        query: { q, folderId: String(zones.folders.inbox), timeZone },
        headers: { 'X-Timezone': '-09:30' },
      };
      const { data } = await anna.get<Array<{ subject: string }>>('mailMessages:page', options);
      return data.map(({ subject }) => subject);
    };
    expect(await found(`after:${day} before:${next}`)).toEqual(['last', 'first']);
    expect(await found(`before:${day}`)).toEqual(['before']);
    expect(await found(`-before:${next}`)).toEqual(['after']);
    expect(await found(`-after:${day}`)).toEqual(['before']);
  });

  it(
    'is never answered with an internal error, nor with what a database said',
    { timeout: 300_000 },
    async () => {
      const many = 1200;
      const dice = diceOf(12);
      const ids = { ...hers, userId: booted.root.userId };
      const statuses = new Map<number, number>();
      for (let round = 0; round < many; round++) {
        const target = round % 2 === 0 ? ownRequest(dice, ids) : hostRequest(dice, booted.app.db, ids);
        // Root may do everything; what is Anna's it does not see.
        const { status, body } = await send(target.name.startsWith('mailAdmin') ? booted.root : anna, target);
        const what = `${round} ${JSON.stringify(target).slice(0, 600)} → ${status} ${body.slice(0, 300)}`;
        // A mail server that is not there, and a mailbox that is not connected: these are told apart.
        expect([500, 501, 502, 504], what).not.toContain(status);
        expect(body, what).not.toContain('"internal"');
        if (status >= 400) {
          expect(RAW.exec(body)?.[0], what).toBeUndefined();
          const [error] = body.startsWith('{') ? ((JSON.parse(body) as Refusal).errors ?? []) : [];
          if (error) expect(error.message, what).toMatch(/\S{2}.*\S/);
          if (error) expect(error.message, what).not.toMatch(/^error\.|\{\{/);
        }
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      // Else it would only have met a closed door.
      expect(statuses.get(400)).toBeGreaterThan(many / 4);
      expect(statuses.get(200)).toBeGreaterThan(many / 50);
    },
  );
});

/** Sends it as it is: what a browser would never write, too. */
async function send(caller: Caller, { name, method, query, body }: Target) {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => parametersOf(key, value)),
  ).toString();
  const response = await caller.fetch(method, `${name}?${text}`, { body });
  return { status: response.status, body: await response.text() };
}

/** `a=1&a=2` for several, `a[b]=1` for an object. Without recursion: values are nested more deeply than a stack is. */
function parametersOf(key: string, value: unknown): Array<[string, string]> {
  const found: Array<[string, string]> = [];
  const left: Array<[string, unknown]> = [[key, value]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [name, one] = next;
    if (typeof one !== 'object' || one === null) found.unshift([name, String(one)]);
    else if (Array.isArray(one)) left.push(...one.map((each): [string, unknown] => [name, each]));
    else for (const [inner, each] of Object.entries(one)) left.push([`${name}[${inner}]`, each]);
  }
  return found;
}
