import { describe, expect, it } from 'vitest';
import { caseFile, textMessage } from '../../bed/cases';
import { decodeCharset } from '../../../src/server/mime/charset';
import { decodeWords } from '../../../src/server/mime/encodedWords';
import { parseSource } from '../../../src/server/mime/parse';

const hex = (octets: string) => Buffer.from(octets, 'hex');
const ascii = (text: string) => Buffer.from(text, 'latin1');

describe('case 15: Japanese mail', () => {
  it.each([
    ...['1-no-charset', '2-cp50220', '3-csISO2022JP', '4-iso-2022-jp', '5-x-iso-2022-jp', '6-really-utf8'],
  ])('reads input-%s', (name) => {
    const { text } = parseSource(caseFile('15-japanese-charset-names', `input-${name}.eml`));
    expect(text.trim()).toBe('お問い合わせありがとうございます。①番の見積です。');
  });

  it.each([
    'cp50221',
    'CP50222',
    'iso-2022-jp-1',
    'ISO-2022-JP-2',
    'iso-2022-jp-3',
    'iso-2022-jp-ms',
    'csISO2022JP2',
  ])('reads %s', (label) => expect(decodeCharset(ascii('\x1b$B%"%$\x1b(B'), label)).toBe('アイ'));
});

describe('charsets that shift', () => {
  it.each([
    ['iso-2022-kr', '\x1b$)C\x0e>H3g\x0f abc', '안녕 abc'],
    ['csISO2022KR', '\x1b$)C\x0e>H3g\x0f\n\x0e>H3g\x0f', '안녕\n안녕'],
    ['hz-gb-2312', 'say ~{Dc:C~}~~', 'say 你好~'],
    ['HZ', '~{Dc:C~}~\nand on', '你好and on'],
    ['iso-2022-cn', '\x1b$)A\x0eDc:C\x0f!', '你好!'],
    ['utf-7', 'Hi +AGEALw- +- +ZeVnLIqe', 'Hi a/ + 日本語'],
    ['unicode-1-1-utf-7', '+ZeVnLIqe-!', '日本語!'],
    [null, '\x1b$)C\x0e>H3g\x0f', '안녕'],
    [null, '\x1b$)A\x0eDc:C\x0f', '你好'],
    [null, '\x1b$@%"\x1b(J', 'ア'],
  ])('%s', (label, text, expected) => expect(decodeCharset(ascii(text), label).trim()).toBe(expected));
});

describe('labels of every family', () => {
  it.each<[label: string, octets: string, text: string]>([
    ['windows-1250', '9c9ee3', 'śžă'],
    ['cp1251', 'cff0e8', 'При'],
    ['win-1251', 'cff0e8', 'При'],
    ['x-cp1251', 'cff0e8', 'При'],
    ['windows1252', '8094', '€”'],
    ['ANSI', '8094', '€”'],
    ['windows-1253', 'c1e2', 'Αβ'],
    ['windows-1254', 'f0fe', 'ğş'],
    ['windows-1255', 'f9ec', 'של'],
    ['windows-1256', 'e3d1', 'مر'],
    ['windows-1257', 'e0fe', 'ąž'],
    ['windows-1258', 'd0fe', 'Đ₫'],
    ['windows-874', 'a1b4', 'กด'],
    ['tis-620', 'a1b4', 'กด'],
    ['iso_8859-1', '93fc', '“ü'],
    ['iso8859-15', 'a4', '€'],
    ['ISO_8859-2:1987', 'b1e6', 'ąć'],
    ['latin1', 'fc', 'ü'],
    ['l2', 'b1', 'ą'],
    ['iso-8859-8-i', 'f9ec', 'של'],
    ['koi8-u', 'a4c4', 'єд'],
    ['macintosh', '8a8e', 'äé'],
    ['x-mac-roman', '8a8e', 'äé'],
    ['x-mac-cyrillic', '8fe0', 'Па'],
    ['cp866', '8fe0', 'Пр'],
    ['ibm850', '8481', 'äü'],
    ['cp437', '8481', 'äü'],
    ['x-sjis', '8341', 'ア'],
    ['ms932', '8740', '①'],
    ['windows-31j', '8740', '①'],
    ['shift-jis', '8341', 'ア'],
    ['x-euc-jp', 'a5a2', 'ア'],
    ['eucjp', 'a5a2', 'ア'],
    ['ks_c_5601-1987', 'bec8b3e7', '안녕'],
    ['x-cp20949', 'bec8b3e7', '안녕'],
    ['cp949', '8141', '갂'],
    ['uhc', '8141', '갂'],
    ['gb_2312-80', 'c4e3', '你'],
    ['euc-cn', 'c4e3', '你'],
    ['x-gbk', 'c4e3', '你'],
    ['cp936', 'c4e3', '你'],
    ['cp950', 'a741', '你'],
    ['big5-hkscs', 'a741', '你'],
    ['utf8', 'e4bda0', '你'],
    ['cp65001', 'e4bda0', '你'],
    ['utf-16', '00414f60', 'A你'],
    ['utf-16', '4100604f', 'A你'],
    ['utf-16le', '604f', '你'],
    ['utf-16be', '4f60', '你'],
  ])('%s', (label, octets, text) => expect(decodeCharset(hex(octets), label)).toBe(text));

  it('is the same in an encoded word', () => {
    expect(decodeWords('=?x-cp20949?B?vsiz5w==?=')).toBe('안녕');
    expect(decodeWords('=?cp50220?B?GyRCJSIbKEI=?=')).toBe('ア');
    expect(decodeWords('=?iso-2022-kr?B?GyQpQw4+SDNnDw==?=')).toBe('안녕');
  });
});

describe('a label that says nothing, or lies', () => {
  it.each<[why: string, type: string, octets: Buffer, text: string]>([
    ['none, UTF-8', 'text/plain', Buffer.from('Grüße'), 'Grüße'],
    ['none, old Windows', 'text/plain', ascii('Gr\xfc\xdfe \x80'), 'Grüße €'],
    ['us-ascii, UTF-8', 'text/plain; charset=us-ascii', Buffer.from('Grüße'), 'Grüße'],
    ['us-ascii, old Windows', 'text/plain; charset=us-ascii', ascii('Gr\xfc\xdfe'), 'Grüße'],
    ['iso-8859-1, UTF-8', 'text/plain; charset=iso-8859-1', Buffer.from('Grüße'), 'Grüße'],
    ['koi8-r, UTF-8', 'text/plain; charset=koi8-r', Buffer.from('Привет'), 'Привет'],
    ['gb2312, UTF-8', 'text/plain; charset=gb2312', Buffer.from('你好世界'), '你好世界'],
    ['shift_jis, UTF-8', 'text/plain; charset=shift_jis', Buffer.from('こんにちは'), 'こんにちは'],
    ['utf-8, old Windows', 'text/plain; charset=utf-8', ascii('Gr\xfc\xdfe'), 'Grüße'],
    ['utf-8, cut off', 'text/plain; charset=utf-8', Buffer.from('Grüße ü').subarray(0, -1), 'Grüße \uFFFD'],
    ['unknown, UTF-8', 'text/plain; charset=x-unknown', Buffer.from('Grüße'), 'Grüße'],
    ['unknown, old Windows', 'text/plain; charset=unknown-8bit', ascii('Gr\xfc\xdfe'), 'Grüße'],
    ['gb2312, and it is', 'text/plain; charset=gb2312', hex('c4a3'), '模'],
    ['a byte order mark', 'text/plain; charset=iso-8859-1', Buffer.from('\uFEFFGrüße'), 'Grüße'],
  ])('%s', (_why, type, octets, text) => expect(parseSource(textMessage(type, octets)).text).toBe(text));

  it.each([
    ['<meta charset=koi8-r>', 'text/html'],
    ['<META http-equiv="Content-Type" content="text/html; charset=koi8-r">', 'text/html'],
    ['<meta charset="koi8-r">', 'text/html; charset=us-ascii'],
    ['<meta charset="koi8-r">', 'text/html; charset=x-unknown'],
  ])('is found in %s', (meta, type) => {
    const { html } = parseSource(textMessage(type, Buffer.concat([ascii(meta), hex('f0d2c9')])));
    expect(html).toBe(`${meta}При`);
  });

  it('is not looked for in an HTML that names it in its header, nor in plain text', () => {
    const octets = Buffer.concat([ascii('<meta charset=koi8-r>'), hex('cff0e8')]);
    expect(parseSource(textMessage('text/html; charset=windows-1251', octets)).html).toMatch(/При$/);
    expect(parseSource(textMessage('text/plain', octets)).text).toMatch(/Ïðè$/);
  });
});
