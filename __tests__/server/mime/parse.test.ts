import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { parseHeader, parseSource, parseTextParts, wordsOf } from '../../../src/server/mime/parse';

/** A mail out of header lines and octets. */
function raw(headers: string[], body: Buffer | string): Buffer {
  return Buffer.concat([
    Buffer.from(`${headers.join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(body as string),
  ]);
}

describe('charsets', () => {
  // Each: the charset a mail names, its octets (as the encoders of their time wrote them), and what they say.
  const cases: Array<[string, string, string]> = [
    ['gb2312', 'c4e3bac3cac0bde7', '你好世界'],
    // Named gb2312, written in its superset, as most Chinese programs do.
    ['gb2312', '944cb0d9', '擫百'],
    ['gbk', 'c4e3bac3', '你好'],
    ['gb18030', 'c4e3bac38130843681308436', '你好'],
    ['big5', 'a741a66e', '你好'],
    ['iso-8859-1', '4dfc6c6c', 'Müll'],
    ['iso-8859-15', 'a43130', '€10'],
    ['iso-8859-2', 'b1e6ea', 'ąćę'],
    ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
    ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
    ['windows-1252', '938894', '“ˆ”'],
    ['windows-1256', 'e3d1cdc8c7', 'مرحبا'],
    ['iso-2022-jp', '1b2442252225241b2842', 'アイ'],
    ['shift_jis', '8341', 'ア'],
    ['euc-kr', 'bec8b3e7', '안녕'],
    ['ks_c_5601-1987', 'bec8b3e7', '안녕'],
    ['utf-8', 'e4bda0', '你'],
    ['UTF8', 'e4bda0', '你'],
  ];
  it.each(cases)('reads %s (%s)', (charset, hex, text) => {
    const body = Buffer.from(hex, 'hex');
    const mail = parseSource(raw([`Content-Type: text/plain; charset=${charset}`], body));
    expect(mail.text.slice(0, text.length)).toBe(text);
    const mime = Buffer.from(
      `Content-Type: text/html; charset="${charset}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    );
    const parts = parseTextParts([{ use: 'own', mime, body: Buffer.from(body.toString('base64')) }], mime);
    expect(parts.html.slice(0, text.length)).toBe(text);
  });

  it.each(['x-unknown', '"', 'utf-8; charset=foo', 'undefined'])('survives the charset %s', (charset) => {
    const mail = parseSource(raw([`Content-Type: text/plain; charset=${charset}`], 'plain words'));
    expect(mail.text).toContain('plain words');
  });
});

describe('headers', () => {
  it('decodes words, addresses and groups', () => {
    const headers = parseHeader(
      Buffer.from(
        [
          'From: =?gb2312?B?1cXI/Q==?= <ZHANG@Example.COM>',
          'To: "Doe, Jane" <jane@example.com>, Team: a@example.com, =?utf-8?q?B=C3=BC?= <b@example.com>;',
          'Cc: undisclosed-recipients:;',
          'Subject: =?utf-8?B?5L2g?=\r\n =?utf-8?B?5aW9?= =?iso-8859-1?Q?_M=FCll?=',
          'Message-ID:  <one@example.com>',
          'In-Reply-To: <zero@example.com> (Jane)',
          'References: <root@example.com>\r\n\t<zero@example.com>',
          'Date: Mon, 2 Nov 2026 10:00:00 +0200',
        ].join('\r\n'),
      ),
    );
    expect(headers).toEqual({
      from: [{ name: '张三', address: 'ZHANG@Example.COM' }],
      to: [
        { name: 'Doe, Jane', address: 'jane@example.com' },
        { name: '', address: 'a@example.com' },
        { name: 'Bü', address: 'b@example.com' },
      ],
      cc: [],
      bcc: [],
      replyTo: [],
      subject: '你好 Müll',
      messageId: '<one@example.com>',
      inReplyTo: '<zero@example.com>',
      references: ['<root@example.com>', '<zero@example.com>'],
      date: new Date('2026-11-02T08:00:00Z'),
    });
  });

  it('keeps hostile values in one line and in bounds', () => {
    const mail = parseSource(
      raw(
        [
          'From: =?utf-8?Q?Eve=0D=0ABcc=3A_x=40example.com=00?= <eve@example.com>',
          `Subject: ${'a'.repeat(100_000)}`,
          `References: ${Array.from({ length: 5000 }, (_, index) => `<${index}@x>`).join('\r\n ')}`,
          `To: ${Array.from({ length: 3000 }, (_, index) => `p${index}@example.com`).join(',\r\n ')}`,
          'Date: the day after tomorrow',
        ],
        'x',
      ),
    );
    expect(mail.headers.from[0]?.name).toBe('Eve Bcc: x@example.com');
    expect(mail.headers.subject).toHaveLength(1000);
    expect(mail.headers.references).toHaveLength(100);
    expect(mail.headers.references[0]).toBe('<0@x>');
    expect(mail.headers.references.at(-1)).toBe('<4999@x>');
    expect(mail.headers.to).toHaveLength(500);
    expect(mail.headers.date).toBeNull();
  });
});

describe('a mail of many parts', () => {
  const source = raw(
    ['Subject: parts', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=m'],
    [
      '--m',
      'Content-Type: multipart/related; boundary=r',
      '',
      '--r',
      'Content-Type: multipart/alternative; boundary=a',
      '',
      '--a',
      'Content-Type: text/plain; format=flowed',
      '',
      'one \r\ntwo',
      '--a',
      'Content-Type: text/html',
      '',
      '<p>one two <img src="cid:logo@x"></p>',
      '--a--',
      '--r',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo@x>',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: inline; filename=logo.png',
      '',
      'aGVsbG8=',
      '--r--',
      '--m',
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*0*=utf-8''%C3%9Cber; filename*1=sicht.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      'aGVsbG8gd29ybGQ=',
      '--m',
      'Content-Type: message/rfc822',
      '',
      'Subject: inner\r\nContent-Type: text/plain\r\n\r\nnot our text',
      '--m--',
      '',
    ].join('\r\n'),
  );

  it('is text, files and pictures of the text', () => {
    const mail = parseSource(source);
    expect(mail.text.trim()).toBe('one two');
    expect(mail.html).toContain('cid:logo@x');
    expect(mail.attachments).toMatchObject([
      {
        part: '1.2',
        contentType: 'image/png',
        contentId: 'logo@x',
        inline: true,
        filename: 'logo.png',
        size: 5,
        encoding: 'base64',
      },
      {
        part: '2',
        contentType: 'application/pdf',
        filename: 'Übersicht.pdf',
        inline: false,
        contentId: null,
        size: 11,
      },
      { part: '3', contentType: 'message/rfc822', inline: false },
    ]);
  });
});

describe('hostile mails', () => {
  const limit = 5000;
  it.each([
    ['a hundred thousand parts', `--b\r\n\r\n`.repeat(30_000)],
    [
      'deep nesting',
      Array.from(
        { length: 5000 },
        (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`,
      ).join(''),
    ],
    ['an endless header', `X: ${'y'.repeat(250_000)}`],
    ['no header at all', 'just words\r\n'.repeat(1000)],
    ['broken base64', '--b\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%=a==\r\n--b--'],
    ['nothing', ''],
  ])('survives %s in bounded time', (_name, body) => {
    const started = Date.now();
    const result = parseSource(raw(['Content-Type: multipart/mixed; boundary=b'], body));
    expect(result.attachments.length).toBeLessThanOrEqual(500);
    expect(Date.now() - started).toBeLessThan(limit);
  });

  it.each([
    ['brackets', '<'.repeat(300_000)],
    ['styles', '<style>'.repeat(40_000)],
    ['comments', '<!--'.repeat(70_000)],
    ['tags without an end', '<a '.repeat(90_000)],
    ['ampersands', '&'.repeat(300_000)],
    ['white space', `<p>${' '.repeat(300_000)}x`],
  ])('gets words out of nothing but %s in linear time', (_name, html) => {
    const started = Date.now();
    wordsOf({ text: '', html });
    expect(Date.now() - started).toBeLessThan(limit);
  });

  it('finds the words and nothing else', () => {
    const html =
      '<head><title>t</title><style>p{}</style></head><p>Hello&nbsp;<b>W&ouml;rld</b> &#128512;<br>1 < 2 &lt;script&gt;</p><!-- no --><script>no()</script>';
    expect(wordsOf({ text: '', html })).toBe('Hello Wörld 😀\n1 < 2 <script>');
  });
});

/** Our reading of the usual is what mailparser, which is made for hostile and broken mail, says of it. */
describe('what mailparser reads', () => {
  it.each([
    'From: =?utf-8?Q?J=C3=B6rg?= Meier <j@x.example>\r\nTo: "Last, First" <a@x.example>, b@x.example',
    'From: a@x.example\r\nTo: Team: one@x.example, =?utf-8?B?WndlaQ==?= <two@x.example>;',
    'From: =?utf-8?B?QSA8YUB4LmV4YW1wbGU+?=\r\nSubject: an address within a word',
    'From: =?utf-8?Q?a=40x.example?=\r\nSubject: a word that looks like an address',
    'From: a@=?utf-8?Q?x.example?=\r\nTo: b@xn--mnchen-3ya.example',
    'From: a@x.example\r\nSubject: =?iso-8859-1?Q?folded_=FC?=\r\n =?iso-8859-1?Q?_word?=\r\n\tand more',
    'From: a@x.example\r\nTo: one@x.example\r\nTo: two@x.example',
    'Subject: Gr\u00fc\u00dfe \u4f60\u597d\r\nFrom: \u4f60 <n@x.example>',
  ])('is read alike of the header %j', async (header) => {
    const section = Buffer.from(`${header}\r\n\r\n`);
    const theirs = await simpleParser(section);
    const ours = parseHeader(section);
    expect(ours.subject).toBe(theirs.subject ?? '');
    for (const field of ['from', 'to'] as const) {
      const lists = [theirs[field] ?? []].flat().flatMap(({ value }) => value);
      const people = lists.flatMap((one) => one.group ?? [one]);
      expect(ours[field]).toEqual(people.map(({ name, address }) => ({ name, address: address ?? '' })));
    }
  });

  it.each([
    ['text/plain; charset=iso-8859-1', 'quoted-printable', 'Gr=FC=DFe=\r\n you =3D ='],
    ['text/plain', 'base64', 'R3LD\r\nvMOfZQ=='],
    ['text/plain', 'base64', 'R3LDvA==\r\nw59l'],
    ['text/html; charset="windows-1252"', '8BIT', '<p>x</p>\r\n'],
    ['text/plain; charset=iso-2022-jp', '7bit', '\u001b$B%"%$\u001b(B'],
  ])('is read alike of a part of %s in %s', async (type, encoding, body) => {
    const mime = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    const theirs = await simpleParser(Buffer.from(`${mime}${body}`), { skipHtmlToText: true });
    const { text, html } = parseTextParts(
      [{ use: 'own', mime: Buffer.from(mime), body: Buffer.from(body) }],
      Buffer.from(mime),
    );
    expect({ text, html }).toEqual({ text: theirs.text ?? '', html: theirs.html || '' });
  });
});
