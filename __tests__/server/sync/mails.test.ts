import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_MAIL } from '../../../src/server/sync/bodies/body';
import { loadHeaders } from '../../../src/server/sync/headers/loadHeaders';
import { FetchFailures } from '../../../src/server/sync/fetchFailures';
import { withFolder, fetchPart } from '../../../src/server/imap';
import { createOperation } from '../../../src/server/store/outbox/operations';
import { table } from '../../../src/server/store/db/rows';
import { mail } from '../imap/mailboxes';
import { startSyncWorld, type Synced, type SyncWorld } from './synced';

const PARTS = '--x\r\n\r\ntext\r\n--x--';
const MIME = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' };

/** A mail with a text, an HTML part and a file of this size. */
function withFile(subject: string, size: number): string {
  const file = Buffer.alloc(size, 65)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  const alternative =
    '--y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\n' +
    '--y\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+xOO6wzwvcD4=\r\n--y--\r\n';
  const body =
    `--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n${alternative}` +
    `--x\r\nContent-Type: application/pdf; name=offer.pdf\r\nContent-Disposition: attachment; filename="=?utf-8?Q?Angebot_f=C3=BCr_A.pdf?="\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${file}\r\n--x--`;
  return mail(subject, MIME, body);
}

describe.each(['exchange', 'full'] as const)('mails of %s', (profile) => {
  let world: SyncWorld;
  let box: Synced;
  beforeAll(async () => void (world = await startSyncWorld(profile)));
  beforeEach(async () => void (box = await world.fresh()));
  afterAll(() => world.stop());

  it.each([
    ['a small mail', 30_000],
    ['a mail of 30 MB, without its file', 30 * 1024 * 1024],
  ])('stores text, header and files of %s', async (_name, size) => {
    await box.box.append({ raw: withFile('Angebot', size) });
    const mailbox = await box.mailbox();
    mailbox.client.stats(true);
    await box.pullAll();
    expect(mailbox.client.stats().received).toBeLessThan(WHOLE_MAIL);
    const [message] = await box.messages('INBOX');
    expect(message).toMatchObject({
      subject: 'Angebot',
      preview: 'Grüße',
      hasAttachments: true,
      bodyState: 'stored',
      fromName: 'Bob',
    });
    const [body] = await box.rows('mailBodies');
    expect(String(body?.text).trim()).toBe('Grüße');
    expect(String(body?.html).trim()).toBe('<p>你好</p>');
    const [file, ...others] = await box.rows('mailAttachments');
    expect(others).toEqual([]);
    expect(file).toMatchObject({
      filename: 'Angebot für A.pdf',
      contentType: 'application/pdf',
      inline: false,
      part: '2',
      encoding: 'base64',
    });
    expect(Math.abs(Number(file?.size) - size) / size).toBeLessThan(0.02);
    // The part number is the server's: it leads to the file.
    const start = await withFolder(mailbox, 'INBOX', async (folder) => {
      const stream = fetchPart(folder, Number(message?.uid), String(file?.part), String(file?.encoding));
      for await (const chunk of stream as AsyncIterable<Buffer>) return chunk.subarray(0, 3).toString();
      return '';
    });
    expect(start).toBe('AAA');
  });

  it('numbers the parts of every mail as the server does', async () => {
    const file = 'Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\nWklQ\r\n';
    const nested = `--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\ntext\r\n--y\r\n${file}--y--\r\n--x\r\n${file}--x--`;
    const inner =
      'Subject: inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\ninner\r\n--i--\r\n';
    const forwarded = `--x\r\n\r\ntext\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--x\r\n${file}--x--`;
    await box.box.append(
      { raw: mail('nested', MIME, nested) },
      { raw: mail('forwarded', MIME, forwarded) },
      {
        raw: mail(
          'only a file',
          { 'Content-Type': 'application/zip', 'Content-Transfer-Encoding': 'base64' },
          'WklQ',
        ),
      },
    );
    await box.pullAll();
    const files = await box.rows('mailAttachments', { contentType: 'application/zip' });
    expect(files.map((one) => one.part).sort()).toEqual(['1', '1.2', '2', '3']);
    const uids = new Map((await box.messages()).map((message) => [String(message.id), Number(message.uid)]));
    for (const one of files) {
      const octets = await withFolder(await box.mailbox(), 'INBOX', async (folder) => {
        const chunks: Buffer[] = [];
        const stream = fetchPart(
          folder,
          uids.get(String(one.mailMessageId)) ?? 0,
          String(one.part),
          String(one.encoding),
        );
        for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
        return Buffer.concat(chunks).toString();
      });
      expect(octets, String(one.part)).toBe('ZIP');
    }
  });

  it('stores a text whatever stands in it, and none where there is none', async () => {
    const odd = 'it\'s $1 :name ? 50% \\ "x"';
    await box.box.append(
      { raw: mail('odd', {}, odd) },
      { raw: mail('other odd', {}, `${odd} again`) },
      { raw: mail('empty', {}, '') },
      { raw: mail('only a file', { 'Content-Type': 'application/zip' }, 'zip') },
    );
    await box.pullAll();
    const previews = new Map((await box.messages('INBOX')).map((row) => [row.subject, row.preview]));
    expect(previews.get('odd')).toBe(odd);
    expect(previews.get('other odd')).toBe(`${odd} again`);
    expect((await box.messages()).map((row) => row.bodyState)).toEqual(Array(4).fill('stored'));
    expect(await box.rows('mailBodies')).toHaveLength(4);
  });

  it('stores who is named in a mail, for pages of customers', async () => {
    const headers = {
      From: 'Bob <BOB@Shop.example>',
      To: 'a@x.example, A@X.example',
      Cc: 'Team: c@x.example;',
    };
    await box.box.append({ raw: mail('names', headers) });
    await box.pullAll();
    const found = (await box.rows('mailAddresses')).map(({ role, address, domain, name }) => [
      role,
      address,
      domain,
      name,
    ]);
    expect(found.sort()).toEqual([
      ['cc', 'c@x.example', 'x.example', ''],
      ['from', 'bob@shop.example', 'shop.example', 'Bob'],
      ['to', 'a@x.example', 'x.example', ''],
    ]);
  });

  it('puts threads together whatever the order in which mails come', async () => {
    const date = (hour: number) => ({ date: new Date(Date.UTC(2026, 10, 2, hour)) });
    const answer = (subject: string, to: string) => mail(subject, { 'In-Reply-To': `<${to}@example.com>` });
    // The newest are loaded first: the answer to the answer, before what it answers.
    await box.box.append({ raw: answer('third', 'second'), ...date(3) });
    await box.pullAll();
    await box.box.append({ raw: mail('first'), ...date(1) });
    await box.pullAll();
    await box.box.append({ raw: answer('second', 'first'), ...date(2) }, { raw: mail('other'), ...date(4) });
    await box.pullAll();
    const threads = new Map((await box.messages()).map((message) => [message.subject, message.threadKey]));
    expect(threads.get('second')).toBe(threads.get('first'));
    expect(threads.get('third')).toBe(threads.get('first'));
    expect(threads.get('other')).not.toBe(threads.get('first'));
  });

  it('dates a mail by its arrival where it has no date that can be', async () => {
    const arrival = new Date('2026-11-02T10:00:00Z');
    await box.box.append(
      { raw: mail('future', { Date: 'Mon, 02 Nov 2099 10:00:00 +0000' }), date: arrival },
      { raw: mail('nonsense', { Date: 'yesterday' }), date: arrival },
      { raw: mail('fine', { Date: 'Sun, 01 Nov 2026 10:00:00 +0000' }), date: arrival },
    );
    await box.pullAll();
    const sent = new Map(
      (await box.messages()).map((message) => [message.subject, (message.sentAt as Date).toISOString()]),
    );
    expect(sent.get('future')).toBe(arrival.toISOString());
    expect(sent.get('nonsense')).toBe(arrival.toISOString());
    expect(sent.get('fine')).toBe('2026-11-01T10:00:00.000Z');
  });

  it('does not undo what people asked for and the server has not done yet', async () => {
    const [one = 0, two = 0] = await box.box.append(
      { raw: mail('to be read') },
      { raw: mail('to be moved') },
    );
    await box.pullAll();
    const byUid = new Map((await box.messages()).map((message) => [Number(message.uid), message]));
    const places = (uid: number) => [
      { id: byUid.get(uid)?.id ?? 0, folderId: byUid.get(uid)?.folderId ?? 0, uidValidity: '1', uid },
    ];
    const { ctx, account } = box;
    const common = { accountId: account.id, userId: account.userId };
    await createOperation(ctx, { ...common, kind: 'flag', payload: { messages: places(one), seen: true } });
    await createOperation(ctx, { ...common, kind: 'move', payload: { messages: places(two) } });
    const messages = table(ctx, 'mailMessages');
    const archive = (await box.folder('Archive'))?.id;
    await messages.update({ seen: true }, { where: { id: byUid.get(one)?.id } });
    const moved = { folderId: archive, uidValidity: 'moving', uid: byUid.get(two)?.id };
    await messages.update(moved, { where: { id: byUid.get(two)?.id } });
    await box.box.append({ raw: mail('news') });
    await box.box.flag('INBOX', one, { add: ['\\Flagged'] });
    await box.pull();
    expect((await box.messages('INBOX')).map(({ subject, seen }) => [subject, seen]).sort()).toEqual([
      ['news', false],
      ['to be read', true],
    ]);
    expect(await box.messages('Archive')).toMatchObject([{ id: byUid.get(two)?.id, subject: 'to be moved' }]);
    // Once the server has moved it, the row gets its place there.
    await box.box.move('INBOX', two, 'Archive');
    await table(ctx, 'mailOperations').destroy({ where: { accountId: account.id } });
    await box.pull();
    expect(await box.messages('Archive')).toMatchObject([{ id: byUid.get(two)?.id, subject: 'to be moved' }]);
    expect(await box.messages()).toHaveLength(3);
  });

  it('sets a mail aside that breaks the connection, and goes on with the others', async () => {
    await box.box.append(...['one', 'poison', 'three'].map((subject) => ({ raw: mail(subject) })));
    const [, poison] = await box.box.list('INBOX');
    const fetchFailures = new FetchFailures();
    const mailbox = await box.mailbox();
    const place = {
      path: 'INBOX',
      uidValidity: await withFolder(mailbox, 'INBOX', async (folder) => folder.uidValidity),
    };
    for (let broken = 0; broken < 4; broken++) fetchFailures.strike(place, [poison?.uid ?? 0]);
    const drafts = await withFolder(mailbox, 'INBOX', (folder) =>
      loadHeaders(folder, [poison?.uid ?? 0, (poison?.uid ?? 0) + 1, (poison?.uid ?? 0) - 1], fetchFailures),
    );
    expect(drafts.map((draft) => [draft.subject, draft.bodyError]).sort()).toEqual([
      ['', 'message-breaks-connection'],
      ['one', null],
      ['three', null],
    ]);
  });

  it.each([
    ['headers', /FETCH.*BODYSTRUCTURE/],
    ['texts', /UID FETCH .*BODY\.PEEK\[1\]/],
  ])('reads %s in groups again, not one by one, after the connection broke once', async (_name, line) => {
    await box.box.append(
      ...Array.from({ length: 45 }, (_, index) => ({ raw: mail(`mail ${index}`, MIME, PARTS) })),
    );
    box.bed.imapFault({ kind: 'cut-at', line }, { times: 1 });
    await expect(box.pull()).rejects.toThrow();
    const fetches = () => box.bed.counters.commands.get('UID FETCH') ?? 0;
    const before = fetches();
    await box.pull();
    expect(await box.messages('INBOX')).toHaveLength(45);
    expect(await box.rows('mailBodies')).toHaveLength(45);
    // 45 mails in two groups, beside what is asked for once.
    expect(fetches() - before).toBeGreaterThan(0);
    expect(fetches() - before).toBeLessThan(15);
  });

  it('stores a mail that cannot be parsed, with its reason, once', async () => {
    const parts = '--x\r\n\r\np\r\n'.repeat(2000);
    await box.box.append(
      { raw: mail('too many parts', MIME, `${parts}--x--`) },
      { raw: mail('fine') },
      { raw: '\r\n\r\n' },
      { raw: 'x' },
    );
    await box.pullAll();
    expect(await box.messages('INBOX')).toHaveLength(4);
    const many = (await box.messages('INBOX')).find((message) => message.subject === 'too many parts');
    expect(many).toBeDefined();
    expect((await box.rows('mailAttachments')).length).toBeLessThanOrEqual(500);
    await box.pull();
    expect(await box.messages('INBOX')).toHaveLength(4);
  });
});
