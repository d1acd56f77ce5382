import { expect } from 'vitest';
import type {
  AccountView,
  FolderView,
  Id,
  IdentityView,
  MessageView,
  OperationView,
} from '../../../src/common';
import { ALEX, KIM } from '../../bed/seed';
import type { LocalMicrosoft } from '../../bed/types';
import type { Caller } from '../../server/caller';

/** What the previous release is filled with, by its own API, and how that looks. */

/** It waits in the outbox. */
export const LETTER = 'A letter that waits';
export const INVITATION = 'Planning on Monday';
const WITH_FILE = 'Prices for spring';
const WORD = 'zugspitze';

const PATIENT = { timeout: 240_000, interval: 300 };

const SIMPLE = (subject: string, text: string) =>
  [`From: Kim <${KIM.address}>`, `To: ${ALEX.address}`, `Subject: ${subject}`, '', text, ''].join('\r\n');

const MAILS = {
  [WITH_FILE]: [
    ...[`From: Kim <${KIM.address}>`, `To: ${ALEX.address}`, `Subject: ${WITH_FILE}`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/html', ''],
    ...['<p>See the <b>list</b>.</p>', '--b', 'Content-Type: text/csv; name=prices.csv'],
    ...['Content-Disposition: attachment; filename=prices.csv', '', 'a;1', '--b--', ''],
  ].join('\r\n'),
  [INVITATION]: [
    ...[`From: Kim <${KIM.address}>`, `To: ${ALEX.address}`, `Subject: ${INVITATION}`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/alternative; boundary=b', '', '--b', 'Content-Type: text/plain', ''],
    ...['Come.', '--b', 'Content-Type: text/calendar; charset=utf-8; method=REQUEST', ''],
    ...['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:plan-1', 'SEQUENCE:0'],
    ...['DTSTAMP:20260101T000000Z', `SUMMARY:${INVITATION}`, 'DTSTART:20260301T090000Z'],
    ...['DTEND:20260301T100000Z', `ORGANIZER:mailto:${KIM.address}`, `ATTENDEE:mailto:${ALEX.address}`],
    ...['END:VEVENT', 'END:VCALENDAR', '--b--', ''],
  ].join('\r\n'),
};

export async function fill(root: Caller, bed: LocalMicrosoft): Promise<void> {
  const box = bed.mailbox(ALEX.address);
  await box.createFolder('Customers');
  await box.append(
    { raw: SIMPLE('Hike', `We meet below the ${WORD}.`) },
    { raw: SIMPLE('Read already', 'Old news.'), flags: ['\\Seen', '\\Flagged'] },
    { raw: SIMPLE('An offer', 'From a customer.'), folder: 'Customers' },
    ...Object.values(MAILS).map((raw) => ({ raw })),
  );
  await done(
    root.post('mailProviders:save', { body: { name: 'microsoft', enabled: true, values: settings(bed) } }),
  );
  const { data } = await done(
    root.post<{ url: string }>('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/admin/mail' },
    }),
  );
  const back = await bed.authorize(data.url, ALEX.address);
  expect((await root.fetch('GET', back, { headers: { Authorization: '' } })).status).toBe(302);
  await expect.poll(async () => (await loaded(root)).length, PATIENT).toBe(5);
  const [account] = (await root.get<AccountView[]>('mailAccounts:list')).data;
  const accountId = String(account?.id);
  const [own] = (await root.get<IdentityView[]>('mailIdentities:list', { query: { filter: { accountId } } }))
    .data;
  const signature = '<p>Yours, Alex</p>';
  await done(
    root.post('mailIdentities:save', { body: { ...own, accountId, name: 'Alex at work', signature } }),
  );
  await done(root.post('mailMessages:flag', { body: { ids: [await idOf(root, 'Hike')], flagged: true } }));
  await expect
    .poll(async () => (await box.list()).find(({ subject }) => subject === 'Hike')?.flags, PATIENT)
    .toContain('\\Flagged');
  bed.smtpFault({ kind: 'refuse-connections' });
  const letter = { accountId, to: [{ name: 'Kim', address: KIM.address }], cc: [], bcc: [], subject: LETTER };
  await done(root.post('mailMessages:send', { body: { ...letter, html: '<p>Dear Kim</p>', source: null } }));
  const waits = async () => (await operations(root)).map(({ state, reason }) => [state, reason !== null]);
  await expect.poll(waits, PATIENT).toEqual([['pending', true]]);
}

const settings = (bed: LocalMicrosoft) => ({
  ...{ clientId: bed.clientId, clientSecret: bed.clientSecret, cloud: 'custom', tenant: bed.tenantId },
  ...{ authority: bed.authority, resource: 'https://outlook.office.com/' },
  imapServer: `${bed.imap.host}:${bed.imap.port}`,
  smtpServer: `${bed.smtp.host}:${bed.smtp.port}`,
});

/** Everything that is to be found again. `waiting`: what is to be sent, too. */
export async function snapshot(root: Caller, waiting = true): Promise<unknown> {
  const read = async <T>(action: string, query: Record<string, unknown>): Promise<T[]> =>
    (await done(root.get<T[]>(action, { query }))).data;
  const list = <T>(action: string, query: Record<string, unknown> = {}): Promise<T[]> =>
    read(action, { pageSize: 100, sort: 'id', ...query });
  const accounts = await list<AccountView>('mailAccounts:list');
  const folders = await list<FolderView>('mailFolders:list');
  const messages = await list<MessageView>('mailMessages:list', { appends: 'folder' });
  const bodies = await Promise.all(
    messages.map(async ({ id }) => {
      const { data } = await done(
        root.get<{ text: string; html: string }>('mailMessages:body', { query: { filterByTk: String(id) } }),
      );
      return [data.text, data.html];
    }),
  );
  const found = await read<MessageView>('mailMessages:page', {
    q: `${WORD} `,
    accountId: String(accounts[0]?.id),
  });
  const { data: provider } = await done(
    root.get('mailProviders:get', { query: { filterByTk: 'microsoft' } }),
  );
  const identities = await list<IdentityView>('mailIdentities:list', {
    filter: { accountId: String(accounts[0]?.id) },
  });
  return {
    accounts: accounts.map(({ id, address, displayName }) => ({ id, address, displayName })),
    folders: folders.map(({ id, name, role, total, unread }) => ({ id, name, role, total, unread })),
    messages: messages.map(({ id, subject, seen, flagged, hasAttachments, folderId }) => ({
      ...{ id, subject, seen, flagged, hasAttachments, folderId },
    })),
    bodies,
    found: found.map(({ subject }) => subject),
    identities: identities.map(({ id, name, address, signature, isDefault }) => ({
      id,
      name,
      address,
      signature,
      isDefault,
    })),
    provider: (provider as { values: unknown }).values,
    operations: waiting ? (await operations(root)).map(({ id, kind }) => ({ id, kind })) : [],
  };
}

const operations = async (root: Caller): Promise<OperationView[]> =>
  (await done(root.get<OperationView[]>('mailOperations:list'))).data.filter(
    ({ kind, state }) => kind === 'send' && state !== 'done',
  );

/** Subjects of the messages whose text is here. */
export async function loaded(root: Caller): Promise<string[]> {
  const { data } = await root.get<MessageView[]>('mailMessages:list');
  return data.filter(({ preview }) => preview).map(({ subject }) => subject);
}

async function idOf(root: Caller, subject: string): Promise<Id> {
  const { data } = await root.get<MessageView[]>('mailMessages:list', { query: { filter: { subject } } });
  return data[0]?.id;
}

async function done<T extends { status: number; body: unknown }>(call: Promise<T>): Promise<T> {
  const answer = await call;
  expect([answer.status, answer.status === 200 ? '' : JSON.stringify(answer.body)]).toEqual([200, '']);
  return answer;
}
