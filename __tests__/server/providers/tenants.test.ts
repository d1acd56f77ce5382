import { describe, expect, it } from 'vitest';
import { microsoft } from '../../../src/server/providers/microsoft';

const VALUES = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'abc8Q~secret.value-of_a~registration12345',
};
const REQUEST = { redirectUri: 'https://x.example/cb', state: 's', nonce: 'n', codeChallenge: 'c' };

describe('who may sign in', () => {
  it.each([
    ['organization', 'global', '/contoso.com', '/contoso.com', 'smtp.office365.com'],
    ['organizations', 'global', '/organizations', '/organizations', 'smtp.office365.com'],
    ['common', 'global', '/common', '/organizations', 'smtp.office365.com'],
    ['consumers', 'global', '/consumers', null, 'smtp-mail.outlook.com'],
    ['organization', 'china', '/contoso.com', '/contoso.com', 'smtp.partner.outlook.cn'],
    ['common', 'dod', '/common', '/organizations', 'outlook-dod.office365.us'],
  ])('%s in %s: sign-in %s, consent %s, mail goes to %s', async (tenantKind, cloud, path, consent, smtp) => {
    const settings = microsoft.checkSettings({ ...VALUES, tenantKind, cloud, tenant: 'contoso.com' });
    expect(settings.tenant).toBe(tenantKind === 'organization' ? 'contoso.com' : '');
    const signIn = new URL(await microsoft.authorizeUrl(settings, REQUEST));
    expect(signIn.pathname).toBe(`${path}/oauth2/v2.0/authorize`);
    const url = microsoft.adminConsent?.url(settings, REQUEST.redirectUri, 'a-state');
    expect(url && new URL(url).pathname).toBe(consent && `${consent}/v2.0/adminconsent`);
    expect(url && new URL(url).origin).toBe(consent && signIn.origin);
    expect(microsoft.smtp(settings).host).toBe(smtp);
  });

  it('is one organization unless something else is said, and what older settings said by the tenant', () => {
    const kind = (settings: Record<string, string>) => {
      const { tenantKind, tenant } = microsoft.readSettings(settings);
      return [tenantKind, tenant];
    };
    expect(kind({})).toEqual(['organization', undefined]);
    expect(kind({ tenant: 'contoso.com' })).toEqual(['organization', 'contoso.com']);
    expect(kind({ tenant: ' Consumers ' })).toEqual(['consumers', '']);
    expect(kind({ tenantKind: 'organization', tenant: 'common' })).toEqual(['organization', 'common']);
  });
});
