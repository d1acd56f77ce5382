import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftView } from '../../../../src/common';
import { parseSource } from '../../../../src/server/mime/parse';
import { WRITTEN_HTML, WRITTEN_TEXT } from '../../../bed/writtenMail';
import { unsupportedByWord } from '../../mime/wordEngine';
import { ANNA, BEN, Scene } from '../scene';

const KEY = 'the-key-of-one-message';
const PLAIN = '<p>Dear Ben</p><p></p><p>Item\tQty</p><p>  PX\t25 &lt;pcs&gt;</p>';

describe('what was written in the editor', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.start();
  });
  afterAll(() => scene?.stop());

  async function delivered(folder = 'INBOX', address = BEN.address): Promise<Buffer> {
    const mailbox = scene.bed.mailbox(address);
    const last = (await mailbox.list(folder)).at(-1);
    if (!last) throw new Error(`nothing in ${folder}`);
    return mailbox.source(folder, last.uid);
  }

  it('reaches people with all of its formatting, its picture and a text that reads well', async () => {
    const picture = await scene.anna.upload('chart.png', 'png', 'image/png', 'chart-of-prices@picture');
    await scene.anna.send({ to: [BEN], subject: 'All of it', html: WRITTEN_HTML, uploadIds: [picture.id] });
    await scene.anna.sends();
    const source = await delivered();
    // By two parsers that know nothing of each other.
    const { html, text, attachments } = await simpleParser(source, { skipImageLinks: true });
    const ours = parseSource(source);
    expect([text?.trim(), ours.text.trim()]).toEqual([WRITTEN_TEXT, WRITTEN_TEXT]);
    expect(unsupportedByWord(`${html}`.replace(/<!DOCTYPE.*<body>/s, ''))).toEqual([]);
    for (const part of [
      '<table ',
      'color:#d92d20',
      '<pre ',
      'start="3"',
      'src="cid:chart-of-prices@picture"',
    ])
      expect([html, ours.html].map((each) => `${each}`.includes(part))).toEqual([true, true]);
    expect(attachments).toMatchObject([{ cid: 'chart-of-prices@picture', contentDisposition: 'inline' }]);
  });

  it('goes out as text alone if the writer wants that, with its lines, spaces and the quote', async () => {
    await scene.ben.turn();
    const original = await scene.ben.message('All of it');
    await scene.ben.send({
      ...{ to: [ANNA], subject: 'Plainly', html: PLAIN, plainText: true },
      source: { messageId: original.id, kind: 'reply', quote: true },
    });
    await scene.ben.sends();
    const source = await delivered('INBOX', ANNA.address);
    const { html, text, attachments } = await simpleParser(source);
    expect(html).toBe(false);
    expect(attachments).toEqual([]);
    expect(text).toMatch(/^Dear Ben\n\nItem\tQty\n {2}PX\t25 <pcs>\n\nAnna Müller <anna@contoso.example>, /);
    expect(text).toContain('> Dear Ben, this is our first v2 offer.');
    expect(source.toString('latin1')).not.toMatch(/text\/html|multipart/i);
  });

  it('stays in a draft as it is, and its copy is text if the draft is', async () => {
    const { anna, ben } = scene;
    // The folders are known.
    await anna.turn();
    const values = {
      accountId: anna.accountId,
      to: [],
      cc: [],
      bcc: [],
      subject: 'Later',
      attachmentIds: [],
    };
    const save = (draft: object, turn: number) =>
      anna.caller.post<{ id: string; version: number }>('mailDrafts:save', {
        body: { key: KEY, base: turn - 1, editor: 'the-editor-of-a-window', turn, close: true, draft },
      });
    const { data: first } = await save({ ...values, html: WRITTEN_HTML, uploadIds: [] }, 1);
    const read = async (who = anna) =>
      who.caller.get<DraftView>('mailDrafts:get', { query: { filterByTk: first.id } });
    expect((await read()).data.draft).toMatchObject({ html: WRITTEN_HTML });
    expect((await read()).data.draft).not.toHaveProperty('plainText');
    await save({ ...values, html: PLAIN, plainText: true, uploadIds: [] }, 2);
    expect((await read()).data.draft).toMatchObject({ html: PLAIN, plainText: true });
    expect((await read(ben)).status).toBe(404);
    await anna.turn();
    expect((await delivered('Drafts', ANNA.address)).toString('latin1')).not.toMatch(/text\/html/i);
  });

  it('continues as text if another program began it as text', async () => {
    const raw = `From: ${ANNA.address}\r\nSubject: From a terminal\r\n\r\nDear Ben,\r\n\r\n  indented\r\n`;
    await scene.bed.mailbox(ANNA.address).append({ raw, folder: 'Drafts', flags: ['\\Draft', '\\Seen'] });
    await scene.anna.turn();
    const { id } = await scene.anna.message('From a terminal', 'drafts');
    const { data } = await scene.anna.caller.post<DraftView>('mailDrafts:open', { body: { messageId: id } });
    expect(data.draft).toMatchObject({ plainText: true, subject: 'From a terminal' });
    expect(data.draft.html).toContain('  indented');
  });

  it.each([['yes'], [1], [{}]])('is refused if %j is to say whether it is text', async (plainText) => {
    const body = { ...scene.anna.compose({ to: [BEN], subject: 'x', html: PLAIN }), plainText };
    expect((await scene.anna.caller.post('mailMessages:send', { body })).status).toBe(400);
  });
});
