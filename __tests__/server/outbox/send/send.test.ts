import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView, OperationView } from '../../../../src/common';
import { table } from '../../../../src/server/store/db/rows';
import { ANNA, BEN, Scene } from '../scene';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('sending', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.start();
  });
  afterAll(() => scene?.stop());

  /** The newest mail of a folder, as it lies on the server. */
  async function delivered(address: string, folder = 'INBOX'): Promise<ParsedMail & { raw: string }> {
    const mailbox = scene.bed.mailbox(address);
    const last = (await mailbox.list(folder)).at(-1);
    if (!last) throw new Error(`nothing in ${folder} of ${address}`);
    const source = await mailbox.source(folder, last.uid);
    return Object.assign(await simpleParser(source, { skipImageLinks: true }), {
      raw: source.toString('latin1'),
    });
  }

  it('delivers text, an inline picture and an attachment in any script', async () => {
    const upload = await scene.anna.upload('Übersicht 报告.pdf', 'pdf content', 'application/pdf');
    expect(upload).toMatchObject({
      filename: 'Übersicht 报告.pdf',
      contentType: 'application/pdf',
      size: 11,
    });
    const operation = await scene.anna.send({
      to: [{ name: 'Ben Ober', address: BEN.address }],
      subject: 'Grüße aus Köln 你好',
      html: `<p>Schöne Grüße, 你好 <b>Ben</b>!</p><img src="data:image/png;base64,${PNG}">`,
      uploadIds: [upload.id],
    });
    expect(operation).toMatchObject({ kind: 'send', state: 'pending' });
    await scene.anna.sends();
    expect(await scene.anna.operation(operation.id)).toMatchObject({
      state: 'done',
      reason: null,
      compose: null,
    });

    const mail = await delivered(BEN.address);
    expect(mail.subject).toBe('Grüße aus Köln 你好');
    expect(mail.from?.value).toEqual([ANNA]);
    expect(mail.text).toContain('Schöne Grüße, 你好 Ben!');
    expect(mail.html).toContain('<b>Ben</b>');
    const [picture, file] = mail.attachments;
    expect(picture).toMatchObject({ contentType: 'image/png', contentDisposition: 'inline' });
    expect(mail.html).toContain(`src="cid:${picture?.cid}"`);
    expect(picture?.content.toString('base64')).toBe(PNG);
    expect(file).toMatchObject({ filename: 'Übersicht 报告.pdf', contentType: 'application/pdf' });
    expect(file?.content.toString()).toBe('pdf content');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@contoso\.example>$/);
    // What it needed is gone.
    expect(await table(scene.ctx, 'mailBlobs').count()).toBe(0);
    expect(await table(scene.ctx, 'mailUploads').count()).toBe(0);
  });

  it('carries what was chosen for it: importance, a receipt, where answers go', async () => {
    const replyTo = [{ name: 'Desk', address: 'desk@contoso.example' }];
    const to = [{ name: '', address: BEN.address }];
    await scene.anna.send({ to, subject: 'Choices', replyTo, importance: 'high', readReceipt: true });
    await scene.anna.sends();
    const { raw } = await delivered(BEN.address);
    for (const field of ['Importance: High', `Disposition-Notification-To: ${ANNA.address}`])
      expect(raw).toContain(`\r\n${field}\r\n`);
    expect(raw).toContain('\r\nReply-To: Desk <desk@contoso.example>\r\n');
    const body = { accountId: scene.anna.accountId, to, replyTo: [{ address: 'a@x\r\nBcc: y@x' }] };
    expect((await scene.anna.caller.post('mailMessages:send', { body })).status).toBe(400);
  });

  it('leaves one copy in Sent, the one that the server files', async () => {
    const sent = await scene.bed.mailbox(ANNA.address).list('Sent Items');
    expect(sent.filter(({ subject }) => subject === 'Grüße aus Köln 你好')).toHaveLength(1);
  });

  it('answers with the headers of the conversation, the original quoted, and marks it as answered', async () => {
    await scene.ben.turn();
    const original = await scene.ben.message('Grüße aus Köln 你好');
    await scene.ben.send({
      to: [ANNA],
      subject: 'Re: Grüße',
      html: '<p>Danke</p>',
      source: { messageId: original.id, kind: 'reply', quote: true },
    });
    await scene.ben.sends();
    const answer = await delivered(ANNA.address);
    expect(answer.inReplyTo).toBe(original.messageId);
    expect(answer.references).toBe(original.messageId);
    expect(answer.html).toMatch(/<p [^>]*>Danke<\/p>.*<blockquote type="cite".*Schöne Grüße/s);
    expect(answer.text).toContain('> Schöne Grüße, 你好 Ben!');
    // The picture that the quote shows goes along.
    expect(answer.attachments.map(({ contentType }) => contentType)).toEqual(['image/png']);
    expect(await scene.ben.message('Grüße aus Köln 你好')).toMatchObject({ answered: true });
    await scene.ben.turn();
    const [onServer] = await scene.bed.mailbox(BEN.address).list('INBOX');
    expect(onServer?.flags).toContain('\\Answered');

    await scene.anna.turn();
    const received = await scene.anna.message('Re: Grüße');
    await scene.anna.send({
      to: [BEN],
      subject: 'Re: Grüße',
      html: 'x',
      source: { messageId: received.id, kind: 'reply', quote: false },
    });
    await scene.anna.sends();
    const third = await delivered(BEN.address);
    expect(third.inReplyTo).toBe(received.messageId);
    expect(third.references).toEqual([original.messageId, received.messageId]);
    expect(third.html).not.toContain('blockquote');
  });

  it('forwards the attachments that were chosen, straight from the server', async () => {
    const original = await scene.ben.message('Grüße aus Köln 你好');
    const { data: body } = await scene.ben.caller.get<{
      attachments: Array<{ id: string; filename: string }>;
    }>('mailMessages:body', {
      query: { filterByTk: original.id },
    });
    const file = body.attachments.find(({ filename }) => filename.endsWith('.pdf'));
    await scene.ben.send({
      to: [ANNA],
      subject: 'Fwd: Grüße',
      html: '<p>FYI</p>',
      source: { messageId: original.id, kind: 'forward', quote: true },
      attachmentIds: [file?.id ?? ''],
    });
    await scene.ben.sends();
    const forwarded = await delivered(ANNA.address);
    expect(forwarded.inReplyTo).toBeUndefined();
    expect(forwarded.html).toMatch(/<b>From:<\/b> Anna Müller &lt;anna@contoso\.example&gt;/);
    expect(forwarded.attachments.map(({ filename }) => filename)).toContain('Übersicht 报告.pdf');
    expect(
      forwarded.attachments.find(({ contentType }) => contentType === 'application/pdf')?.content.toString(),
    ).toBe('pdf content');
  });

  it('sends to blind-copy recipients without naming them to anybody', async () => {
    await scene.anna.send({ to: [ANNA], bcc: [BEN], subject: 'Quietly', html: '<p>x</p>' });
    await scene.anna.sends();
    const copy = await delivered(BEN.address);
    expect(copy.subject).toBe('Quietly');
    expect(copy.raw.slice(copy.raw.indexOf('X-Mail-Operation'))).not.toContain(BEN.address);
    expect((await delivered(ANNA.address)).raw).not.toMatch(/^bcc:/im);
  });

  it('shows its writer, and nobody else, whom it went to as a blind copy, also after all was loaded anew (case 17)', async () => {
    const { id } = await scene.anna.send({ to: [BEN], bcc: [ANNA], subject: 'Who got it', html: '<p>x</p>' });
    await scene.anna.sends();
    expect(await scene.anna.operation(id)).toMatchObject({ state: 'done' });
    await scene.anna.turn();
    await scene.ben.turn();
    const sent = async () => {
      const { id: filterByTk } = await scene.anna.message('Who got it', 'sent');
      return (
        await scene.anna.caller.get<MessageView>('mailMessages:get', {
          query: { filterByTk: String(filterByTk) },
        })
      ).data;
    };
    expect((await sent()).bcc).toEqual([ANNA]);
    expect((await scene.ben.message('Who got it')).bcc).toEqual([]);
    // Everything goes and comes again.
    for (const name of ['mailMessages', 'mailFolders'] as const)
      await table(scene.ctx, name).destroy({ where: { accountId: scene.anna.accountId } });
    await scene.anna.turn();
    expect((await sent()).bcc).toEqual([ANNA]);
    // Found by address as well.
    const { data } = await scene.anna.caller.get<unknown[]>('mailAddresses:list', {
      query: { filter: { role: 'bcc', address: ANNA.address } },
    });
    expect(data.length).toBeGreaterThan(0);
  });

  it('names a group of nobody where all are blind copies, and an empty subject (case 23)', async () => {
    await scene.anna.send({ bcc: [BEN], subject: '', html: '<p>x</p>' });
    await scene.anna.sends();
    const { raw } = await delivered(BEN.address);
    expect(raw.match(/^To: .*$/m)?.[0].trim()).toBe('To: undisclosed-recipients:;');
    expect(raw).toMatch(/^Subject: ?\r?$/m);
    expect(raw).not.toMatch(/^bcc:/im);
  });

  it('shows a pasted picture in the text by its Content-ID, and sends one that the text left out as a file', async () => {
    const picture = await scene.anna.upload('shown.png', 'png', 'image/png', 'shown-picture@picture');
    const other = await scene.anna.upload('left.png', 'left', 'image/png', 'left-picture@picture');
    expect(picture).toMatchObject({ contentId: 'shown-picture@picture' });
    await scene.anna.send({
      ...{ to: [BEN], subject: 'Picture', uploadIds: [picture.id, other.id] },
      html: '<p>See <img src="cid:shown-picture@picture" alt="it"></p>',
    });
    await scene.anna.sends();
    const { attachments = [], html } = await simpleParser((await delivered(BEN.address)).raw);
    expect(attachments.map(({ filename, related = false, cid }) => ({ filename, related, cid }))).toEqual([
      { filename: 'shown.png', related: true, cid: 'shown-picture@picture' },
      { filename: 'left.png', related: false, cid: undefined },
    ]);
    expect(html).not.toContain('data:image/png;base64,bGVmdA');
  });

  it('lets only its owner read an upload, as a picture', async () => {
    const { id } = await scene.anna.upload('a.png', 'png', 'image/png', 'a-picture-of@picture');
    const query = { filterByTk: String(id), inline: '1' };
    const answer = await scene.anna.caller.fetch('GET', 'mailUploads:download', { query });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(await answer.text()).toBe('png');
    expect((await scene.ben.caller.fetch('GET', 'mailUploads:download', { query })).status).toBe(404);
    expect((await scene.booted.nobody.fetch('GET', 'mailUploads:download', { query })).status).toBe(401);
  });

  it.each([
    ['characters', `<p>${'x'.repeat(2 * 1024 * 1024)}</p>`],
    ['tags', '<b>x</b>'.repeat(30_000)],
  ])('refuses a text of too many %s, instead of sending its beginning', async (_name, html) => {
    const body = scene.anna.compose({ to: [BEN], subject: 'Long', html });
    const answer = await scene.anna.caller.post('mailMessages:send', { body });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ errors: [{ code: 'text-too-long' }] });
    expect(await table(scene.ctx, 'mailOperations').count({ where: { state: 'pending' } })).toBe(0);
  });

  it('sends all of a text just below that, in both its forms', async () => {
    const html = `<p>${'word '.repeat(400_000)}</p><p>the end of it</p>`;
    await scene.anna.send({ to: [BEN], subject: 'All', html });
    await scene.anna.sends();
    const mail = await simpleParser((await delivered(BEN.address)).raw);
    expect(mail.text).toContain('the end of it');
    expect(String(mail.html)).toContain('the end of it');
  });

  it('refuses to quote half of a long original', async () => {
    const { id } = await scene.ben.message('Grüße aus Köln 你好');
    await table(scene.ctx, 'mailBodies').update(
      { html: '<b>x</b>'.repeat(30_000) },
      { where: { mailMessageId: id } },
    );
    const source = { messageId: id, kind: 'reply' as const, quote: true };
    const body = scene.ben.compose({ to: [ANNA], subject: 'Re', html: 'x', source });
    const answer = await scene.ben.caller.post('mailMessages:send', { body });
    expect(answer.body).toMatchObject({ errors: [{ code: 'quote-too-long' }] });
    await scene.ben.send({ to: [ANNA], subject: 'Re', html: 'x', source: { ...source, quote: false } });
  });

  it('lists what waits without what was written', async () => {
    const html = `<p>${'secret '.repeat(1000)}</p>`;
    scene.bed.smtpFault({ kind: 'auth-disabled' });
    const { id } = await scene.anna.send({ to: [BEN], cc: [ANNA], subject: 'Listed', html });
    await scene.anna.sends();
    scene.bed.clearFaults();
    const { body, data } = await scene.anna.caller.get<OperationView[]>('mailOperations:list');
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(data.find((each) => String(each.id) === String(id))).toMatchObject({
      ...{ subject: 'Listed', recipients: [BEN, ANNA], recipientCount: 2, compose: null },
    });
    expect(await scene.anna.operation(id)).toMatchObject({ compose: { html, subject: 'Listed' } });
  });

  it.each([
    ['a subject', { subject: 'x\r\nBcc: eve@contoso.example' }],
    ['a name', { to: [{ name: 'x\nBcc: eve@contoso.example', address: BEN.address }] }],
    ['an address', { to: [{ name: '', address: 'ben@contoso.example\r\nRCPT TO:<eve@contoso.example>' }] }],
    [
      'an address list in one address',
      { to: [{ name: '', address: 'ben@contoso.example, eve@contoso.example' }] },
    ],
    ['an address with brackets', { to: [{ name: '', address: '<ben@contoso.example>' }] }],
    ['nobody', { to: [] }],
    [
      'too many',
      { to: Array.from({ length: 501 }, (_, index) => ({ name: '', address: `a${index}@contoso.example` })) },
    ],
    ['an upload of somebody else', { uploadIds: [1] }],
    ['an account of somebody else', { accountId: 'ben' }],
    ['a mail of somebody else', { source: { messageId: 'ben', kind: 'reply' as const, quote: true } }],
  ])('refuses %s', async (_name, input) => {
    const foreign = await scene.ben.message('Grüße aus Köln 你好');
    const body = { ...scene.anna.compose({ to: [BEN], subject: 'x', html: 'x' }), ...input } as Record<
      string,
      unknown
    >;
    if (body.accountId === 'ben') body.accountId = scene.ben.accountId;
    if (body.source) body.source = { ...body.source, messageId: foreign.id };
    const { status } = await scene.anna.caller.post('mailMessages:send', { body });
    expect([400, 404]).toContain(status);
  });
});
