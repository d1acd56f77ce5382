import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSettingsView, ProviderView } from '../../../src/common';
import { bootApp, type BootedApp, type Caller } from '../boot';

const VALUES = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'abc8Q~secret.value-of_a~registration12345',
  tenant: 'common',
  cloud: 'global',
};

const ONE = { ...VALUES, tenantKind: 'organization', tenant: 'contoso.com' };
const PERSONAL = { ...VALUES, tenantKind: 'consumers', tenant: '' };

/** What everybody may know. */
const SHOWN = { name: 'microsoft', title: 'Outlook' };

interface Refusal {
  errors: Array<{ code: string; message: string; field?: string }>;
}

describe('the settings of a provider', () => {
  let booted: BootedApp;
  let user: Caller;

  const save = (values: Record<string, unknown>, enabled: unknown = true, headers?: Record<string, string>) =>
    booted.root.post<ProviderSettingsView & Refusal>('mailProviders:save', {
      body: { name: 'microsoft', enabled, values },
      headers,
    });
  const get = async () =>
    (await booted.root.get<ProviderSettingsView>('mailProviders:get', { query: { filterByTk: 'microsoft' } }))
      .data;
  const list = async () => (await user.get<ProviderView[]>('mailProviders:list')).data;
  const connect = () =>
    user.post<{ url: string } & Refusal>('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/' },
    });

  beforeAll(async () => {
    booted = await bootApp();
    user = await booted.user('anna');
  });
  afterAll(() => booted.stop());

  it('are empty at first, and nobody can connect', async () => {
    const view = await get();
    expect(view.values).toMatchObject({
      clientId: '',
      tenantKind: 'organization',
      tenant: '',
      cloud: 'global',
    });
    expect(view).toMatchObject({
      savedSecrets: {},
      adminConsentUrl: null,
      consent: null,
      secretExpiry: null,
    });
    expect(await list()).toEqual([{ ...SHOWN, enabled: false, ready: false, adminConsentUrl: null }]);
    const { status, body } = await connect();
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe('provider-not-configured');
  });

  it.each([
    [{ ...VALUES, clientId: 'x' }, 'invalid-client-id', 'must be a GUID', 'clientId'],
    [{ ...VALUES, clientSecret: VALUES.clientId }, 'invalid-client-secret', 'secret’s ID', 'clientSecret'],
    [{ ...VALUES, clientSecret: '' }, 'invalid-client-secret', 'secret’s value', 'clientSecret'],
    [{ ...VALUES, tenant: '' }, 'invalid-tenant', 'tenant’s ID', 'tenant'],
    [{ ...ONE, tenant: 'Common' }, 'invalid-tenant', 'aren’t tenants', 'tenant'],
    [{ ...PERSONAL, cloud: 'china' }, 'invalid-tenant', 'Personal accounts', 'tenantKind'],
    [{ ...VALUES, tenantKind: 'mars' }, 'invalid-input', '“Who can sign in”', 'tenantKind'],
    [{ ...VALUES, cloud: 'custom' }, 'invalid-server', '“Sign-in address”', 'authority'],
    [{ ...VALUES, clientSecretExpires: '31.12.2026' }, 'invalid-expiry', 'the date', 'clientSecretExpires'],
    [{ ...VALUES, clientId: { $ne: 1 } }, 'invalid-input', 'isn’t valid', 'clientId'],
  ])('refuse %j', async (values, code, sentence, field) => {
    const { status, body } = await save(values);
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe(code);
    expect(body.errors[0].message).toContain(sentence);
    expect(body.errors[0].field).toBe(field);
    expect(await list()).toMatchObject([{ ready: false }]);
  });

  it('refuse what is no form at all', async () => {
    for (const body of [
      undefined,
      {},
      [],
      { name: 'microsoft' },
      { name: 'microsoft', enabled: 'yes', values: {} },
    ]) {
      expect((await booted.root.post('mailProviders:save', { body })).status).toBe(400);
    }
    expect(
      (await booted.root.post('mailProviders:save', { body: { name: 'x', enabled: true, values: {} } }))
        .status,
    ).toBe(404);
    expect((await booted.root.get('mailProviders:get', { query: { filterByTk: 'x' } })).status).toBe(404);
  });

  it('are saved, encrypted where they are secret, and the secret is never sent back', async () => {
    const { status, data, body } = await save(VALUES);
    expect(status).toBe(200);
    // Callers of before there was a kind gave it as the tenant.
    expect(data.values).toMatchObject({
      clientId: VALUES.clientId,
      tenantKind: 'common',
      tenant: '',
      cloud: 'global',
    });
    expect(Date.parse(data.savedSecrets.clientSecret)).toBeGreaterThan(Date.now() - 60_000);
    expect(data.adminConsentUrl).toContain('/organizations/v2.0/adminconsent');
    expect(JSON.stringify([body, await get()])).not.toContain(VALUES.clientSecret);
    const [row] = await booted.app.db.getCollection('mailProviders').model.findAll({ raw: true });
    expect(JSON.stringify(row)).not.toContain(VALUES.clientSecret);
    expect(await list()).toEqual([
      { ...SHOWN, enabled: true, ready: true, adminConsentUrl: data.adminConsentUrl },
    ]);
  });

  it('keep the stored secret when the field is left empty', async () => {
    const before = (await get()).savedSecrets;
    expect((await save({ ...VALUES, clientSecret: '', tenant: 'contoso.com' })).status).toBe(200);
    expect((await save({ clientId: VALUES.clientId, cloud: 'global', tenant: 'contoso.com' })).status).toBe(
      200,
    );
    expect((await get()).savedSecrets).toEqual(before);
    expect((await connect()).data.url).toContain('login.microsoftonline.com/contoso.com/');
  });

  it('fill in environment variables when used, and show their names', async () => {
    booted.app.environment.setVariable('MAIL_CLIENT', VALUES.clientId);
    booted.app.environment.setVariable('MAIL_SECRET', VALUES.clientSecret);
    const named = { ...VALUES, clientId: '{{ $env.MAIL_CLIENT }}', clientSecret: '{{$env.MAIL_SECRET}}' };
    expect((await save(named)).status).toBe(200);
    expect((await get()).values.clientId).toBe('{{ $env.MAIL_CLIENT }}');
    expect(new URL((await connect()).data.url).searchParams.get('client_id')).toBe(VALUES.clientId);
    const refused = (await save({ ...named, tenant: '{{ $env.MISSING }}' })).body.errors[0];
    expect(refused).toMatchObject({ code: 'unknown-variable', field: 'tenant' });
    expect(refused.message).toMatch(/“Directory \(tenant\) ID”.* MISSING,/);
    const secret = (await save({ ...named, clientSecret: '{{ $env.GONE }}' })).body.errors[0];
    expect(secret).toMatchObject({ code: 'unknown-variable', field: 'clientSecret' });
    booted.app.environment.removeVariable('MAIL_CLIENT');
    expect((await connect()).body.errors[0].code).toBe('unknown-variable');
    expect(await list()).toMatchObject([{ ready: false, adminConsentUrl: null }]);
    expect((await save(VALUES)).status).toBe(200);
  });

  it('still work as they were stored before there was a kind of tenant', async () => {
    const rows = booted.app.db.getCollection('mailProviders').model;
    const stored = (settings: object) => rows.update({ settings }, { where: { name: 'microsoft' } });
    await stored({ clientId: VALUES.clientId, tenant: 'Organizations', cloud: 'global' });
    expect((await get()).values).toMatchObject({ tenantKind: 'organizations', tenant: '' });
    expect((await connect()).data.url).toContain('login.microsoftonline.com/organizations/');
    await stored({ clientId: VALUES.clientId, tenant: 'contoso.com', cloud: 'global' });
    expect((await get()).values).toMatchObject({ tenantKind: 'organization', tenant: 'contoso.com' });
    expect((await connect()).data.url).toContain('login.microsoftonline.com/contoso.com/');
  });

  it('forget what another choice hides', async () => {
    const { data } = await save({ ...VALUES, tenantKind: 'organizations', tenant: 'not a tenant' });
    expect(data.values).toMatchObject({ tenantKind: 'organizations', tenant: '' });
  });

  it('do not send a stored secret to another sign-in address', async () => {
    const moved = { ...VALUES, clientSecret: '', authority: 'https://login.example.com' };
    const { body } = await save(moved);
    expect(body.errors[0]).toMatchObject({ code: 'invalid-client-secret', field: 'clientSecret' });
    expect(body.errors[0].message).toContain('sign-in address has changed');
    expect((await save({ ...moved, clientSecret: VALUES.clientSecret })).status).toBe(200);
    expect((await save(VALUES)).status).toBe(200);
  });

  it('show the very redirect URI that connecting uses', async () => {
    const proxy = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'crm.example.com' };
    for (const [headers, origin] of [
      [{}, undefined],
      [proxy, undefined],
      [{}, 'https://other.example.com'],
      [proxy, 'https://other.example.com'],
    ] as const) {
      const shown = await booted.root.get<ProviderSettingsView>('mailProviders:get', {
        query: { filterByTk: 'microsoft', ...(origin ? { origin } : {}) },
        headers,
      });
      const used = await user.post<{ url: string }>('mailAccounts:connect', {
        body: { provider: 'microsoft', returnTo: '/', origin },
        headers,
      });
      expect(new URL(used.data.url).searchParams.get('redirect_uri')).toBe(shown.data.redirectUri);
      expect(new URL(shown.data.redirectUri).origin).toBe(
        origin ?? ('X-Forwarded-Host' in headers ? 'https://crm.example.com' : booted.url),
      );
    }
  });

  it('wake the accounts that waited for them', async () => {
    const accounts = booted.app.db.getCollection('mailAccounts').model;
    const row = { userId: user.userId, provider: 'microsoft', displayName: '', identity: 'x' };
    await accounts.create({
      ...row,
      address: 'a@example.com',
      state: 'blocked',
      reason: 'client-secret-expired',
    });
    await accounts.create({
      ...row,
      address: 'b@example.com',
      state: 'reconnect',
      reason: 'reconnect-required',
    });
    await save(VALUES);
    const woken = await accounts.findAll({ order: ['address'] });
    expect(woken.map((account) => account.get('wakeAt') !== null)).toEqual([true, false]);
  });

  it('speak the language of who asks', async () => {
    const { body } = await save({ ...VALUES, clientId: 'x' }, true, { 'X-Locale': 'de-DE' });
    expect(body.errors[0].message).toContain('muss eine GUID sein');
    const chinese = await save({ ...VALUES, clientId: 'x' }, true, { 'X-Locale': 'zh-CN' });
    expect(chinese.body.errors[0].message).toContain('客户端');
  });
});
