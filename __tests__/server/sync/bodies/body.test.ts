import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccountOverview, Id, MessageBody, SetAsideView } from '../../../../src/common';
import { closeMailboxes, openMailbox, openPart } from '../../../../src/server/accounts/mailbox';
import type { MailContext } from '../../../../src/server/context';
import { findAccount } from '../../../../src/server/store/accounts/accounts';
import { table } from '../../../../src/server/store/db/rows';
import { fetchBody, pull } from '../../../../src/server/sync';
import { startWorld, type World } from '../../accounts/world';
import { codeOf, mail } from '../../imap/mailboxes';

const ALICE = { name: 'Alice', address: 'alice@example.com' };
let world: World;
let ctx: MailContext;
let accountId: string;
let message: { id: Id; uid: number; uidValidity: string };

beforeAll(async () => {
  world = await startWorld([ALICE]);
  ctx = { app: world.app, log: world.app.log };
  const file = Buffer.alloc(3 * 1024 * 1024, 66)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  const body = `--x\r\nContent-Type: text/html\r\n\r\n<p>see file</p>\r\n--x\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--x--`;
  const raw = mail('large', { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' }, body);
  await world.bed.mailbox(ALICE.address).append({ raw });
  accountId = await world.connected(world.root, ALICE.address);
  const account = await findAccount(ctx, accountId);
  const mailbox = await openMailbox(ctx, accountId);
  await pull(ctx, account ?? { id: 0, userId: 0 }, mailbox, {
    signal: new AbortController().signal,
    budget: 10_000,
  });
  await mailbox.close();
  const [row] = await table(ctx, 'mailMessages').findAll({ where: { accountId } });
  message = row?.get({ plain: true }) as unknown as typeof message;
});
afterAll(async () => {
  await closeMailboxes(ctx);
  await world.stop();
});

const place = (changes: Partial<Parameters<typeof openPart>[2]> = {}) => ({
  path: 'INBOX',
  uidValidity: message.uidValidity,
  uid: Number(message.uid),
  part: '2',
  encoding: 'base64',
  ...changes,
});

it('answers with the stored text, and without it reads the text again and keeps it', async () => {
  const stored = await fetchBody(ctx, message.id);
  expect(stored.html.trim()).toBe('<p>see file</p>');
  const logins = world.bed.counters.imapLogins;
  await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: message.id } });
  expect(await fetchBody(ctx, message.id)).toEqual(stored);
  expect(world.bed.counters.imapLogins).toBe(logins + 1);
  expect(await fetchBody(ctx, message.id)).toEqual(stored);
  expect(await table(ctx, 'mailBodies').count({ where: { mailMessageId: message.id } })).toBe(1);
  expect(await table(ctx, 'mailAttachments').count({ where: { mailMessageId: message.id } })).toBe(1);
  expect(await codeOf(fetchBody(ctx, 42))).toBe('not-found');
});

it('reads at once the text of a mail of which only the header is loaded yet', async () => {
  const row = { id: message.id };
  const stored = await fetchBody(ctx, message.id);
  await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: message.id } });
  await table(ctx, 'mailMessages').update({ bodyState: 'pending', preview: '' }, { where: row });
  expect(await fetchBody(ctx, message.id)).toEqual(stored);
  const now = await table(ctx, 'mailMessages').findOne({ where: row });
  expect(now?.get()).toMatchObject({ bodyState: 'stored', preview: 'see file', hasAttachments: true });
});

it('opens a file on a shared connection, several at a time, and survives a reader who leaves', async () => {
  const logins = world.bed.counters.imapLogins;
  const left = await openPart(ctx, accountId, place());
  left.destroy();
  const read = async () => {
    let octets = 0;
    for await (const chunk of (await openPart(ctx, accountId, place())) as AsyncIterable<Buffer>)
      octets += chunk.length;
    return octets;
  };
  expect(await Promise.all([read(), read(), read()])).toEqual(
    Array.from({ length: 3 }, () => 3 * 1024 * 1024),
  );
  expect(world.bed.counters.imapLogins - logins).toBeLessThanOrEqual(2);
});

it('fails before the first octet where the mail or the folder is not what it was', async () => {
  expect(await codeOf(openPart(ctx, accountId, place({ uid: 4242 })))).toBe('message-gone');
  expect(await codeOf(openPart(ctx, accountId, place({ uidValidity: '1' })))).toBe('message-gone');
  expect(await codeOf(openPart(ctx, accountId, place({ path: 'No such folder' })))).toBe('folder-gone');
});

it('replaces a shared connection that died, and a token that expired', async () => {
  world.bed.expireAccessTokens(ALICE.address);
  await world.bed.mailbox(ALICE.address).kick();
  await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: message.id } });
  expect((await fetchBody(ctx, message.id)).html.trim()).toBe('<p>see file</p>');
});

it('says why a mail could not be read, tries it again when it is opened, and lists it for its owner alone', async () => {
  const { root } = world;
  const row = { id: message.id };
  const put = async (values: Record<string, unknown>) => {
    await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: message.id } });
    await table(ctx, 'mailMessages').update(values, { where: row });
  };
  const open = async () => {
    const { status, data } = await root.get<MessageBody>('mailMessages:body', {
      query: { filterByTk: String(message.id) },
    });
    expect(status).toBe(200);
    return data;
  };
  // What breaks connections is not tried by looking at it.
  const aside = { bodyState: 'failed', bodyError: 'message-breaks-connection', setAsideAt: new Date(0) };
  await put(aside);
  const logins = world.bed.counters.imapCommands;
  expect((await open()).setAside).toEqual({
    ...{ reason: 'message-breaks-connection', since: '1970-01-01T00:00:00.000Z' },
    ...{ waiting: false, headerMissing: false },
  });
  expect(world.bed.counters.imapCommands).toBe(logins);
  const counts = await root.get('mailMessages:countSetAside');
  expect(counts.data).toEqual([{ accountId: expect.anything() as Id, count: 1 }]);
  const list = await root.get<SetAsideView[]>('mailMessages:listSetAside', { query: { accountId } });
  expect(list.data).toMatchObject([{ subject: 'large', reason: 'message-breaks-connection' }]);
  const overview = await root.get<AccountOverview[]>('mailAdmin:list');
  expect(overview.data).toMatchObject([{ setAside: { 'message-breaks-connection': 1 } }]);
  const asked = await root.post('mailMessages:retrySetAside', { body: { ids: [message.id] } });
  expect(asked.data).toEqual({ count: 1 });
  expect((await open()).setAside).toMatchObject({ waiting: true });
  expect((await findAccount(ctx, accountId))?.wakeAt).not.toBeNull();
  // A refusal may have passed by now; once more a minute is enough.
  world.bed.imapFault({ kind: 'refuse', line: /^UID FETCH .*BODY/ });
  await put({ ...aside, bodyError: 'message-refused' });
  expect((await open()).setAside).toMatchObject({ reason: 'message-refused' });
  world.bed.clearFaults();
  expect((await open()).setAside).toMatchObject({ reason: 'message-refused' });
  await put({ setAsideAt: new Date(0) });
  expect(await open()).toMatchObject({ html: expect.stringContaining('see file') as string });
  expect((await root.get('mailMessages:countSetAside')).data).toEqual([]);
});
