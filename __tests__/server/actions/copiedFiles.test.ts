import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentView, EnclosedMessage, Id, MessageBody, UploadView } from '../../../src/common';
import { table } from '../../../src/server/store/db/rows';
import { ANNA, Scene, type Person } from '../outbox/scene';

const MIB = 1024 * 1024;
const head = (subject: string) =>
  `From: x@example.com\r\nTo: ${ANNA.address}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`;
const mixed = (boundary: string, parts: string[]) =>
  `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n` +
  parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('') +
  `--${boundary}--\r\n`;
const file = (name: string, content: Buffer | string, more = '') =>
  `Content-Type: application/pdf\r\n${more}Content-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')}`;
const text = 'Content-Type: text/plain\r\n\r\nhello';

const large = Buffer.alloc(12 * MIB, 'abcdefghij');
const nested =
  head('Nested') +
  mixed('n', [text, mixed('m', [file('first.pdf', 'one'), file('deep.pdf', 'in the middle')])]);
const FILES =
  head('Files 1/2') +
  mixed('b', [
    text,
    file('offer.pdf', 'an offer'),
    file('chart.png', 'png', 'Content-ID: <chart@x>\r\n'),
    `Content-Type: message/rfc822\r\n\r\n${nested}`,
    file('large.bin', large),
  ]);
/** Octets beyond ASCII, as some programs send them. */
const EIGHT_BIT = Buffer.from(
  `${head('Eight')}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nf\xfcr Sie\r\n`,
  'latin1',
);

let scene: Scene;
let anna: Person;
let files: AttachmentView[];

beforeAll(async () => {
  scene = await Scene.start();
  anna = scene.anna;
  const huge = head('Huge') + mixed('h', [file('huge.bin', Buffer.alloc(27 * MIB, 'x'))]);
  await scene.bed
    .mailbox(ANNA.address)
    .append({ raw: Buffer.from(FILES) }, { raw: EIGHT_BIT }, { raw: Buffer.from(huge) });
  await anna.turn();
  files = await filesOf('Files 1/2');
}, 180_000);
afterAll(() => scene?.stop());
afterEach(async () => {
  scene.bed.clearFaults();
  for (const name of ['mailUploads', 'mailBlobs'] as const)
    await table(scene.ctx, name).destroy({ where: {} });
});

async function filesOf(subject: string): Promise<AttachmentView[]> {
  const { id } = await anna.message(subject);
  return (await anna.caller.get<MessageBody>('mailMessages:body', { query: { filterByTk: id } })).data
    .attachments;
}

const idOf = (name: string): Id => {
  const found = files.find(({ filename }) => filename === name);
  if (!found) throw new Error(`no ${name} in ${files.map(({ filename }) => filename).join(', ')}`);
  return found.id;
};
const copy = (body: object, caller = anna.caller) => caller.post<UploadView[]>('mailUploads:copy', { body });
const contentOf = async ({ id }: UploadView) =>
  Buffer.from(
    await (
      await anna.caller.fetch('GET', 'mailUploads:download', { query: { filterByTk: String(id) } })
    ).arrayBuffer(),
  );
/** Rows of uploads, including those for which there is only room, and of their contents. */
const kept = () =>
  Promise.all([table(scene.ctx, 'mailUploads').count(), table(scene.ctx, 'mailBlobs').count()]);

describe('mailUploads:copy', () => {
  it('makes uploads out of files of messages, in the order asked for', async () => {
    const { status, data } = await copy({
      attachmentIds: [idOf('large.bin'), idOf('offer.pdf'), idOf('chart.png')],
    });
    expect(status).toBe(200);
    expect(data).toMatchObject([
      { filename: 'large.bin', contentType: 'application/pdf', size: large.length },
      { filename: 'offer.pdf', size: 8, contentId: null },
      // The text that showed it is another one.
      { filename: 'chart.png', size: 3, contentId: null },
    ]);
    const contents = await Promise.all(data.map(contentOf));
    expect(
      contents.map((content, at) =>
        content.equals([large, Buffer.from('an offer'), Buffer.from('png')][at] as Buffer),
      ),
    ).toEqual([true, true, true]);
    // What was reserved beyond their sizes is free again.
    expect(Number(await table(scene.ctx, 'mailUploads').sum('size'))).toBe(large.length + 11);
  });

  it('reaches into a message that is a file', async () => {
    const query = { filterByTk: String(idOf('Nested.eml')) };
    const { data: inner } = await anna.caller.get<EnclosedMessage>('mailAttachments:enclosed', { query });
    const deep = inner.attachments.find(({ filename }) => filename === 'deep.pdf');
    const { status, data } = await copy({ attachmentIds: [deep?.id, idOf('Nested.eml')] });
    expect(status).toBe(200);
    expect(data).toMatchObject([
      { filename: 'deep.pdf', contentType: 'application/pdf' },
      { filename: 'Nested.eml', contentType: 'message/rfc822' },
    ]);
    expect((await contentOf(data[0])).toString()).toBe('in the middle');
    expect((await contentOf(data[1])).toString().trim()).toBe(nested.trim());
  });

  it.each([
    ['Eight', 'Eight.eml', () => EIGHT_BIT],
    ['Files 1/2', 'Files 1-2.eml', () => Buffer.from(FILES)],
  ])('makes one out of a whole message: %s', async (subject, filename, source) => {
    const { status, data } = await copy({ messageId: (await anna.message(subject)).id });
    expect(status).toBe(200);
    expect(data).toMatchObject([{ filename, contentType: 'message/rfc822', contentId: null }]);
    expect((await contentOf(data[0])).equals(source())).toBe(true);
  });

  it('copies nothing of anybody else’s', async () => {
    const { id } = await anna.message('Eight');
    for (const body of [{ messageId: id }, { attachmentIds: [idOf('offer.pdf')] }]) {
      expect((await copy(body, scene.ben.caller)).status).toBe(404);
      expect((await copy(body, scene.booted.root)).status).toBe(404);
      expect((await copy(body, scene.booted.nobody)).status).toBeGreaterThanOrEqual(401);
    }
    expect(await kept()).toEqual([0, 0]);
  });

  it('copies all or nothing: one file is somebody else’s, or gone', async () => {
    expect((await copy({ attachmentIds: [idOf('offer.pdf'), 999_999] })).status).toBe(404);
    expect((await copy({ attachmentIds: [idOf('offer.pdf'), `${idOf('Nested.eml')}:7`] })).status).toBe(404);
    expect(await kept()).toEqual([0, 0]);
  });

  it('keeps nothing if the server gives only the beginning', async () => {
    scene.bed.imapFault({ kind: 'refuse', line: /^UID FETCH \d+ .*BODY\.PEEK\[5\]/ });
    const { status, body } = await copy({ attachmentIds: [idOf('offer.pdf'), idOf('large.bin')] });
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { errors: [{ code: 'attachment-unavailable' }] },
    });
    expect(await kept()).toEqual([0, 0]);
    scene.bed.clearFaults();
    expect((await copy({ attachmentIds: [idOf('large.bin')] })).status).toBe(200);
  });

  it('refuses what no message can contain, before anything is read', async () => {
    scene.bed.imapFault({ kind: 'cut-at', line: /BODY\.PEEK/ });
    const { id } = await anna.message('Huge');
    for (const body of [
      { messageId: id },
      { attachmentIds: [idOf('large.bin'), ...(await filesOf('Huge')).map((each) => each.id)] },
    ]) {
      const answer = await copy(body);
      expect(answer).toMatchObject({ status: 413, body: { errors: [{ code: 'message-too-large' }] } });
    }
    expect(await kept()).toEqual([0, 0]);
  });

  it('refuses what is larger than the server said only if it is too large', async () => {
    const { id } = await anna.message('Huge');
    await table(scene.ctx, 'mailMessages').update({ size: 1000 }, { where: { id } });
    expect((await copy({ messageId: id })).status).toBe(413);
    expect(await kept()).toEqual([0, 0]);
    const smaller = await anna.message('Files 1/2');
    await table(scene.ctx, 'mailMessages').update({ size: 1000 }, { where: { id: smaller.id } });
    expect((await copy({ messageId: smaller.id })).data).toMatchObject([{ size: FILES.length }]);
  });

  it('keeps nothing if the browser leaves meanwhile', async () => {
    const blobs = table(scene.ctx, 'mailBlobs');
    // A slow database: the copy takes seconds.
    blobs.addHook('beforeCreate', 'slow', () => new Promise((resolve) => setTimeout(resolve, 50)));
    try {
      const body = JSON.stringify({ attachmentIds: [idOf('offer.pdf'), idOf('large.bin')] });
      const { hostname, port } = new URL(scene.booted.url);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /api/mailUploads:copy HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${anna.caller.token}\r\nX-Authenticator: basic\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      await expect.poll(() => blobs.count(), { timeout: 20_000 }).toBeGreaterThan(2);
      socket.destroy();
      await expect.poll(kept, { timeout: 20_000 }).toEqual([0, 0]);
    } finally {
      blobs.removeHook('beforeCreate', 'slow');
    }
  }, 60_000);

  it.each([
    [{}],
    [{ attachmentIds: [] }],
    [{ attachmentIds: [1], messageId: 1 }],
    [{ attachmentIds: ['x'] }],
    [{ attachmentIds: ['1:2/x'] }],
    [{ attachmentIds: 1 }],
    [{ messageId: 'x' }],
    [{ attachmentIds: Array.from({ length: 101 }, (_, at) => at + 1) }],
  ])('refuses %j', async (body) => {
    expect((await copy(body)).status).toBe(400);
  });

  it('is not a GET', async () => {
    expect((await anna.caller.fetch('GET', 'mailUploads:copy', { query: {} })).status).toBe(405);
  });
});
