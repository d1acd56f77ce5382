import { describe, expect, it } from 'vitest';
import { caseFile } from '../../bed/cases';
import { showsByContentId } from '../../../src/server/mime/inlineImages';
import { parseSource, sourceFile, wordsOf } from '../../../src/server/mime/parse';

const read = (folder: string, file = 'input.eml') => parseSource(caseFile(folder, file));
/** As it is listed: name, type, octets. */
const filesOf = ({ attachments, html }: ReturnType<typeof read>) => {
  const shows = showsByContentId(html);
  return attachments
    .filter(({ contentId }) => contentId === null || !shows(contentId))
    .map(({ filename, contentType, size }) => [filename, contentType, size]);
};

describe('case 01: texts of both kinds, one behind the other', () => {
  const footer = 'This list is run by example.com.';
  const delivery = 'The delivery on 3 December is confirmed. Please send the gate code.';

  it.each([
    ['input.eml', [delivery, footer], []],
    [
      'input-html-then-text.eml',
      ['Part one, in HTML.', 'Part two, in plain text: vote until Friday.'],
      [['minutes.pdf', 'application/pdf', 125]],
    ],
  ])('%s shows both, and has both as text', (file, texts, files) => {
    const mail = read('01-html-footer-hides-text', file);
    for (const version of [mail.html, mail.text]) {
      const places = texts.map((text) => version.indexOf(text));
      expect(places[0]).toBeGreaterThanOrEqual(0);
      expect(places[1]).toBeGreaterThan(places[0] ?? 0);
    }
    expect(mail.text).not.toContain('<');
    expect(filesOf(mail)).toEqual(files);
  });

  it('shows the HTML alone where the text is its alternative', () => {
    const source = Buffer.from(
      [
        ...['Content-Type: multipart/mixed; boundary=m', '', '--m'],
        ...['Content-Type: multipart/alternative; boundary=a', '', '--a', '', 'plain', '--a'],
        ...['Content-Type: text/html', '', '<b>rich</b>', '--a--', '--m', '', 'footer', '--m--'],
      ].join('\r\n'),
    );
    const { text, html } = parseSource(source);
    expect(text).toBe('plain\nfooter');
    expect(html).toBe('<b>rich</b><br/>\n<div>footer</div>');
  });

  it('shows text, picture and text of Apple Mail beside a plain alternative', () => {
    const source = Buffer.from(
      [
        ...['Content-Type: multipart/alternative; boundary=a', '', '--a', '', 'all of it', '--a'],
        ...['Content-Type: multipart/mixed; boundary=m', '', '--m'],
        ...['Content-Type: text/html', '', '<p>one</p>', '--m', '', 'two', '--m--', '--a--'],
      ].join('\r\n'),
    );
    const { text, html } = parseSource(source);
    expect(text).toBe('all of it');
    expect(html).toBe('<p>one</p><br/>\n<div>two</div>');
  });

  it('makes no markup of plain text', () => {
    const source = Buffer.from(
      [
        ...['Content-Type: multipart/mixed; boundary=m', '', '--m', '', '<img src=x onerror=a()>', '--m'],
        ...['Content-Type: text/html', '', '<p>footer</p>', '--m--'],
      ].join('\r\n'),
    );
    expect(parseSource(source).html).toContain('&lt;img src=x onerror=a()&gt;');
  });

  it('shows the plain text where the HTML is empty', () => {
    const source = Buffer.from(
      [
        ...['Content-Type: multipart/alternative; boundary=a', '', '--a', '', 'words', '--a'],
        ...['Content-Type: text/html', '', ' ', '--a--'],
      ].join('\r\n'),
    );
    expect(parseSource(source)).toMatchObject({ text: 'words', html: '' });
  });
});

describe('case 02: a file with a Content-ID', () => {
  it.each([
    ['input.eml', [['offer-4711.pdf', 'application/pdf', 125]]],
    [
      'input-inline-disposition.eml',
      [
        ['offer-4712.pdf', 'application/pdf', 125],
        ['photo.png', 'image/png', 70],
      ],
    ],
  ])('%s is listed unless the text names it', (file, files) =>
    expect(filesOf(read('02-file-with-content-id-hidden', file))).toEqual(files),
  );

  it('is never guessed to be part of the text unless it is a picture', () => {
    const { attachments } = read('02-file-with-content-id-hidden');
    expect(attachments.map(({ filename, inline }) => [filename, inline])).toEqual([
      ['logo.png', true],
      ['offer-4711.pdf', false],
    ]);
  });

  it.each([
    ['<img src="cid:a%20b@x">', 'a b@x', true],
    ['<td background="CID:a@x">', 'a@x', true],
    ["<p style='background:url(cid:a@x)'>", 'a@x', true],
    ['<img src="cid:a&amp;b@x">', 'a&b@x', true],
    ['<img src="cid:ab@x">', 'a@x', false],
    ['<p>acid:a@x</p>', 'a@x', false],
  ])('%s names %s: %s', (html, id, named) => expect(showsByContentId(html)(id)).toBe(named));
});

describe('case 03: named text parts', () => {
  it('are files beside an unnamed text', () => {
    const mail = read('03-named-inline-text-file');
    expect(wordsOf(mail)).toBe('See the two logs.');
    expect(mail.html).not.toContain('Report');
    expect(filesOf(mail)).toEqual([
      ['server.log.txt', 'text/plain', 18],
      ['report.html', 'text/html', 16],
    ]);
  });

  it('are shown, and can be saved, where there is no other text', () => {
    const source = Buffer.from(
      'Content-Type: text/plain; name=a.log\r\nContent-Disposition: inline\r\n\r\nlines',
    );
    const mail = parseSource(source);
    expect(mail.text).toBe('lines');
    expect(filesOf(mail)).toEqual([['a.log', 'text/plain', 5]]);
  });

  it('are the text where they are its alternatives', () => {
    const source = Buffer.from(
      [
        ...['Content-Type: multipart/alternative; boundary=a', '', '--a', '', 'plain', '--a'],
        ...['Content-Type: text/html; name=mail.html', '', '<b>rich</b>', '--a--'],
      ].join('\r\n'),
    );
    expect(parseSource(source)).toMatchObject({ html: '<b>rich</b>', attachments: [] });
  });
});

describe('case 05: flowed text', () => {
  it('never joins an answer to a quote', () => {
    const lines = read('05-flowed-quote-merged').text.trimEnd().split('\n');
    expect(lines.map((line) => line.trimEnd())).toEqual([
      'Anna Arndt wrote:',
      '> Shall we meet on Thursday at ten, in the small room on the second floor?',
      '>> Wednesday does not suit me.',
      'Thursday is fine. I will bring the samples and the new price list.',
      '',
      '--',
      'Bruno',
    ]);
  });
});

describe('case 10: addresses without a comma', () => {
  it('are all read, and none is a name', () => {
    const { from, to, cc } = read('10-two-addresses-without-comma').headers;
    expect(from).toEqual([{ name: 'Credit Service', address: 'notice@example.com' }]);
    expect([...new Set(to.map(({ address }) => address))]).toEqual(['anna@example.com']);
    expect(cc).toEqual([
      { name: '', address: 'carla@example.com' },
      { name: '', address: 'dora@example.net' },
    ]);
  });
});

describe('case 19: reports and enclosed messages', () => {
  it('have names, and the report is read', () => {
    const mail = read('19-bounce-shown-nameless');
    expect(mail.headers.from).toEqual([
      { name: 'Mail Delivery System', address: 'MAILER-DAEMON@mx.example.com' },
    ]);
    expect(mail.text).toMatch(/^The mail system could not deliver your message\./);
    expect(mail.text).not.toContain('Reporting-MTA');
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['delivery-status.txt', 'message/delivery-status'],
      ['Quote 77.eml', 'message/rfc822'],
    ]);
    expect(mail.notices).toEqual([
      {
        kind: 'delivery',
        recipients: [
          {
            ...{ address: 'nobody@example.net', action: 'failed', status: '5.1.1' },
            diagnostic: '550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown',
          },
        ],
        messageId: '<sent-77@example.com>',
        subject: 'Quote 77',
      },
    ]);
  });

  it('are named by their subject, not by their Content-ID', () => {
    const mail = read('19-bounce-shown-nameless', 'input-rfc822-with-content-id.eml');
    expect(mail.text.trim()).toBe('See the attached mail.');
    expect(filesOf(mail)).toEqual([['Original order.eml', 'message/rfc822', 184]]);
  });
});

describe('case 20: S/MIME', () => {
  it('is read where it is signed, and stays a file', () => {
    const mail = read('20-smime-opaque-signed');
    expect(mail.text.trim()).toBe('The contract is signed. Start on Monday.');
    expect(mail.notices).toEqual([{ kind: 'signed' }]);
    expect(filesOf(mail)).toEqual([['smime.p7m', 'application/pkcs7-mime', 126]]);
  });
});

describe('cases 41 to 44: odd structures and encodings', () => {
  it('gives an enclosed message that is the root', () => {
    const [file] = read('41-message-rfc822-root').attachments;
    expect(file).toMatchObject({ part: '1', filename: 'inner.eml' });
    const content = sourceFile(caseFile('41-message-rfc822-root', 'input.eml'), '1')?.toString();
    expect(content?.trimEnd()).toBe('From: inner@example.org\r\nSubject: inner\r\n\r\ninner text');
  });

  it('decodes base64 behind its padding', () => {
    const source = caseFile('42-base64-padding-inside', 'input.eml');
    expect(read('42-base64-padding-inside').text).toBe('see file');
    expect(sourceFile(source, '2')?.toString()).toBe('ABCD');
  });

  it.each([
    ['input-1.eml', 'hello here', ''],
    ['input-2.eml', '', '<p>html body</p>'],
  ])('reads %s beside an empty part', (file, text, html) => {
    const mail = read('43-empty-text-part', file);
    expect(mail).toMatchObject({ text, html });
    expect(filesOf(mail)).toEqual([['x.bin', 'application/octet-stream', 3]]);
  });

  it.each(['input-dash.eml', 'input-two-cte.eml'])('reads %s', (file) =>
    expect(read('44-encodings-odd', file).text).toBe('hello world'),
  );

  it('takes a part with a type that is none for a file', () =>
    expect(filesOf(read('44-encodings-odd', 'input-bad-type.eml'))).toEqual([
      ['document.xml.gz', 'application/octet-stream', 9],
    ]));
});
