import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnclosedMessage, MessageBody, UploadView } from '../../../../src/common';
import { ANNA, BEN, Scene } from '../scene';

const head = (subject: string) =>
  `From: x@example.com\r\nTo: ${ANNA.address}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`;
const latin1 = (subject: string, text: string) =>
  Buffer.from(
    `${head(subject)}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
    'latin1',
  );
const EIGHT_BIT = latin1('Eight', 'f\xfcr Sie\r\n.\r\n--boundary');
const LONG = latin1('Long', `f\xfcr Sie ${'x'.repeat(5000)}`);
const SEVEN_BIT = Buffer.from(`${head('Seven')}\r\nfor you\r\n`);

describe('a whole message that is attached to another one', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.start();
    await scene.bed.mailbox(ANNA.address).append({ raw: SEVEN_BIT }, { raw: EIGHT_BIT }, { raw: LONG });
    await scene.anna.turn();
  });
  afterAll(() => scene?.stop());

  async function attach(subject: string): Promise<UploadView> {
    const { id } = await scene.anna.message(subject);
    const { data } = await scene.anna.caller.post<UploadView[]>('mailUploads:copy', {
      body: { messageId: id },
    });
    return data[0];
  }

  async function delivered(folder = 'INBOX', address = BEN.address): Promise<Buffer> {
    const mailbox = scene.bed.mailbox(address);
    const last = (await mailbox.list(folder)).at(-1);
    if (!last) throw new Error(`nothing in ${folder}`);
    return mailbox.source(folder, last.uid);
  }

  it.each([
    ['Seven', SEVEN_BIT, 'message/rfc822', 'for you'],
    ['Eight', EIGHT_BIT, 'message/rfc822', 'für Sie\r\n.\r\n--boundary'],
    // No server has to accept such lines, and an attached message can't be encoded.
    ['Long', LONG, 'application/octet-stream', `für Sie ${'x'.repeat(5000)}`],
  ])('arrives octet by octet, and opens: %s', async (subject, source, contentType, text) => {
    const upload = await attach(subject);
    const outer = `Outer ${subject}`;
    await scene.anna.send({ to: [BEN], subject: outer, html: '<p>see below</p>', uploadIds: [upload.id] });
    await scene.anna.sends();
    const raw = await delivered();
    if (contentType === 'message/rfc822')
      expect(raw.toString('latin1')).toContain(source.toString('latin1').trimEnd());
    // By a parser that knows nothing of ours.
    const { attachments } = await simpleParser(raw);
    expect(attachments).toMatchObject([{ filename: `${subject}.eml` }]);
    expect(raw.toString('latin1')).toMatch(new RegExp(`^Content-Type: ${contentType};`, 'm'));

    await scene.ben.turn();
    const { id } = await scene.ben.message(outer);
    const query = (filterByTk: unknown) => ({ query: { filterByTk: String(filterByTk) } });
    const { data: body } = await scene.ben.caller.get<MessageBody>('mailMessages:body', query(id));
    expect(body.attachments).toMatchObject([{ filename: `${subject}.eml`, contentType }]);
    const [file] = body.attachments;
    const { data: inner } = await scene.ben.caller.get<EnclosedMessage>(
      'mailAttachments:enclosed',
      query(file?.id),
    );
    expect(inner.subject).toBe(subject);
    expect(inner.text.replace(/\r?\n/g, '\r\n').trim()).toBe(text);
    const saved = await scene.ben.caller.fetch('GET', 'mailAttachments:download', query(file?.id));
    const octets = Buffer.from(await saved.arrayBuffer()).toString('latin1');
    expect(octets.trimEnd()).toBe(source.toString('latin1').trimEnd());
  });

  it('is not encoded in the copy of a draft either', async () => {
    const { anna } = scene;
    const upload = await attach('Eight');
    const draft = { ...anna.compose({ subject: 'Later', html: 'x' }), uploadIds: [upload.id] };
    await anna.caller.post('mailDrafts:save', {
      body: {
        ...{ key: 'the-key-of-one-draft', base: 0, editor: 'the-editor-of-a-window' },
        turn: 1,
        close: true,
        draft,
      },
    });
    await anna.turn();
    const raw = await delivered('Drafts', ANNA.address);
    expect(raw.toString('latin1')).toContain(EIGHT_BIT.toString('latin1').trimEnd());
  });
});
