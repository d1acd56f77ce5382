import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentView, MessageBody } from '../../../src/common';
import { CHUNK } from '../../../src/server/store/outbox/blobs';
import { table } from '../../../src/server/store/db/rows';
import { sweep } from '../../../src/server/outbox/register';
import { ANNA, BEN, Scene, type Person } from '../outbox/scene';

const MIB = 1024 * 1024;

/** A mail with these files, each `{type, disposition, content}`. */
function mailWith(subject: string, files: Array<{ header: string; content: Buffer }>): Buffer {
  const parts = files.map(({ header, content }) =>
    Buffer.concat([
      Buffer.from(`--b\r\n${header}\r\nContent-Transfer-Encoding: base64\r\n\r\n`),
      Buffer.from(content.toString('base64').replace(/.{76}/g, '$&\r\n')),
      Buffer.from('\r\n'),
    ]),
  );
  const head = `From: x@example.com\r\nTo: ${ANNA.address}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n`;
  return Buffer.concat([Buffer.from(head), ...parts, Buffer.from('--b--\r\n')]);
}

describe('uploads', () => {
  let scene: Scene;
  let anna: Person;

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
    await anna.turn();
  });
  afterAll(() => scene?.stop());

  const blobs = () => table(scene.ctx, 'mailBlobs').count();

  it('keeps a file in pieces, and lets it go', async () => {
    const content = new Uint8Array(CHUNK * 2 + 5).fill(7);
    const { id, size } = await anna.upload('../../etc/\u202egnp.exe', new Blob([content]), 'multipart/mixed');
    expect(size).toBe(content.length);
    const row = await table(scene.ctx, 'mailUploads').findByPk(String(id));
    expect(row?.get()).toMatchObject({ filename: 'gnp.exe', contentType: 'application/octet-stream' });
    expect(await blobs()).toBe(3);
    expect((await scene.ben.caller.post('mailUploads:destroy', { query: { filterByTk: id } })).status).toBe(
      404,
    );
    expect((await anna.caller.post('mailUploads:destroy', { query: { filterByTk: id } })).status).toBe(200);
    expect(await blobs()).toBe(0);
  });

  it('refuses what is too large, and keeps nothing of it', async () => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(36 * MIB)]), 'big.bin');
    const { status, body } = await anna.caller.post('mailUploads:create', { body: form });
    expect({ status, body }).toMatchObject({
      status: 413,
      body: { errors: [{ code: 'message-too-large' }] },
    });
    expect(await blobs()).toBe(0);
  });

  it.each([
    ['no file', () => new FormData()],
    ['no multipart', () => ({ file: 'x' })],
  ])('refuses %s', async (_name, body) => {
    expect((await anna.caller.post('mailUploads:create', { body: body() })).status).toBe(400);
  });

  it('refuses nobody', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    expect(
      (await scene.booted.nobody.post('mailUploads:create', { body: form })).status,
    ).toBeGreaterThanOrEqual(401);
  });

  it('keeps nothing of an upload that is broken off', async () => {
    const { hostname, port } = new URL(scene.booted.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/mailUploads:create HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${anna.caller.token}\r\nX-Authenticator: basic\r\n` +
        'Content-Type: multipart/form-data; boundary=q\r\nContent-Length: 99999999\r\n\r\n' +
        '--q\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    );
    socket.write(Buffer.alloc(CHUNK * 3));
    await expect.poll(blobs, { timeout: 10_000 }).toBeGreaterThan(0);
    socket.destroy();
    await expect.poll(blobs, { timeout: 10_000 }).toBe(0);
  });

  it('removes what nobody sent after a day, but not what a send still needs', async () => {
    const forgotten = await anna.upload('forgotten.txt', 'x');
    const needed = await anna.upload('needed.txt', 'x');
    scene.bed.smtpFault({ kind: 'auth-disabled' });
    const { id } = await anna.send({ to: [BEN], subject: 'x', html: 'x', uploadIds: [needed.id] });
    await anna.sends();
    scene.bed.clearFaults();
    await sweep(scene.ctx, Date.now() + 25 * 60 * 60_000);
    const left = await table(scene.ctx, 'mailUploads').findAll();
    expect(left.map((row) => row.get('filename'))).toEqual(['needed.txt']);
    // Its own piece and the composed mail's.
    expect(await blobs()).toBe(2);
    expect(
      (await anna.caller.post('mailUploads:destroy', { query: { filterByTk: forgotten.id } })).status,
    ).toBe(404);
    expect((await anna.caller.post('mailOperations:discard', { query: { filterByTk: id } })).status).toBe(
      200,
    );
    expect(await blobs()).toBe(0);
  });

  it('sends a large file without holding it in memory', async () => {
    const size = 24 * MIB;
    const { id } = await anna.upload('large.bin', new Blob([new Uint8Array(size).fill(65)]));
    globalThis.gc?.();
    let highest = 0;
    const before = process.memoryUsage();
    const timer = setInterval(() => {
      const { heapUsed, external } = process.memoryUsage();
      highest = Math.max(highest, heapUsed + external - before.heapUsed - before.external);
    }, 20);
    const operation = await anna.send({ to: [ANNA], subject: 'Large', html: 'x', uploadIds: [id] });
    await anna.sends();
    clearInterval(timer);
    expect(await anna.operation(operation.id)).toMatchObject({ state: 'done' });
    const mailbox = scene.bed.mailbox(ANNA.address);
    const mail = (await mailbox.list('INBOX')).find(({ subject }) => subject === 'Large');
    expect((await mailbox.source('INBOX', mail?.uid ?? 0)).length).toBeGreaterThan(size * 1.36);
    // The bed runs in this process and holds the mail some times over; the rest is ours.
    expect(highest).toBeLessThan(size * 1.37 * 4 + 100 * MIB);
  }, 180_000);
});

describe('mailAttachments:download', () => {
  let scene: Scene;
  let anna: Person;
  let files: AttachmentView[];
  const large = Buffer.alloc(12 * MIB, 'abcdefghij');

  beforeAll(async () => {
    scene = await Scene.start();
    anna = scene.anna;
    const header = (type: string, name: string) =>
      `Content-Type: ${type}\r\nContent-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    await scene.bed.mailbox(ANNA.address).append({
      raw: mailWith('Files', [
        { header: header('image/png', 'Bild "ä".png'), content: Buffer.from('png bytes') },
        { header: header('image/svg+xml', 'x.svg'), content: Buffer.from('<svg onload="pwned()"/>') },
        { header: header('text/html', 'x.html'), content: Buffer.from('<script>pwned()</script>') },
        { header: header('application/octet-stream', '../../报告.bin'), content: large },
      ]),
    });
    await anna.turn();
    const { id } = await anna.message('Files');
    files = (await anna.caller.get<MessageBody>('mailMessages:body', { query: { filterByTk: id } })).data
      .attachments;
    expect(files).toHaveLength(4);
  });
  afterAll(() => scene?.stop());

  const file = (name: string) => files.find(({ filename }) => filename.includes(name)) as AttachmentView;
  const download = (name: string, query = {}) =>
    anna.caller.fetch('GET', 'mailAttachments:download', {
      query: { filterByTk: String(file(name).id), ...query },
    });

  it('streams the file, with a name of any script, as something a browser saves', async () => {
    const response = await download('报告');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="__.bin"; filename*=UTF-8''${encodeURIComponent('报告.bin')}`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await response.arrayBuffer()).equals(large)).toBe(true);
  });

  it.each([
    ['ä', {}, 'attachment', 'image/png'],
    ['ä', { inline: '1' }, 'inline', 'image/png'],
    ['svg', { inline: '1' }, 'attachment', 'application/octet-stream'],
    ['html', { inline: '1' }, 'attachment', 'application/octet-stream'],
  ])('%s %o: %s, %s', async (name, query, disposition, type) => {
    const response = await download(name, query);
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^${disposition}; filename="[^"\\\\]*"; filename\\*=UTF-8''\\S+$`),
    );
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    await response.arrayBuffer();
  });

  it('is nobody else’s', async () => {
    const query = { filterByTk: String(file('svg').id) };
    expect((await scene.ben.caller.fetch('GET', 'mailAttachments:download', { query })).status).toBe(404);
    expect(
      (await scene.booted.nobody.fetch('GET', 'mailAttachments:download', { query })).status,
    ).toBeGreaterThanOrEqual(401);
  });

  it('lets go of the folder when the browser goes away', async () => {
    for (let round = 0; round < 4; round++) {
      const stop = new AbortController();
      const url = `${scene.booted.url}/api/mailAttachments:download?filterByTk=${file('报告').id}`;
      const response = await fetch(url, {
        signal: stop.signal,
        headers: { Authorization: `Bearer ${anna.caller.token}`, 'X-Authenticator': 'basic' },
      });
      await response.body?.getReader().read();
      stop.abort();
    }
    // Had a folder stayed open, its lock would keep this one waiting.
    expect((await download('ä')).status).toBe(200);
  });

  it('says so when the mail is gone', async () => {
    const box = scene.bed.mailbox(ANNA.address);
    await box.expunge(
      'INBOX',
      (await box.list('INBOX')).map(({ uid }) => uid),
    );
    const response = await download('svg');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'message-gone' }] });
  });
});
