import { describe, expect, it } from 'vitest';
import { headerFields } from '../../../src/server/mime/header';
import { headerNotices } from '../../../src/server/mime/headerNotices';
import { readUnsubscribe } from '../../../src/server/mime/unsubscribe';

const ONE_CLICK = 'List-Unsubscribe=One-Click';

describe('a way out of a mailing list', () => {
  it('is an address to post to, and one to write to', () => {
    const field = '<mailto:leave+a@x.org?subject=bye+you&body=id%2042>, <https://x.org/u?id=1>';
    expect(readUnsubscribe(field, ONE_CLICK)).toEqual({
      url: 'https://x.org/u?id=1',
      oneClick: true,
      mail: { address: 'leave+a@x.org', subject: 'bye+you', text: 'id 42' },
    });
    expect(readUnsubscribe(field, '')).not.toHaveProperty('oneClick');
  });

  it.each([
    ['', null],
    ['https://x.org/u', null],
    ['<http://x.org/u>', null],
    ['<javascript:alert(1)>', null],
    ['<https://user:pw@x.org/>', null],
    ['<mailto:>', null],
    ['<mailto:a@x.org,b@x.org>', null],
    ['<mailto:%ZZ@x.org>', null],
    ['<http://x.org/u>, <https://x.org/v>', { url: 'https://x.org/v' }],
    ['<mailto:a@x.org>', { mail: { address: 'a@x.org', subject: 'unsubscribe', text: '' } }],
    [
      '<mailto:a@x.org?subject=a%0D%0ABcc:%20b@x.org&cc=c@x.org>',
      { mail: { address: 'a@x.org', subject: 'a Bcc: b@x.org', text: '' } },
    ],
  ])('%s', (field, found) => expect(readUnsubscribe(field, '')).toEqual(found));
});

describe('what a header says of a message', () => {
  const of = (header: string, text = '') => headerNotices(headerFields(Buffer.from(header)), text);
  it.each([
    ['Content-Type: multipart/signed; protocol="application/pgp-signature"', 'pgp-signed'],
    ['Content-Type: multipart/signed; protocol="application/pkcs7-signature"', 'smime-signed'],
    ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"', 'pgp-encrypted'],
  ])('%s', (header, kind) => expect(of(header)).toEqual([{ kind }]));

  it('is found in the text too', () => {
    expect(of('', 'x\n-----BEGIN PGP MESSAGE-----\n')).toEqual([{ kind: 'pgp-encrypted' }]);
    expect(of('', '-----BEGIN PGP SIGNED MESSAGE-----\n')).toEqual([{ kind: 'pgp-signed' }]);
    expect(of('', '> -----BEGIN PGP MESSAGE-----\n')).toEqual([]);
  });

  it.each([
    ['Importance: High', 'high'],
    ['X-Priority: 1 (Highest)', 'high'],
    ['X-Priority: 5', 'low'],
    ['Importance: low\r\nX-Priority: 1', 'low'],
    ['Importance: normal', undefined],
    ['X-Priority: 3', undefined],
    ['X-Priority: 12', undefined],
  ])('%s', (header, level) => expect(of(header)).toEqual(level ? [{ kind: 'importance', level }] : []));
});
