import { describe, expect, it } from 'vitest';
import { caseFile } from '../../bed/cases';
import { readCms } from '../../../src/server/mime/cms';
import { parseSource, sourceFile } from '../../../src/server/mime/parse';

const TEXT = Buffer.from('Content-Type: text/plain\r\n\r\nsigned words');
const der = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};
/** Of indefinite length (X.690 §8.1.3.6). */
const ber = (tag: number, ...content: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])]);
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));
const SIGNED = oid('2a864886f70d010702');
const DATA = oid('2a864886f70d010701');
const version = der(2, Buffer.from([1]));

describe('a CMS object', () => {
  it('gives its content in DER', () => {
    const object = caseFile('20-smime-opaque-signed', 'input.eml');
    const found = readCms(sourceFile(object, '1') ?? Buffer.alloc(0));
    expect(found.kind).toBe('signed');
    expect(found.content?.toString()).toContain('The contract is signed.');
  });

  it('gives its content in BER, in pieces, with other things around it', () => {
    const pieces = ber(0x24, der(4, TEXT.subarray(0, 20)), ber(0x24, der(4, TEXT.subarray(20))));
    const encap = ber(0x30, DATA, ber(0xa0, pieces));
    const object = ber(
      0x30,
      SIGNED,
      ber(0xa0, ber(0x30, version, der(0x31, der(0x30, oid('2a03'))), encap, ber(0xa0, TEXT))),
    );
    expect(readCms(object)).toEqual({ kind: 'signed', content: TEXT });
  });

  it.each([
    ['enveloped', '2a864886f70d010703'],
    ['encrypted', '2a864886f70d010706'],
    ['authenticated and enveloped', '2a864886f70d0109100117'],
  ])('that is %s is encrypted', (_name, type) =>
    expect(readCms(der(0x30, oid(type), der(0xa0, version)))).toEqual({ kind: 'encrypted', content: null }),
  );

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['no content', der(0xa0)],
    ['content of another tag', der(0xa1, der(0x30, version))],
    ['no digests', der(0xa0, der(0x30, version))],
    ['nothing behind its digests', der(0xa0, der(0x30, version, der(0x31)))],
    ['no sequence', der(0xa0, der(0x30, version, der(0x31), der(0x31, DATA, der(0xa0, der(4, TEXT)))))],
    ['an empty sequence', der(0xa0, der(0x30, version, der(0x31), der(0x30)))],
    [
      'other data than text',
      der(0xa0, der(0x30, version, der(0x31), der(0x30, SIGNED, der(0xa0, der(4, TEXT))))),
    ],
    ['text apart from it', der(0xa0, der(0x30, version, der(0x31), der(0x30, DATA)))],
    [
      'text of another tag',
      der(0xa0, der(0x30, version, der(0x31), der(0x30, DATA, der(0xa1, der(4, TEXT))))),
    ],
  ])('that is signed and holds %s has no text', (_name, content) =>
    expect(readCms(der(0x30, SIGNED, content))).toEqual({ kind: 'signed', content: null }),
  );

  it('that was cut off gives what is there', () => {
    const encap = der(0x30, DATA, der(0xa0, der(4, TEXT)));
    const object = der(0x30, SIGNED, der(0xa0, der(0x30, version, der(0x31), encap)));
    expect(readCms(object.subarray(0, -5)).content).toEqual(TEXT.subarray(0, -5));
  });

  it('with a detached signature has no content', () => {
    const object = der(0x30, SIGNED, der(0xa0, der(0x30, version, der(0x31), der(0x30, DATA))));
    expect(readCms(object)).toEqual({ kind: 'signed', content: null });
  });

  it.each([
    ['nothing', ''],
    ['text', Buffer.from('no ASN.1').toString('hex')],
    ['one tag', '30'],
    ['a length of many octets', '3089ffffffffffffffffff'],
    ['an endless one', '3080'.repeat(50_000)],
    ['lengths beyond its end', '30840fffffff0609'],
    ['end marks alone', '0000'.repeat(50)],
  ])('that is %s is none', (_name, hex) =>
    expect(readCms(Buffer.from(hex, 'hex'))).toEqual({ kind: null, content: null }),
  );

  it('is shown as encrypted, and not as a message without text', () => {
    const object = der(0x30, oid('2a864886f70d010703'), der(0xa0, version)).toString('base64');
    const type = 'Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64';
    const mail = parseSource(Buffer.from(`${type}\r\n\r\n${object}\r\n`));
    expect(mail.notices).toEqual([{ kind: 'encrypted' }]);
    expect(mail.attachments).toMatchObject([{ filename: 'smime.p7m' }]);
  });
});
