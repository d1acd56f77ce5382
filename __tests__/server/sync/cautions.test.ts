import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caution, Id, MessageBody } from '../../../src/common';
import { closeMailboxes, openMailbox } from '../../../src/server/accounts/mailbox';
import type { MailContext } from '../../../src/server/context';
import { findAccount } from '../../../src/server/store/accounts/accounts';
import { table } from '../../../src/server/store/db/rows';
import { fetchBody, pull } from '../../../src/server/sync';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';

const ANNA = { name: 'Anna', address: 'anna@example.com' };
let world: World;
let ctx: MailContext;
let accountId: string;

const FAILED =
  'spf=fail smtp.mailfrom=x.org; dkim=none;dmarc=fail action=none header.from=x.org;compauth=fail';
const PASSED = 'spf=pass smtp.mailfrom=x.org; dkim=pass;dmarc=pass action=none header.from=x.org';
/** In the order of their arrival. */
const MAILS: Array<[subject: string, fields: Record<string, string>]> = [
  ['known', { From: 'Kim <kim@known.example>' }],
  [
    'file alone',
    {
      From: 'Kim <kim@known.example>',
      'Authentication-Results': FAILED,
      'Content-Type': 'application/pdf; name=a.pdf',
      'Content-Disposition': 'attachment',
    },
  ],
  ['known again', { From: 'Kim <kim@known.example>', 'Authentication-Results': PASSED }],
  ['failed', { From: 'Kim <kim@known.example>', 'Authentication-Results': FAILED }],
  // Another server's: anybody can write it.
  ['not ours', { From: 'Kim <kim@known.example>', 'Authentication-Results': `mx.x.org; ${FAILED}` }],
  ['reply', { From: 'Kim <kim@known.example>', 'Reply-To': 'Pay <pay@elsewhere.example>' }],
  ['own reply', { From: 'Kim <kim@known.example>', 'Reply-To': 'anna@example.com' }],
  ['named', { From: '"boss@example.com" <kim@known.example>' }],
  ['like', { From: 'Anna <anna@examp1e.com>' }],
  ['script', { From: 'Pay <pay@xn--80ak6aa92e.com>' }],
  ['colleague', { From: 'Bo <bo@example.com>' }],
  ['own', { From: 'Anna <anna@example.com>', 'Reply-To': 'pay@elsewhere.example' }],
  ['to a friend', { From: 'Anna <anna@example.com>', To: 'friend@friends.example' }],
  ['from a friend', { From: 'friend@friends.example' }],
  ['nobody', { From: 'undisclosed' }],
];

beforeAll(async () => {
  world = await startWorld([ANNA]);
  ctx = { app: world.app, log: world.app.log };
  for (const [index, [subject, fields]] of MAILS.entries()) {
    const date = new Date(Date.now() - (MAILS.length - index) * 3_600_000);
    const folder = subject === 'to a friend' ? 'Sent Items' : 'INBOX';
    await world.bed.mailbox(ANNA.address).append({ raw: mail(subject, fields), date, folder });
  }
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

async function cautionsOf(subject: string): Promise<Caution[] | undefined> {
  const query = { filterByTk: await idOf(subject) };
  return (await world.root.get<MessageBody>('mailMessages:body', { query })).data.cautions;
}

it.each<[string, Caution[]]>([
  ['known', [{ reason: 'first-message', value: 'kim@known.example' }]],
  ['file alone', [{ reason: 'failed-authentication', value: 'known.example' }]],
  ['known again', []],
  ['failed', [{ reason: 'failed-authentication', value: 'known.example' }]],
  ['not ours', []],
  ['reply', [{ reason: 'reply-elsewhere', value: 'pay@elsewhere.example' }]],
  ['own reply', []],
  ['named', [{ reason: 'name-is-address', value: 'boss@example.com' }]],
  [
    'like',
    [
      { reason: 'look-alike', value: 'examp1e.com', like: 'example.com' },
      { reason: 'first-message', value: 'anna@examp1e.com' },
    ],
  ],
  [
    'script',
    [
      { reason: 'disguised-domain', value: 'xn--80ak6aa92e.com' },
      { reason: 'first-message', value: 'pay@xn--80ak6aa92e.com' },
    ],
  ],
  ['colleague', []],
  ['own', []],
  ['to a friend', []],
  ['from a friend', []],
  ['nobody', []],
])('says of “%s” what there is to say', async (subject, cautions) => {
  expect(await cautionsOf(subject)).toEqual(cautions);
});

it('says the same of one whose text is read anew, whole', async () => {
  const id = await idOf('failed');
  await table(ctx, 'mailBodies').destroy({ where: { mailMessageId: id } });
  expect(await fetchBody(ctx, id)).toMatchObject({
    facts: { authentication: { server: '', dmarc: 'fail' } },
  });
  expect(await cautionsOf('failed')).toEqual([{ reason: 'failed-authentication', value: 'known.example' }]);
});

it('says nothing of one that was loaded before there were such lines', async () => {
  const id = await idOf('failed');
  await table(ctx, 'mailBodies').update({ facts: null }, { where: { mailMessageId: id } });
  expect(await cautionsOf('failed')).toEqual([]);
});

it('calls no message the first one before all of the mailbox is loaded', async () => {
  const loaded = async (from: number) =>
    table(ctx, 'mailFolders').update({ loadedFrom: from }, { where: { accountId, role: 'inbox' } });
  await loaded(2);
  expect(await cautionsOf('known')).toEqual([]);
  await loaded(1);
  expect(await cautionsOf('known')).toMatchObject([{ reason: 'first-message' }]);
});
