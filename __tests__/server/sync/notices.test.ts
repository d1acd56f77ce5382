import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id, MessageBody, MessageView } from '../../../src/common';
import { closeMailboxes, openMailbox } from '../../../src/server/accounts/mailbox';
import type { MailContext } from '../../../src/server/context';
import { findAccount } from '../../../src/server/store/accounts/accounts';
import { table } from '../../../src/server/store/db/rows';
import { pull } from '../../../src/server/sync';
import { startWorld, type World } from '../accounts/world';
import { caseFile } from '../../bed/cases';
import { mail } from '../imap/mailboxes';

const ANNA = { name: 'Anna', address: 'anna@example.com' };
let world: World;
let ctx: MailContext;
let accountId: string;

beforeAll(async () => {
  world = await startWorld([ANNA]);
  ctx = { app: world.app, log: world.app.log };
  const box = world.bed.mailbox(ANNA.address);
  await box.append(
    { raw: caseFile('19-bounce-shown-nameless', 'input.eml') },
    { raw: caseFile('02-file-with-content-id-hidden', 'input.eml') },
    { raw: caseFile('02-file-with-content-id-hidden', 'input-inline-disposition.eml') },
    { raw: caseFile('20-smime-opaque-signed', 'input.eml') },
    // The report is here before the copy of what was sent.
    { raw: mail('Quote 77', { 'Message-ID': '<sent-77@example.com>' }), folder: 'Sent Items' },
  );
  accountId = await world.connected(world.root, ANNA.address);
  const account = await findAccount(ctx, accountId);
  const mailbox = await openMailbox(ctx, accountId);
  const options = { signal: new AbortController().signal, budget: 20_000 };
  while (!(await pull(ctx, account ?? { id: 0, userId: 0 }, mailbox, options)).complete);
  await mailbox.close();
});
afterAll(async () => {
  await closeMailboxes(ctx);
  await world.stop();
});

async function idOf(subject: string): Promise<Id> {
  const row = await table(ctx, 'mailMessages').findOne({ where: { accountId, subject } });
  return row?.get('id') as Id;
}

async function bodyOf(subject: string): Promise<MessageBody> {
  const query = { filterByTk: await idOf(subject) };
  return (await world.root.get<MessageBody>('mailMessages:body', { query })).data;
}

async function listed(): Promise<Map<string, MessageView>> {
  const { data } = await world.root.get<MessageView[]>('mailMessages:page', {
    query: { accountId, limit: 50 },
  });
  return new Map(data.map((row) => [row.subject, row]));
}

it('leads from a report to the mail that was sent, and back', async () => {
  const [report, sent] = [await bodyOf('Undelivered Mail Returned to Sender'), await bodyOf('Quote 77')];
  const recipients = [
    {
      ...{ address: 'nobody@example.net', action: 'failed', status: '5.1.1' },
      diagnostic: '550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown',
    },
  ];
  expect(report.notices).toMatchObject([
    { kind: 'delivery', recipients, subject: 'Quote 77', sentId: await idOf('Quote 77') },
  ]);
  expect(sent.notices).toMatchObject([
    { kind: 'bounced', recipients, reportId: await idOf('Undelivered Mail Returned to Sender') },
  ]);
});

it('marks in a list what did not reach everybody, and nothing else', async () => {
  const rows = await listed();
  expect([...rows.values()].filter(({ bounced }) => bounced).map(({ subject }) => subject)).toEqual([
    'Quote 77',
  ]);
  expect(rows.get('Quote 77')).not.toHaveProperty('messageIdHash');
});

it('knows which files the text shows, and which are files', async () => {
  const rows = await listed();
  const files = async (subject: string) =>
    (await bodyOf(subject)).attachments.map(({ filename, inline }) => [filename, inline]);
  expect(await files('Offer 4711')).toEqual([
    ['logo.png', true],
    ['offer-4711.pdf', false],
  ]);
  expect(await files('Offer 4712')).toEqual([
    ['offer-4712.pdf', false],
    ['photo.png', false],
  ]);
  expect(rows.get('Offer 4711')?.hasAttachments).toBe(true);
  expect(rows.get('Offer 4712')?.hasAttachments).toBe(true);
  const stored = await table(ctx, 'mailAttachments').findAll({ where: { accountId, inline: true } });
  expect(stored.map((row) => row.get('filename'))).toEqual(['logo.png']);
});

it('shows the text of what is signed, and says that the signature was not checked', async () => {
  const body = await bodyOf('Contract');
  expect(body.text.trim()).toBe('The contract is signed. Start on Monday.');
  expect(body.notices).toEqual([{ kind: 'signed' }]);
  expect(body.attachments).toMatchObject([{ filename: 'smime.p7m', inline: false }]);
});
