import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isSubstitute } from '../../../../src/server/mime/substitute';
import { parseHeader } from '../../../../src/server/mime/parse';
import { askRetry, pageSetAside } from '../../../../src/server/store/messages/unreadable';
import { mail } from '../../imap/mailboxes';
import { table } from '../../../../src/server/store/db/rows';
import { startSyncWorld, type MessageRecord, type Synced, type SyncWorld } from '../synced';

let world: SyncWorld;
let box: Synced;
beforeAll(async () => void (world = await startSyncWorld('exchange')));
beforeEach(async () => {
  world.bed.clearFaults();
  box = await world.fresh();
});
afterAll(() => world.stop());

const TEXT = [
  "The server couldn't retrieve the following message:",
  '',
  'Subject: "Juneteenth"',
  'From: "Anna Arndt" ("/O=EXCHANGELABS/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=0123456789ABCDEF0123456789ABCDEF-ANNA")',
  'Sent date: 9/21/2019 9:00:25 PM',
  '',
  "The message hasn't been deleted. You might be able to view it using either Outlook or Outlook Web App. You can also contact the sender to find out what the message says.",
].join('\r\n');

const substitute = (uid: number, minute: number) =>
  [
    'From: Microsoft Exchange Server <bounces@example.com>',
    `Subject: Retrieval using the IMAP4 protocol failed for the following message: ${uid}`,
    `Date: Sat, 21 Sep 2019 21:${minute}:25 +0000`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    TEXT + '\r\n'.repeat(minute),
  ].join('\r\n');

const inbox = async (): Promise<MessageRecord[]> =>
  (await box.messages('INBOX')).sort((a, b) => Number(a.uid) - Number(b.uid));
const shown = ({ id, subject, fromName, bodyState, bodyError }: MessageRecord) => ({
  ...{ id, subject, fromName, bodyState, bodyError },
});

it('Exchange’s substitute is set aside under the name of the message that it stands for', async () => {
  await box.box.append({ raw: mail('one') }, { raw: substitute(2, 10) }, { raw: mail('three') });
  await box.pullAll();
  const [one, aside, three] = await inbox();
  expect([one?.preview, three?.preview]).toEqual(['hello', 'hello']);
  expect(aside).toMatchObject({
    ...{ subject: 'Juneteenth', fromName: 'Anna Arndt', preview: '' },
    ...{ bodyState: 'failed', bodyError: 'message-not-convertible' },
  });
  const { rows } = await pageSetAside(box.ctx, box.account.id, { limit: 10, before: null });
  expect(rows).toMatchObject([
    { subject: 'Juneteenth', fromName: 'Anna Arndt', reason: 'message-not-convertible', headerMissing: true },
  ]);
  expect(await box.rows('mailBodies', { mailMessageId: aside?.id })).toEqual([]);

  // Tried again, it is another substitute: the same row, and no second one.
  box.bed.imapFault({ kind: 'say', line: /^(\* 2 FETCH .*)RFC822\.SIZE \d+/, instead: '$1RFC822.SIZE 4711' });
  await askRetry(box.ctx, box.account.id, null);
  await box.pull();
  box.memory.comparedAt.clear();
  await box.pull();
  expect((await inbox()).map(shown)[1]).toEqual(aside && shown(aside));
  expect(await inbox()).toHaveLength(3);
});

it('becomes the real message in the same row once Exchange can convert it', async () => {
  const [uid = 0] = await box.box.append({ raw: substitute(1, 10) });
  await box.pullAll();
  const [before] = await inbox();
  const raw = mail('Juneteenth', { From: 'Anna Arndt <anna@example.com>' });
  // The same UID cannot be given twice: the row is put to where the real one is.
  const [real = 0] = await box.box.append({ raw });
  await table(box.ctx, 'mailMessages').update({ uid: real }, { where: { id: before?.id } });
  await box.box.expunge('INBOX', [uid]);
  await askRetry(box.ctx, box.account.id, null);
  await box.pull();
  expect(await inbox()).toMatchObject([
    {
      id: before?.id,
      subject: 'Juneteenth',
      fromAddress: 'anna@example.com',
      preview: 'hello',
      bodyError: null,
    },
  ]);
});

it('a message that quotes the sentence is read as any other', async () => {
  const raw = substitute(1, 10).replace(/^Subject: .*$/m, 'Subject: quoted\r\nMessage-ID: <a@b>');
  await box.box.append({ raw });
  await box.pullAll();
  expect(await inbox()).toMatchObject([{ subject: 'quoted', bodyState: 'stored', bodyError: null }]);
});

it('a message that was delivered is none, whatever its subject', () => {
  const [header = ''] = substitute(3, 10).split('\r\n\r\n');
  expect(isSubstitute(parseHeader(Buffer.from(header)))).toBe(true);
  expect(isSubstitute(parseHeader(Buffer.from(`${header}\r\nMessage-ID: <a@b>`)))).toBe(false);
});
