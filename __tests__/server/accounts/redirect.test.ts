import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import '../environment';
import type * as Redirect from '../../../src/server/accounts/redirect';
import type { MailContext } from '../../../src/server/context';

describe('where the browser comes back', () => {
  let redirect: typeof Redirect;
  const set = ['APP_PUBLIC_ORIGIN', 'API_BASE_PATH', 'APP_PUBLIC_PATH'] as const;
  const app = (name: string) => ({ app: { name } }) as MailContext;
  const request = (headers: Record<string, string>) => ({
    protocol: 'http',
    headers,
    get: (name: string) => headers[name] ?? '',
  });
  const direct = request({ host: 'localhost:13000' });

  beforeAll(async () => {
    redirect = await import('../../../src/server/accounts/redirect');
  });
  afterEach(() => {
    for (const name of set) delete process.env[name];
  });

  it('is the host’s own address', () => {
    expect(redirect.redirectUri(app('main'), direct)).toBe(
      'http://localhost:13000/api/mailAccounts:callback',
    );
  });

  it('is the public one behind a proxy', () => {
    const proxied = request({
      host: 'app:13000',
      'x-forwarded-proto': 'https, http',
      'x-forwarded-host': 'crm.example.com, app',
    });
    expect(redirect.redirectUri(app('main'), proxied)).toBe(
      'https://crm.example.com/api/mailAccounts:callback',
    );
  });

  it('is what the browser says where the proxy says nothing', () => {
    expect(redirect.redirectUri(app('main'), direct, 'https://crm.example.com')).toBe(
      'https://crm.example.com/api/mailAccounts:callback',
    );
    expect(redirect.redirectUri(app('main'), direct, 'https://crm.example.com/evil?x')).toBe(
      'https://crm.example.com/api/mailAccounts:callback',
    );
    for (const nonsense of [
      'javascript:alert(1)',
      'ftp://x',
      '',
      7,
      null,
      ['https://a.example'],
      'crm.example.com',
    ]) {
      expect(redirect.redirectUri(app('main'), direct, nonsense)).toBe(
        'http://localhost:13000/api/mailAccounts:callback',
      );
    }
  });

  it('is what the operator has set, before all', () => {
    process.env.APP_PUBLIC_ORIGIN = 'https://set.example.com';
    expect(redirect.redirectUri(app('main'), direct, 'https://crm.example.com')).toBe(
      'https://set.example.com/api/mailAccounts:callback',
    );
  });

  it.each([
    ['/api/', '/api'],
    ['/nocobase/api/', '/nocobase/api'],
    ['rest', '/rest'],
    ['/api', '/api'],
  ])('lies under the base path %s', (base, path) => {
    process.env.API_BASE_PATH = base;
    expect(redirect.callbackPath(app('main'))).toBe(`${path}/mailAccounts:callback`);
    expect(redirect.callbackPath(app('sales'))).toBe(`${path}/__app/sales/mailAccounts:callback`);
  });

  it.each(['/', '/admin', '/v/admin/mail?x=1&y=%2F#z', '/apps/sales/admin/', '/a//b'])(
    'may be %s',
    (path) => {
      expect(redirect.localPath(path)).toBe(path);
    },
  );

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\\/evil.example',
    '/a/..//evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    'https://evil.example',
    'evil.example',
    'javascript:alert(1)',
    ' /a',
    '/\n/evil.example',
    '/\t/evil.example',
    '/a\r\nSet-Cookie: x=1',
    '',
    null,
    undefined,
    7,
    ['/a'],
    `/${'a'.repeat(1000)}`,
    '/%5c/..//evil.example',
  ])('is never %j', (path) => {
    expect(redirect.localPath(path)).toBe('/');
  });

  it('carries the outcome in its query', () => {
    expect(redirect.withOutcome('/a?x=1#y', { mailConnected: '7' })).toBe('/a?x=1&mailConnected=7#y');
    expect(redirect.withOutcome('/a?mailError=old', { mailConnected: '7' })).toBe('/a?mailConnected=7');
    expect(redirect.withOutcome('/', { mailError: 'throttled' })).toBe('/?mailError=throttled');
  });
});
