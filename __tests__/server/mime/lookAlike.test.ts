import { describe, expect, it } from 'vitest';
import { claimedAddress } from '../../../src/server/mime/addresses';
import { hasFailed, readAuthentication } from '../../../src/server/mime/authentication';
import {
  asciiDomain,
  domainOf,
  isDisguised,
  lookAlikeOf,
  organizationOf,
} from '../../../src/server/mime/lookAlike';

describe('a domain that looks like one’s own', () => {
  const own = ['mail.contoso.com', 'gmx.de', 'fabrikam.co.uk'];
  it.each([
    ['contosо.com', 'contoso.com'],
    ['c0ntoso.com', 'contoso.com'],
    ['contos0.com', 'contoso.com'],
    ['contosso.com', 'contoso.com'],
    ['contoso.co', 'contoso.com'],
    ['contsoo.com', 'contoso.com'],
    ['cont0so.com', 'contoso.com'],
    ['login.contöso.com', 'contoso.com'],
    ['fabrikarn.co.uk', 'fabrikam.co.uk'],
    ['contoso.com', null],
    ['sales.contoso.com', null],
    ['contoso.com.example', null],
    ['gmx.net', null],
    ['gmy.de', null],
    ['example.com', null],
    ['', null],
  ])('%s: %s', (domain, like) => expect(lookAlikeOf(domain, own)).toBe(like));

  it.each([
    ['аррӏе.com', true],
    ['pаypal.com', true],
    ['пример.com', false],
    ['例え.jp', false],
    ['東京tower.jp', false],
    ['müller.de', false],
    ['κόσμος.gr', false],
    ['example.com', false],
    ['', false],
  ])('%s is written in letters that deceive: %s', (domain, is) => expect(isDisguised(domain)).toBe(is));

  it('has a name in ASCII, an organization and an address', () => {
    expect(asciiDomain('аррӏе.com')).toBe('xn--80ak6aa92e.com');
    expect(asciiDomain('a b')).toBe('a b');
    expect(['a.b.example.co.uk', 'a.example.de', 'example.com'].map(organizationOf)).toEqual([
      ...['example.co.uk', 'example.de', 'example.com'],
    ]);
    expect(['A@B.de', 'x', '"a@b"@c.DE'].map(domainOf)).toEqual(['b.de', '', 'c.de']);
  });
});

describe('a name that is an address', () => {
  it.each([
    ['"boss@contoso.com" <x@example.net>', 'boss@contoso.com'],
    ['boss@contoso.com via List <x@example.net>', 'boss@contoso.com'],
    ['=?utf-8?q?boss=40contoso.com?= <x@example.net>', 'boss@contoso.com'],
    ['"X@example.net" <x@example.net>', null],
    ['Boss <x@example.net>', null],
    ['me @ home <x@example.net>', null],
    ['x@example.net', null],
    ['', null],
  ])('%s', (field, address) => expect(claimedAddress(field)).toBe(address));
});

describe('what the server found out about the sender', () => {
  const EXCHANGE =
    'spf=fail (sender IP is 1.2.3.4; dmarc=pass) smtp.mailfrom=x.org; dkim=none (message not signed) header.d=none;dmarc=fail action=quarantine header.from=x.org;compauth=fail reason=000';
  it('is read as Exchange writes it', () => {
    expect(readAuthentication(EXCHANGE)).toEqual({
      ...{ server: '', spf: 'fail', dkim: 'none', dmarc: 'fail', compauth: 'fail' },
    });
  });

  it('is read as others write it', () => {
    expect(
      readAuthentication(
        'mx.example.com 1; dkim=fail header.d=a.org; dkim=PASS header.d=b.org; spf=softfail',
      ),
    ).toEqual({ server: 'mx.example.com', spf: 'softfail', dkim: 'pass', dmarc: '', compauth: '' });
    expect(readAuthentication('mx.example.com; none')).toBeNull();
    expect(readAuthentication('')).toBeNull();
  });

  it.each([
    ['dmarc=fail', true],
    ['dmarc=fail; compauth=pass reason=130', false],
    ['spf=fail; dkim=fail', true],
    ['spf=fail; dkim=fail; dmarc=pass', false],
    ['spf=fail; dkim=none', false],
    ['spf=softfail; dkim=fail', false],
    ['spf=pass; dkim=pass; dmarc=pass', false],
  ])('%s fails: %s', (field, failed) => {
    const read = readAuthentication(field);
    expect(read && hasFailed(read)).toBe(failed);
  });
});
