import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/common';
import { archiveNames } from '../../../src/server/accounts/zipStream';
import { ANNA, Scene, type Person } from '../outbox/scene';

let scene: Scene;
let anna: Person;

const large = Buffer.alloc(3 * 1024 * 1024, 'abcdefghijklm');
const part = (header: string, content: Buffer) =>
  `--b\r\n${header}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
const file = (name: string, type = 'application/octet-stream') =>
  `Content-Type: ${type}\r\nContent-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
const message = (subject: string, parts: string[]) =>
  `From: x@example.com\r\nTo: ${ANNA.address}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
  `--b\r\nContent-Type: text/html\r\n\r\n<p>hello</p><img src="cid:logo@x">\r\n${parts.join('')}--b--\r\n`;

const FILES = message('Files', [
  part(file('报告.bin'), large),
  part(file('../../same.txt', 'text/plain'), Buffer.from('one')),
  part(file('Same.TXT', 'text/plain'), Buffer.from('two')),
  part(
    'Content-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.png',
    Buffer.from('png'),
  ),
]);
const PLAIN = `From: x@example.com\r\nTo: ${ANNA.address}\r\nSubject: No files\r\n\r\nhello\r\n`;

beforeAll(async () => {
  scene = await Scene.start();
  anna = scene.anna;
  await scene.bed.mailbox(ANNA.address).append({ raw: Buffer.from(FILES) }, { raw: Buffer.from(PLAIN) });
  await anna.turn();
});
afterAll(() => scene?.stop());

const idOf = async (subject: string): Promise<Id> => (await anna.message(subject)).id;

/** Names and contents of an archive, by its directory (APPNOTE.TXT §4.3.12). */
function unzip(archive: Buffer): Array<[string, Buffer]> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, (): [string, Buffer] => {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    at += 46 + nameLength + extra + comment;
    return [name, inflateRawSync(content)];
  });
}

describe('mailAttachments:downloadAll', () => {
  const download = (caller = anna.caller, query: Record<string, string> = {}) =>
    caller.fetch('GET', 'mailAttachments:downloadAll', { query });

  it('streams all files that the text does not show, each under a name of its own', async () => {
    const response = await download(anna.caller, { messageId: String(await idOf('Files')) });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="Files.zip"');
    const files = unzip(Buffer.from(await response.arrayBuffer()));
    expect(files.map(([name]) => name)).toEqual(['报告.bin', 'same.txt', 'Same (2).TXT']);
    expect(files[0]?.[1].equals(large)).toBe(true);
    expect(files.slice(1).map(([, content]) => content.toString())).toEqual(['one', 'two']);
  });

  it('is nobody else’s', async () => {
    const query = { messageId: String(await idOf('Files')) };
    expect((await download(scene.ben.caller, query)).status).toBe(404);
    expect((await download(scene.booted.nobody, query)).status).toBeGreaterThanOrEqual(401);
  });

  it('refuses a message without files, and a request without a message', async () => {
    expect((await download(anna.caller, { messageId: String(await idOf('No files')) })).status).toBe(404);
    expect((await download()).status).toBe(400);
  });

  it('breaks off where the server does not give a file, and lets go of the folder', async () => {
    const query = { messageId: String(await idOf('Files')) };
    scene.bed.imapFault({ kind: 'refuse', line: /^UID FETCH \d+ .*BODY\.PEEK\[3\]/ });
    const response = await download(anna.caller, query);
    await expect(response.arrayBuffer()).rejects.toThrow();
    scene.bed.clearFaults();
    expect((await (await download(anna.caller, query)).arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });
});

describe('names in an archive', () => {
  it.each([
    [
      ['a.txt', 'A.TXT', 'a.txt'],
      ['a.txt', 'A (2).TXT', 'a (3).txt'],
    ],
    [
      ['a (2).txt', 'a.txt', 'a.txt'],
      ['a (2).txt', 'a.txt', 'a (3).txt'],
    ],
    [
      ['', '', '.'],
      ['attachment', 'attachment (2)', 'attachment (3)'],
    ],
    [
      ['../../etc/passwd', 'C:\\x\\y.doc', '/'],
      ['passwd', 'y.doc', 'attachment'],
    ],
    [
      ['con', 'NUL.txt', 'a:b?.txt', 'end. .'],
      ['_con', '_NUL.txt', 'a_b_.txt', 'end'],
    ],
    [
      ['.hidden', 'a\0b\n.txt', 'x\u202egpj.exe'],
      ['hidden', 'ab.txt', 'xgpj.exe'],
    ],
  ])('%j', (given, expected) => expect(archiveNames(given)).toEqual(expected));

  it('takes thousands of the same name', () => {
    const names = archiveNames(Array.from({ length: 50_000 }, () => 'a.txt'));
    expect(new Set(names).size).toBe(50_000);
  });
});

describe('mailMessages:source', () => {
  const source = async (caller = anna.caller, query: Record<string, string> = {}) =>
    caller.fetch('GET', 'mailMessages:source', {
      query: { filterByTk: String(await idOf('Files')), ...query },
    });

  it('gives the beginning of the source as plain text', async () => {
    const response = await source();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    const text = await response.text();
    expect(text.length).toBe(1024 * 1024);
    expect(FILES.startsWith(text)).toBe(true);
  });

  it('gives all of it as a file', async () => {
    const response = await source(anna.caller, { download: '1' });
    expect(response.headers.get('content-type')).toBe('message/rfc822');
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="Files.eml"');
    expect(await response.text()).toBe(FILES);
  });

  it('is nobody else’s', async () => {
    expect((await source(scene.ben.caller)).status).toBe(404);
    expect((await source(scene.booted.nobody)).status).toBeGreaterThanOrEqual(401);
  });
});

describe('mailMessages:quote', () => {
  const quote = async (caller = anna.caller, query: Record<string, string> = {}) =>
    caller.fetch('GET', 'mailMessages:quote', {
      query: { filterByTk: String(await idOf('Files')), timeZone: 'Europe/Berlin', ...query },
    });
  const htmlOf = async (response: Response) =>
    ((await response.json()) as { data: { html: string } }).data.html;

  it('gives the original as it stands below an answer, and below a forward', async () => {
    const reply = await htmlOf(await quote());
    expect(reply).toMatch(/x@example\.com, [\d-]+ [\d:]+ \+0[12]:00:/);
    expect(reply).toMatch(/<blockquote type="cite"[^>]*><p>hello<\/p><img src="cid:logo@x"/);
    const forward = await htmlOf(await quote(anna.caller, { forward: '1' }));
    expect(forward).toContain('<b>Subject:</b> Files');
    expect(forward).not.toContain('<blockquote');
  });

  it('is nobody else’s', async () => {
    expect((await quote(scene.ben.caller)).status).toBe(404);
    expect((await quote(scene.booted.nobody)).status).toBeGreaterThanOrEqual(401);
  });
});
