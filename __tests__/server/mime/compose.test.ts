import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import {
  composeMessage,
  messageIdOf,
  safeContentType,
  safeFilename,
  type Draft,
} from '../../../src/server/mime/compose';
import { namedContentIds, showsByContentId, takeInlineImages } from '../../../src/server/mime/inlineImages';
import { quoteOriginal, type Original } from '../../../src/server/mime/quote';
import { addrSpec, envelopeOf, readRecipients } from '../../../src/server/mime/recipients';
import { replyHeaders } from '../../../src/server/mime/threading';

const draft: Draft = {
  from: { name: 'Jörg "X", Müller', address: 'joerg@example.com' },
  to: [{ name: '王小明', address: 'wang@example.com' }],
  cc: [],
  subject: 'Betreff '.repeat(30) + '你好',
  date: new Date('2026-03-04T05:06:07Z'),
  token: 'token-1',
  html: '<p>ä</p>',
  text: 'ä\n.\nFrom here',
  parts: [],
};

describe('composeMessage', () => {
  it('writes lines that any server takes', async () => {
    const raw = await buffer(await composeMessage({ ...draft, html: `<p>${'x'.repeat(5000)}</p>` }));
    const lines = raw.toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(raw.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]|[\x80-\xff]/);
    const mail = await simpleParser(raw);
    expect(mail.subject).toBe(draft.subject);
    expect(mail.messageId).toBe('<token-1@example.com>');
    expect(mail.headers.get('x-mail-operation')).toBe('token-1');
    expect(mail.date).toEqual(draft.date);
    expect(mail.to).toMatchObject({ value: [{ name: '王小明', address: 'wang@example.com' }] });
    expect(mail.text).toContain('ä\n.\nFrom here');
  });

  it.each<[string, Partial<Draft>, string[]]>([
    ['blind copies alone', { to: [], cc: [] }, ['To: undisclosed-recipients:;', 'Subject: x']],
    [
      'copies alone',
      { to: [], cc: [{ name: '', address: 'c@x.example' }] },
      ['Cc: c@x.example', 'Subject: x'],
    ],
    ['no subject', { subject: '' }, ['To: b@x.example', 'Subject: ']],
    ['both', { subject: '', to: [] }, ['To: undisclosed-recipients:;', 'Subject: ']],
    ['nothing missing', {}, ['To: b@x.example', 'Subject: x']],
  ])('writes each field once, with %s', async (_what, more, fields) => {
    const to = [{ name: '', address: 'b@x.example' }];
    const raw = await buffer(await composeMessage({ ...draft, to, subject: 'x', ...more }));
    const [header = ''] = raw.toString('latin1').split('\r\n\r\n');
    const found = header.split('\r\n').filter((line) => /^(?:to|cc|subject):/i.test(line));
    expect(found.sort()).toEqual([...fields].sort());
  });

  it('lets no name begin another header', async () => {
    const from = { name: 'Anna\r\nBcc: eve@example.com', address: 'anna@example.com' };
    const raw = (await buffer(await composeMessage({ ...draft, from }))).toString('latin1');
    expect(raw).not.toMatch(/^bcc:/im);
    expect((await simpleParser(raw)).from?.value[0]?.address).toBe('anna@example.com');
  });

  it('fails when a part cannot be read, instead of leaving it out', async () => {
    const broken = new Readable({ read: () => undefined });
    setTimeout(() => broken.destroy(new Error('gone')), 10);
    const raw = await composeMessage({
      ...draft,
      parts: [{ filename: 'a', contentType: 'text/plain', content: broken }],
    });
    await expect(buffer(raw)).rejects.toThrow('gone');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\a.txt', 'a.txt'],
    ['a\r\nX-Evil: 1.txt', 'aX-Evil: 1.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['', 'attachment'],
    ['...', 'attachment'],
  ])('file name %j becomes %j', (name, safe) => expect(safeFilename(name)).toBe(safe));

  it.each([
    ['text/plain; charset=x', 'text/plain'],
    ['multipart/mixed', 'application/octet-stream'],
    ['text/plain\r\nX: y', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('type %j becomes %j', (type, safe) => expect(safeContentType(type)).toBe(safe));

  it('makes the Message-ID of the sender’s domain', () =>
    expect(messageIdOf('t', 'a@b.example')).toBe('<t@b.example>'));
});

describe('inline pictures', () => {
  it('become parts of their own', () => {
    const { html, images } = takeInlineImages(
      '<p><img alt="a" src="data:image/PNG;base64,AAAA"><img src=\'data:image/svg+xml;base64,AAAA\'></p>',
    );
    expect(images).toMatchObject([
      { contentType: 'image/png', filename: 'image-1.png', content: Buffer.from('AAAA', 'base64') },
    ]);
    expect([...namedContentIds(html.replace('<img alt="a" src', '<img src'))]).toEqual([images[0]?.cid]);
    expect(html).toContain('svg');
  });
});

describe('a picture that is named by its Content-ID', () => {
  it.each([
    ['cid:a@x', 'a@x'],
    ['cid:a@x', '<a@x>'],
    ['CID:a%20b@x', 'a b@x'],
    ['cid:a&amp;b@x', 'a&b@x'],
    // No percent-encoding, and its name all the same.
    ['cid:50%zz@x', '50%zz@x'],
  ])('%s is %s', (src, contentId) => {
    expect(showsByContentId(`<img src="${src}">`)(contentId)).toBe(true);
    expect(showsByContentId(`<p>${src.slice(4)}</p>`)(contentId)).toBe(false);
  });
});

describe('quoteOriginal', () => {
  const original: Original = {
    from: [{ name: '<b>Eve</b>', address: 'eve@example.com' }],
    to: [{ name: '', address: 'anna@example.com' }],
    cc: [],
    subject: '<script>x</script>',
    sentAt: new Date('2026-01-02T03:04:05Z'),
    html: '',
    text: 'one\n> two <i>',
  };

  it('quotes an answer', () => {
    expect(quoteOriginal('reply', original)).toEqual({
      html:
        '<br><div>&lt;b&gt;Eve&lt;/b&gt; &lt;eve@example.com&gt;, 2026-01-02 03:04 UTC:</div>' +
        '<blockquote type="cite" style="margin:0 0 0 4px;padding:0 0 0 12px;border-left:2px solid #cccccc">one<br>&gt; two &lt;i&gt;</blockquote>',
      text: '\n\n<b>Eve</b> <eve@example.com>, 2026-01-02 03:04 UTC:\n> one\n>> two <i>\n',
    });
  });

  it('names somebody without a name of their own once', () => {
    const from = [{ name: 'eve@example.com', address: 'eve@example.com' }];
    expect(quoteOriginal('reply', { ...original, from }).text).toContain('\n\neve@example.com, 2026-01-02');
  });

  it('introduces a forwarded mail by its header', () => {
    const { html, text } = quoteOriginal('forward', original, -210);
    expect(html).toContain(
      '<b>Date:</b> 2026-01-01 23:34 -03:30<br><b>Subject:</b> &lt;script&gt;x&lt;/script&gt;',
    );
    expect(text).toContain(
      'From: <b>Eve</b> <eve@example.com>\nDate: 2026-01-01 23:34 -03:30\nSubject: <script>x</script>\nTo: anna@example.com\n\none',
    );
  });

  it.each([
    ['Europe/Berlin', '2026-07-02T22:30:00Z', '2026-07-03 00:30 +02:00'],
    ['Europe/Berlin', '2026-11-02T22:30:00Z', '2026-11-02 23:30 +01:00'],
    ['America/St_Johns', '2026-07-02T22:30:00Z', '2026-07-02 20:00 -02:30'],
    ['Asia/Kolkata', '2026-01-02T22:30:00Z', '2026-01-03 04:00 +05:30'],
    ['Mars/Olympus', '2026-07-02T22:30:00Z', '2026-07-02 22:30 UTC'],
  ])('dates it as the clocks in %s stood at %s', (zone, sentAt, shown) => {
    expect(quoteOriginal('reply', { ...original, sentAt: new Date(sentAt) }, zone).text).toContain(
      `, ${shown}:`,
    );
  });
});

describe('addresses', () => {
  it.each([
    ['a.b+c@Example.com', 'a.b+c@example.com'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['a@münchen.example', 'a@xn--mnchen-3ya.example'],
    ['a@localhost', 'a@localhost'],
    ['ä.用户@b.example', 'ä.用户@b.example'],
    ['a\u0308@b.example', 'ä@b.example'],
  ])('%s is one', (typed, address) => expect(addrSpec(typed)).toBe(address));

  it.each([
    'a',
    '@b.example',
    'a@',
    'a@b@c.example',
    'a b@c.example',
    '.a@b.example',
    'a..b@c.example',
    'a@-b.example',
    'a@b..example',
    'a\u00a0ä@b.example',
    'ä\u200b@b.example',
    'ä\ud800@b.example',
    `${'ä'.repeat(33)}@b.example`,
    '"a b"@c.example',
    'a@b.example>',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b.'.repeat(130)}example`,
    'a@b.example,c@d.example',
    'a@b.example\n',
  ])('%j is none', (typed) => expect(addrSpec(typed)).toBeNull());

  it('are counted once', () => {
    expect(
      envelopeOf([{ name: '', address: 'A@b.example' }], [{ name: '', address: 'a@b.example' }]),
    ).toHaveLength(1);
  });

  it('are those of all lists, and neither none nor too many', () => {
    const people = (...list: string[]) => list.map((address) => ({ name: '', address }));
    expect(envelopeOf(people('a@x.example', 'b@x.example'), [], people('c@x.example'))).toEqual([
      ...['a@x.example', 'b@x.example', 'c@x.example'],
    ]);
    expect(() => envelopeOf([], [])).toThrow('invalid-input');
    const many = people(...Array.from({ length: 501 }, (_, index) => `p${index}@x.example`));
    expect(envelopeOf(many.slice(0, 250), many.slice(250, 500))).toHaveLength(500);
    expect(() => envelopeOf(many.slice(0, 250), many.slice(250))).toThrow('too-many-recipients');
  });

  it.each<[unknown, string]>([
    ['x', 'text'],
    [[{ name: 'x' }], 'no address'],
    [[null], 'null'],
    [[{ name: {}, address: 'a@b.example' }], 'an object'],
  ])('refuses %j (%s)', (value) => expect(() => readRecipients(value, 'to')).toThrow('invalid-input'));
});

describe('replyHeaders (RFC 5322 §3.6.4)', () => {
  it.each([
    [{ messageId: null, inReplyTo: '<a@x>', references: '<a@x>' }, {}],
    [
      { messageId: '<b@x>', inReplyTo: null, references: null },
      { inReplyTo: '<b@x>', references: ['<b@x>'] },
    ],
    [
      { messageId: '<b@x>', inReplyTo: '<a@x>', references: null },
      { inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] },
    ],
    [
      { messageId: '<b@x>', inReplyTo: '<a@x> <z@x>', references: null },
      { inReplyTo: '<b@x>', references: ['<b@x>'] },
    ],
    [
      { messageId: '<c@x>', inReplyTo: '<b@x>', references: '<a@x>\r\n <b@x>' },
      { inReplyTo: '<c@x>', references: ['<a@x>', '<b@x>', '<c@x>'] },
    ],
    [{ messageId: '<c@x\r\nBcc: e@x>', inReplyTo: null, references: null }, {}],
  ])('%o', (parent, headers) => expect(replyHeaders(parent)).toEqual(headers));

  it('keeps the root and the newest of a long conversation', () => {
    const references = Array.from({ length: 200 }, (_, index) => `<${index}@x>`).join(' ');
    const kept = replyHeaders({ messageId: '<own@x>', inReplyTo: null, references }).references ?? [];
    expect(kept).toHaveLength(30);
    expect([kept[0], kept.at(-1), kept.at(-2)]).toEqual(['<0@x>', '<own@x>', '<199@x>']);
  });
});
