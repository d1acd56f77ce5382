import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MOST_ENCLOSED,
  type AttachmentView,
  type EnclosedMessage,
  type MessageBody,
} from '../../../src/common';
import { ANNA, Scene, type Person } from '../outbox/scene';

let scene: Scene;
let anna: Person;

const mixed = (boundary: string, parts: string[]) =>
  `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n` +
  parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('') +
  `--${boundary}--\r\n`;
const head = (subject: string) =>
  `From: "=?utf-8?q?D=C3=A9?=" <de@x.example>\r\nTo: ann@x.example\r\nCc: carl@x.example\r\nSubject: ${subject}\r\n` +
  'Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n';
const enclosed = (source: string) => `Content-Type: message/rfc822\r\n\r\n${source}`;
const asFile = (name: string, content: Buffer | string, type = 'application/octet-stream') =>
  `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
const PICTURE =
  'Content-Type: image/png\r\nContent-ID: <pic@x>\r\nContent-Disposition: inline; filename=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\ncG5n';
const HTML =
  'Content-Type: text/html; charset=utf-8\r\n\r\n<p onclick="pwned()">Inner <b>text</b></p><script>pwned()</script>' +
  '<img src="https://spy.example/x.png"><img src="cid:pic@x"><style>p{color:#123456}</style>';

/** A message in a message …, `levels` of them. */
const deep = (levels: number): string =>
  head(`Level ${levels}`) +
  (levels === 0
    ? '\r\nThe innermost'
    : mixed(`d${levels}`, ['Content-Type: text/plain\r\n\r\ntext', enclosed(deep(levels - 1))]));

const INNER =
  head('The inner one') +
  mixed('in', [HTML, PICTURE, asFile('note.txt', 'a note', 'text/plain'), enclosed(deep(0))]);
const many = Array.from({ length: 5000 }, (_, at) => asFile(`f${at}.bin`, 'x'));

beforeAll(async () => {
  scene = await Scene.start();
  anna = scene.anna;
  const outer =
    head('Outer') +
    mixed('out', [
      'Content-Type: text/plain\r\n\r\nsee the messages',
      enclosed(INNER),
      asFile('saved.eml', INNER),
      asFile('plain.txt', INNER, 'text/plain'),
      asFile('deep.eml', deep(8)),
      asFile('many.eml', head('Many') + mixed('m', many)),
      asFile('empty.eml', ''),
      asFile('noise.eml', Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * 7919) % 256))),
      asFile('large.eml', `${head('Large')}\r\n${'x'.repeat(MOST_ENCLOSED)}`),
    ]);
  await scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(outer) });
  await anna.turn();
  const { id } = await anna.message('Outer');
  files = (await anna.caller.get<MessageBody>('mailMessages:body', { query: { filterByTk: id } })).data
    .attachments;
}, 180_000);
afterAll(() => scene?.stop());

let files: AttachmentView[] = [];
const fileOf = (name: string) => String(files.find(({ filename }) => filename === name)?.id);
const read = async (name: string, within = '') => {
  const query = { filterByTk: fileOf(name), ...(within ? { within } : {}) };
  return anna.caller.get<EnclosedMessage>('mailAttachments:enclosed', { query });
};
const download = (name: string, within: string, caller = anna.caller, more = {}) =>
  caller.fetch('GET', 'mailAttachments:download', { query: { filterByTk: fileOf(name), within, ...more } });

describe('a message that is a file of another one', () => {
  it.each(['The inner one.eml', 'saved.eml'])('is read: %s', async (name) => {
    const { status, data } = await read(name);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      ...{ subject: 'The inner one', from: [{ name: 'Dé', address: 'de@x.example' }] },
      ...{ to: [{ address: 'ann@x.example' }], cc: [{ address: 'carl@x.example' }] },
      ...{ sentAt: '2026-03-02T09:00:00.000Z', hasRemoteContent: true },
    });
    expect(data.html).toContain('Inner <b>text</b>');
    expect(data.html).not.toMatch(/script|onclick|pwned/);
    expect(data.css).toContain('#123456');
    expect(data.attachments).toMatchObject([
      { filename: 'p.png', inline: true },
      {
        id: expect.stringMatching(/^\d+:3$/) as string,
        filename: 'note.txt',
        contentType: 'text/plain',
        inline: false,
      },
      { filename: 'Level 0.eml', contentType: 'message/rfc822' },
    ]);
  });

  it('gives its files, and shows its pictures', async () => {
    const note = await download('saved.eml', '3');
    expect(await note.text()).toBe('a note');
    expect(note.headers.get('content-disposition')).toContain('attachment; filename="note.txt"');
    expect(note.headers.get('content-security-policy')).toContain('sandbox');
    const picture = await download('saved.eml', '2', anna.caller, { inline: '1' });
    expect(picture.headers.get('content-disposition')).toContain('inline');
    expect(await picture.text()).toBe('png');
  });

  it('has messages itself, down to a bound', async () => {
    expect((await read('saved.eml', '4')).data).toMatchObject({ subject: 'Level 0', text: 'The innermost' });
    expect((await read('deep.eml', '2/2/2/2/2')).data).toMatchObject({ subject: 'Level 3' });
    expect((await read('deep.eml', '2/2/2/2/2/2')).status).toBe(400);
    const saved = await download('deep.eml', '2/2');
    expect(await saved.text()).toContain('Subject: Level 6');
  });

  it.each([
    ['plain.txt', '', 404],
    ['saved.eml', '1', 404],
    ['saved.eml', '3', 404],
    ['saved.eml', '3/1', 404],
    ['saved.eml', '9', 404],
    ['saved.eml', '4/9', 404],
    ['saved.eml', '../1', 400],
    ['saved.eml', '4/', 400],
    ['saved.eml', 'x', 400],
    ['saved.eml', '1.'.repeat(60), 400],
    ['saved.eml', '1/'.repeat(400), 400],
    ['large.eml', '', 413],
  ])('answers %s, part “%s” with %i', async (name, within, status) => {
    expect((await read(name, within)).status).toBe(status);
  });

  it('is shown as far as it can be, whatever it is', async () => {
    const started = performance.now();
    const { data } = await read('many.eml');
    expect(data.attachments.length).toBeGreaterThan(400);
    expect(data.attachments.length).toBeLessThanOrEqual(500);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect((await read('empty.eml')).data).toMatchObject({
      subject: '',
      from: [],
      sentAt: null,
      attachments: [],
    });
    expect((await read('noise.eml')).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    const query = { filterByTk: fileOf('saved.eml') };
    for (const caller of [scene.ben.caller, scene.booted.nobody]) {
      const least = caller === scene.booted.nobody ? 401 : 404;
      expect((await caller.fetch('GET', 'mailAttachments:enclosed', { query })).status).toBe(least);
      expect((await download('saved.eml', '3', caller)).status).toBe(least);
    }
    expect((await anna.caller.fetch('POST', 'mailAttachments:enclosed', { query })).status).toBe(405);
  });
});
