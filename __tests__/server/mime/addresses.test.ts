import { describe, expect, it } from 'vitest';
import { readAddresses } from '../../../src/server/mime/addresses';
import { parseHeader } from '../../../src/server/mime/headers';

const read = (value: string) => readAddresses(value).map(({ name, address }) => `${name}|${address}`);

describe('an address field', () => {
  it.each([
    ['a@x.example b@y.example', ['|a@x.example', '|b@y.example']],
    ['a@x.example\tb@y.example c@z.example', ['|a@x.example', '|b@y.example', '|c@z.example']],
    ['Anna <a@x.example>, b@y.example c@z.example', ['Anna|a@x.example', '|b@y.example', '|c@z.example']],
    [
      '"Berger, B" <b@x.example>; c@y.example d@z.example',
      ['Berger, B|b@x.example', '|c@y.example', '|d@z.example'],
    ],
    ['Team: a@x.example b@y.example;', ['|a@x.example', '|b@y.example']],
    ['Anna Arndt <a@x.example>', ['Anna Arndt|a@x.example']],
    ['"boss@bank.example" <thief@x.example>', ['|thief@x.example']],
    ["'boss@bank.example' <thief@x.example>", ['|thief@x.example']],
    ['=?utf-8?q?boss=40bank.example?= <thief@x.example>', ['|thief@x.example']],
    ['a@x.example <a@x.example>', ['|a@x.example']],
    ['"Anna at a@x.example" <b@x.example>', ['Anna at a@x.example|b@x.example']],
    // An address has no encoded words: one that is nothing else is undone, and any other is none.
    ['Anna <=?utf-8?q?a=40x.example?=>', ['Anna|a@x.example']],
    ['Anna <=?utf-8?q?no_address?=>', ['Anna|']],
    ['Anna <=?utf-8?q?a=40x.example=2Cb=40y.example?=>', ['Anna|']],
    ['Anna <=?utf-8?q?a=3D=3F=40x.example?=>', ['Anna|']],
    ['undisclosed-recipients:;', []],
    ['', []],
  ])('%j', (value, people) => expect(read(value)).toEqual(people));

  it('gives its first five hundred people, and is read up to a length', () => {
    expect(read('a@x.example,'.repeat(600))).toHaveLength(500);
    expect(read(`${' '.repeat(128 * 1024)}a@x.example`)).toEqual([]);
  });

  it('may be UTF-8 (RFC 6532), with letters beyond ASCII before an @', () => {
    const { from, to } = parseHeader(
      Buffer.from(
        'From: Jürgen Groß <jürgen@x.example>\r\nTo: 用户@例え.example, "б, в" <почта@y.example>\r\n',
      ),
    );
    expect(from).toEqual([{ name: 'Jürgen Groß', address: 'jürgen@x.example' }]);
    expect(to).toEqual([
      { name: '', address: '用户@例え.example' },
      { name: 'б, в', address: 'почта@y.example' },
    ]);
  });

  it('of Reply-To has nobody without an address, and Carla is not lost', () => {
    const header = (value: string) => parseHeader(Buffer.from(`Reply-To: ${value}\r\nFrom: Bruno\r\n`));
    for (const value of ['no-reply', '<>', 'undisclosed-recipients:;', '"Service Desk" <>'])
      expect(header(value).replyTo).toEqual([]);
    expect(header('Carla <c@x.example>, desk').replyTo).toEqual([{ name: 'Carla', address: 'c@x.example' }]);
    expect(header('x').from).toEqual([{ name: 'Bruno', address: '' }]);
  });
});

describe('other fields', () => {
  const header = (...lines: string[]) => parseHeader(Buffer.from(`${lines.join('\r\n')}\r\n`));

  it('finds Message-IDs with blanks inside', () => {
    expect(header('Message-ID: <a@ b >').messageId).toBe('<a@b>');
    expect(header('References: <one@\r\n x> <two@x>').references).toEqual(['<one@x>', '<two@x>']);
    expect(header('In-Reply-To: bare@x').inReplyTo).toBe('<bare@x>');
    expect(header('Message-ID: < >').messageId).toBeNull();
  });

  it('takes the first of two', () => {
    const read = header('Subject: one', 'Subject: two', 'From: a@x.example', 'From: b@x.example');
    expect(read.subject).toBe('one');
    expect(read.from).toEqual([{ name: '', address: 'a@x.example' }]);
  });

  it('joins characters that were cut in two between encoded words', () => {
    expect(header('Subject: =?utf-8?B?5L2g5Q==?=\r\n =?UTF-8?B?pb0=?= x').subject).toBe('你好 x');
    expect(header('Subject: =?utf-8?Q?a=5Fb_c?= =?iso-8859-1?Q?=FC?=').subject).toBe('a_b cü');
    expect(header('Subject: a =?utf-8*en?Q?b?= c').subject).toBe('a b c');
    expect(header('Subject: =?utf-8?X?b?=').subject).toBe('=?utf-8?X?b?=');
  });

  it('reads octets beyond ASCII as UTF-8, or as old programs wrote them', () => {
    expect(
      parseHeader(Buffer.from('Subject: Gr\xfc\xdfe\r\nTo: \xfc <a@x.example>\r\n', 'latin1')),
    ).toMatchObject({
      subject: 'Grüße',
      to: [{ name: 'ü', address: 'a@x.example' }],
    });
  });
});
