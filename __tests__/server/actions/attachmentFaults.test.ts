import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Id, MessageBody } from '../../../src/common';
import { closeMailboxes, openMailbox } from '../../../src/server/accounts/mailbox';
import type { MailContext } from '../../../src/server/context';
import { findAccount } from '../../../src/server/store/accounts/accounts';
import { table } from '../../../src/server/store/db/rows';
import { pull } from '../../../src/server/sync';
import { startWorld, type World } from '../accounts/world';
import { mail } from '../imap/mailboxes';

const ALICE = { name: 'Alice', address: 'alice@example.com' };
const MEBIBYTE = 1024 * 1024;

let world: World;
let ctx: MailContext;
let accountId: string;

const withFile = (subject: string, headers: string, content: string) =>
  mail(
    subject,
    { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' },
    `--x\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--x\r\nContent-Type: application/octet-stream; name=x.bin\r\n${headers}\r\n${content}\r\n--x--`,
  );

const inner = 'From: inner@example.org\r\nSubject: inner\r\n\r\ninner text';
/** Three octets of each kind of its own number, so that a hole or a doubled range shows. */
const large = Buffer.alloc(3 * MEBIBYTE, 'abcdefghijklm');

beforeAll(async () => {
  world = await startWorld([ALICE]);
  ctx = { app: world.app, log: world.app.log };
  const base64 = 'Content-Transfer-Encoding: base64\r\n';
  const uuencoded = 'begin 644 cat.txt\r\n#0V%T\r\n`\r\nend';
  await world.bed.mailbox(ALICE.address).append(
    { raw: withFile('padded', base64, 'QQ==\r\nQg==\r\nQ0Q=') },
    { raw: withFile('uuencoded', 'Content-Transfer-Encoding: x-uuencode\r\n', uuencoded) },
    { raw: withFile('empty', base64, '') },
    { raw: withFile('large', base64, large.toString('base64').replace(/(.{76})/g, '$1\r\n')) },
    {
      raw: mail(
        'root',
        {
          'MIME-Version': '1.0',
          'Content-Type': 'message/rfc822',
          'Content-Disposition': 'attachment; filename=inner.eml',
        },
        inner,
      ),
    },
  );
  accountId = await world.connected(world.root, ALICE.address);
  const account = await findAccount(ctx, accountId);
  const mailbox = await openMailbox(ctx, accountId);
  const signal = new AbortController().signal;
  await pull(ctx, account ?? { id: 0, userId: 0 }, mailbox, { signal, budget: 30_000 });
  await mailbox.close();
});
beforeEach(() => world.bed.clearFaults());
afterAll(async () => {
  await closeMailboxes(ctx);
  await world.stop();
});

async function idsOf(subject: string): Promise<{ message: Id; file: Id }> {
  const message = await table(ctx, 'mailMessages').findOne({ where: { accountId, subject } });
  const file = await table(ctx, 'mailAttachments').findOne({
    where: { mailMessageId: message?.get('id') as Id },
  });
  return { message: message?.get('id') as Id, file: file?.get('id') as Id };
}

const download = async (subject: string) =>
  world.root.fetch('GET', 'mailAttachments:download', {
    query: { filterByTk: String((await idsOf(subject)).file) },
  });

it.each([
  ['padded', 'ABCD'],
  ['uuencoded', 'Cat'],
  ['empty', ''],
  ['root', `${inner}\r\n`],
])('the file of the message "%s" is what was sent', async (subject, content) => {
  const response = await download(subject);
  expect([response.status, await response.text()]).toEqual([200, content]);
});

it.each<[string, Parameters<World['bed']['imapFault']>[0]]>([
  ['refuses it', { kind: 'refuse', line: /^UID FETCH \d+ .*BODY\.PEEK\[2\]/ }],
  [
    'says that there is none',
    { kind: 'say', line: /BODY\[2\]<0> (\{\d+\}|"[^"]*")/, instead: 'BODY[2]<0> NIL X-WAS $1' },
  ],
  [
    'gives it empty',
    { kind: 'say', line: /BODY\[2\]<0> (\{\d+\}|"[^"]*")/, instead: 'BODY[2]<0> "" X-WAS $1' },
  ],
  ['answers nothing', { kind: 'say', line: /^(\* \d+) FETCH(?=.*BODY\[2\])/, instead: '$1 XFETCH' }],
])(
  'a file that the server does not give leaves its message readable: the server %s',
  async (_name, fault) => {
    const { state } = await world.account(world.root, accountId);
    world.bed.imapFault(fault);
    const response = await download('padded');
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        errors: [
          {
            code: 'attachment-unavailable',
            message: 'The mail server isn’t providing this file right now. Try again later.',
          },
        ],
      },
    ]);
    const { message } = await idsOf('padded');
    const body = await world.root.get<MessageBody>('mailMessages:body', {
      query: { filterByTk: String(message) },
    });
    expect([body.status, body.data.setAside ?? null, body.data.text]).toEqual([200, null, 'see file']);
    expect((await world.root.get('mailMessages:countSetAside')).data).toEqual([]);
    expect(await world.account(world.root, accountId)).toMatchObject({ state, reason: null });
    world.bed.clearFaults();
    expect(await (await download('padded')).text()).toBe('ABCD');
  },
);

it('a large file comes whole, whatever the server says of its flags in between', async () => {
  const line = /^(\* (\d+) FETCH \()(?=.*BODY\[2\]<\d{5,}>)/;
  world.bed.imapFault({ kind: 'say', line, instead: '* $2 FETCH (UID 4 FLAGS (\\Seen))\r\n$1' });
  const content = Buffer.from(await (await download('large')).arrayBuffer());
  expect(content.equals(large)).toBe(true);
});

it('a file that breaks off is no whole file', async () => {
  world.bed.imapFault({ kind: 'refuse', line: /^UID FETCH \d+ .*BODY\.PEEK\[2\]<1048576\./ });
  const response = await download('large');
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
});
