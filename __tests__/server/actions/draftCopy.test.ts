import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentView, DraftCopy, Id } from '../../../src/common';
import { table } from '../../../src/server/store/db/rows';
import { ANNA, BEN, Scene, type Person } from '../outbox/scene';

const BOSS = { name: 'Boss', address: 'boss@contoso.example' };
/** As Outlook sends it: the file has a Content-ID too, although the text shows only the picture. */
const FROM_OUTLOOK = [
  `From: ${ANNA.address}`,
  `To: ${BEN.name} <${BEN.address}>`,
  'Subject: From Outlook',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>See <img src="cid:logo@x"></p>',
  '--m',
  'Content-Type: image/png; name=logo.png',
  'Content-Disposition: inline; filename=logo.png',
  'Content-ID: <logo@x>',
  '',
  'png',
  '--m',
  'Content-Type: application/pdf; name=offer.pdf',
  'Content-Disposition: attachment; filename=offer.pdf',
  'Content-ID: <offer@x>',
  '',
  'an offer',
  '--m--',
  '',
].join('\r\n');

let scene: Scene;
let anna: Person;
let ben: Person;

beforeAll(async () => {
  scene = await Scene.start({ users: [ANNA, BEN, BOSS] });
  ({ anna, ben } = scene);
  // The folders are known.
  await anna.turn();
});
afterAll(() => scene?.stop());

const copyOf = (messageId: Id, caller = anna.caller) =>
  caller.post<DraftCopy>('mailDrafts:copy', { body: { messageId } });
const uploads = () => table(scene.ctx, 'mailUploads').count();
async function delivered() {
  const mailbox = scene.bed.mailbox(BEN.address);
  const last = (await mailbox.list('INBOX')).at(-1);
  return simpleParser(await mailbox.source('INBOX', last?.uid ?? 0), { skipImageLinks: true });
}

describe('mailDrafts:copy', () => {
  it('has all of a sent message, also its blind copies, and is a message of its own', async () => {
    await ben.send({ to: [ANNA], subject: 'A question', html: '<p>Well?</p>' });
    await ben.sends();
    await anna.turn();
    const question = await anna.message('A question');
    const picture = await anna.upload('chart.png', 'png', 'image/png', 'chart-of-prices@picture');
    const file = await anna.upload('offer.pdf', 'an offer', 'application/pdf');
    await anna.send({
      ...{ to: [BEN], bcc: [BOSS], subject: 'RE: A question', importance: 'high' },
      html: '<p>Dear <b>Ben</b> <img src="cid:chart-of-prices@picture"></p><p>Anna’s signature</p>',
      uploadIds: [picture.id, file.id],
      source: { messageId: question.id, kind: 'reply', quote: true },
    });
    await anna.sends();
    expect((await delivered()).inReplyTo).toBe(question.messageId);
    await anna.turn();
    const sent = await anna.message('RE: A question', 'sent');
    const { status, data } = await copyOf(sent.id);
    expect(status).toBe(200);
    const identities = await anna.caller.get<Array<{ id: Id }>>('mailIdentities:list');
    expect(data).toMatchObject({
      draft: {
        ...{ to: [BEN], cc: [], subject: 'RE: A question', importance: 'high' },
        bcc: [{ address: BOSS.address }],
        identityId: identities.data[0]?.id,
      },
      uploads: [
        { filename: 'chart.png', contentId: 'chart-of-prices@picture', size: 3 },
        { filename: 'offer.pdf', contentId: null, size: 8 },
      ],
    });
    expect(data.draft.html).toContain('<b>Ben</b>');
    expect(data.draft.html).toContain('Well?');
    expect(data.draft.html.match(/Anna’s signature/g)).toHaveLength(1);
    expect(data.draft).not.toHaveProperty('source');

    await anna.send(data.draft);
    await anna.sends();
    const again = await delivered();
    expect(again.inReplyTo).toBeUndefined();
    expect(again.references).toBeUndefined();
    expect(again.messageId).not.toBe(sent.messageId);
    expect(again.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['chart.png', 'png'],
      ['offer.pdf', 'an offer'],
    ]);
  });

  it('takes a file for a file, whatever Outlook calls it', async () => {
    await scene.bed
      .mailbox(ANNA.address)
      .append({ raw: FROM_OUTLOOK, folder: 'Sent Items', flags: ['\\Seen'] });
    await anna.turn();
    const { data } = await copyOf((await anna.message('From Outlook', 'sent')).id);
    expect(data.uploads).toMatchObject([
      { filename: 'logo.png', contentId: 'logo@x' },
      { filename: 'offer.pdf', contentId: null },
    ]);
  });

  it('is nobody else’s, and leaves nothing if a file cannot be read', async () => {
    const { id } = await anna.message('From Outlook', 'sent');
    const before = await uploads();
    expect((await copyOf(id, ben.caller)).status).toBe(404);
    expect((await copyOf(id, scene.booted.root)).status).toBe(404);
    expect((await copyOf(id, scene.booted.nobody)).status).toBeGreaterThanOrEqual(401);
    scene.bed.imapFault({ kind: 'refuse', line: /^UID FETCH \d+ .*BODY\.PEEK\[3\]/ });
    expect((await copyOf(id)).status).toBe(503);
    scene.bed.clearFaults();
    expect(await uploads()).toBe(before);
  });
});

it('gives the files of listed messages, as the composer chooses from them', async () => {
  const { data: found } = await anna.caller.get<Array<{ id: Id }>>('mailMessages:page', {
    query: { q: 'has:attachment offer' },
  });
  const ids = found.map(({ id }) => id);
  const { data } = await anna.caller.get<Array<{ id: Id; attachments: AttachmentView[] }>>(
    'mailMessages:list',
    {
      query: { filter: { id: { $in: ids } }, fields: 'id', appends: 'attachments', paginate: 'false' },
    },
  );
  expect(ids.length).toBeGreaterThan(0);
  const row = data.find(({ attachments }) => attachments.some(({ filename }) => filename === 'offer.pdf'));
  expect(row?.attachments).toContainEqual(
    expect.objectContaining({
      filename: 'offer.pdf',
      contentType: 'application/pdf',
      inline: false,
    }) as object,
  );
});
