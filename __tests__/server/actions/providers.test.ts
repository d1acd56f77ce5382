import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSettingsView, ProviderView } from '../../../src/common';
import { bootApp, type BootedApp, type Caller } from '../boot';

const VALUES = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'abc8Q~secret.value-of_a~registration12345',
  tenant: 'common',
  cloud: 'global',
};

interface Refusal {
  errors: Array<{ code: string; message: string }>;
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
    expect(view.values).toMatchObject({ clientId: '', tenant: 'common', cloud: 'global' });
    expect(view.savedSecrets).toEqual({});
    expect(view.adminConsentUrl).toBeNull();
    expect(await list()).toEqual([{ name: 'microsoft', title: 'Outlook', enabled: false, ready: false }]);
    const { status, body } = await connect();
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe('provider-not-configured');
  });

  it.each([
    [{ ...VALUES, clientId: 'x' }, 'invalid-client-id', 'must be a GUID'],
    [{ ...VALUES, clientSecret: VALUES.clientId }, 'invalid-client-secret', 'secret’s value'],
    [{ ...VALUES, clientSecret: '' }, 'invalid-client-secret', 'secret’s value'],
    [{ ...VALUES, tenant: '' }, 'invalid-tenant', 'tenant must be'],
    [{ ...VALUES, cloud: 'custom' }, 'invalid-server', 'server address'],
    [{ ...VALUES, clientId: { $ne: 1 } }, 'invalid-input', 'not valid'],
  ])('refuse %j', async (values, code, sentence) => {
    const { status, body } = await save(values);
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe(code);
    expect(body.errors[0].message).toContain(sentence);
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
    expect(data.values).toMatchObject({ clientId: VALUES.clientId, tenant: 'common', cloud: 'global' });
    expect(Date.parse(data.savedSecrets.clientSecret)).toBeGreaterThan(Date.now() - 60_000);
    expect(data.adminConsentUrl).toContain('/organizations/v2.0/adminconsent');
    expect(JSON.stringify([body, await get()])).not.toContain(VALUES.clientSecret);
    const [row] = await booted.app.db.getCollection('mailProviders').model.findAll({ raw: true });
    expect(JSON.stringify(row)).not.toContain(VALUES.clientSecret);
    expect(await list()).toEqual([{ name: 'microsoft', title: 'Outlook', enabled: true, ready: true }]);
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
    expect((await save({ ...named, clientId: '{{ $env.MISSING }}' })).body.errors[0].code).toBe(
      'invalid-client-id',
    );
    booted.app.environment.removeVariable('MAIL_CLIENT');
    expect((await connect()).body.errors[0].code).toBe('provider-not-configured');
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
