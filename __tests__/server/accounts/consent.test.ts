import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderSettingsView, ProviderView } from '../../../src/common';
import type { Caller } from '../boot';
import { begin, comeBack, save, settingsOf, startWorld, type World } from './world';

const ADMIN = 'admin@example.com';
const PAGE = '/admin/settings/mail?tab=microsoft';

describe('an administrator’s consent for everybody', () => {
  let world: World;
  let anna: Caller;

  const rows = (name: string) => world.app.db.getCollection(name).model;
  const own = () => ({
    ...settingsOf(world.bed),
    tenantKind: 'organization',
    tenant: world.bed.tenantId,
  });
  const start = async (returnTo: unknown = PAGE) => {
    const body = { name: 'microsoft', returnTo, origin: world.url };
    const {
      status,
      data,
      body: answer,
    } = await world.root.post<{ url: string }>('mailProviders:consent', {
      body,
    });
    expect(status, JSON.stringify(answer)).toBe(200);
    return data.url;
  };
  const view = async () =>
    (
      await world.root.get<ProviderSettingsView>('mailProviders:get', {
        query: { filterByTk: 'microsoft', origin: world.url },
      })
    ).data;
  const endsAt = async (back: string, caller = world.root) => {
    const response = await comeBack(caller, back);
    expect(response.status, await response.clone().text()).toBe(302);
    return response.headers.get('location');
  };

  beforeAll(async () => {
    world = await startWorld([{ name: 'Admin', address: ADMIN }]);
    anna = await world.user('anna');
    await save(world, own());
  });
  afterEach(async () => {
    await rows('mailProviders').update({ consent: null }, { where: {} });
    for (const name of ['mailConnects', 'mailAccounts']) await rows(name).destroy({ truncate: true });
    await save(world, own());
  });
  afterAll(() => world.stop());

  it('is asked for at the tenant’s page, kept when it comes back, and wakes who waited for it', async () => {
    const waiting = { userId: anna.userId, provider: 'microsoft', address: 'a@example.com', displayName: '' };
    await rows('mailAccounts').create({
      ...waiting,
      identity: 'x',
      state: 'blocked',
      reason: 'admin-consent-required',
    });
    const url = new URL(await start());
    expect(url.pathname).toBe(`/${world.bed.tenantId}/v2.0/adminconsent`);
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      client_id: world.bed.clientId,
      redirect_uri: `${world.url}/api/mailAccounts:callback`,
    });
    expect(query.scope).toBe(
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access openid email profile',
    );
    expect((await view()).consent).toBeNull();
    const before = Date.now();
    expect(await endsAt(await world.bed.authorize(url.href, ADMIN))).toBe(`${PAGE}&mailConsent=granted`);
    const { consent } = await view();
    expect(consent?.tenant).toBe(world.bed.tenantId);
    expect(Date.parse(consent?.grantedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect((await rows('mailAccounts').findOne())?.get('wakeAt')).not.toBeNull();
  });

  it('that is declined leaves nothing', async () => {
    const back = await world.bed.authorize(await start(), ADMIN, 'decline');
    expect(await endsAt(back)).toBe(`${PAGE}&mailError=consent-declined`);
    const other = new URL(await world.bed.authorize(await start(), ADMIN));
    other.searchParams.set('error', 'permission_denied');
    expect(await endsAt(other.href)).toBe(`${PAGE}&mailError=consent-declined`);
    expect((await view()).consent).toBeNull();
  });

  it.each([
    ['tenant', '11111111-2222-3333-4444-555555555555', 'wrong-tenant'],
    ['tenant', 'evil', 'state-invalid'],
    ['tenant', null, 'state-invalid'],
    ['admin_consent', 'False', 'state-invalid'],
    ['admin_consent', null, 'state-invalid'],
  ])('is none when %s comes back as %s', async (name, value, code) => {
    const back = new URL(await world.bed.authorize(await start(), ADMIN));
    if (value === null) back.searchParams.delete(name);
    else back.searchParams.set(name, value);
    expect(await endsAt(back.href)).toBe(`${PAGE}&mailError=${code}`);
    expect((await view()).consent).toBeNull();
  });

  it('of another tenant is taken where any organization may sign in', async () => {
    await save(world, { ...own(), tenantKind: 'organizations' });
    const url = await start();
    expect(url).toContain('/organizations/v2.0/adminconsent');
    const back = new URL(await world.bed.authorize(url, ADMIN));
    back.searchParams.set('tenant', '11111111-2222-3333-4444-555555555555');
    expect(await endsAt(back.href)).toContain('mailConsent=granted');
  });

  it('is none when the settings were changed meanwhile', async () => {
    const back = await world.bed.authorize(await start(), ADMIN);
    await save(world, { ...own(), clientId: '11111111-2222-3333-4444-555555555555' });
    expect(await endsAt(back)).toContain('mailError=state-invalid');
    expect((await view()).consent).toBeNull();
  });

  it('belongs to one browser, comes back once, and in ten minutes', async () => {
    const back = await world.bed.authorize(await start(), ADMIN);
    expect((await comeBack(world.nobody, back)).status).toBe(400);
    // Whoever tried has used it up.
    expect((await comeBack(world.root, back)).status).toBe(400);
    const late = await world.bed.authorize(await start(), ADMIN);
    await rows('mailConnects').update({ expiresAt: new Date(Date.now() - 1000) }, { where: {} });
    expect(await endsAt(late)).toContain('mailError=state-expired');
    expect((await view()).consent).toBeNull();
    const url = new URL(await start());
    const stored = JSON.stringify(await rows('mailConnects').findAll());
    expect(stored).not.toContain(url.searchParams.get('state'));
    expect(stored).not.toContain(world.bed.clientId);
  });

  it('never ends a sign-in, nor a sign-in a consent', async () => {
    const consent = new URL(await start());
    const signIn = new URL(await world.bed.authorize(await begin(anna), ADMIN));
    const code = signIn.searchParams.get('code') ?? '';
    const forged = new URL(`${world.url}/api/mailAccounts:callback`);
    forged.searchParams.set('state', consent.searchParams.get('state') ?? '');
    forged.searchParams.set('code', code);
    expect(await endsAt(forged.href)).toContain('mailError=state-invalid');
    expect(await rows('mailAccounts').count()).toBe(0);

    forged.searchParams.delete('code');
    forged.searchParams.set('state', signIn.searchParams.get('state') ?? '');
    forged.searchParams.set('admin_consent', 'True');
    forged.searchParams.set('tenant', world.bed.tenantId);
    expect(await endsAt(forged.href, anna)).toContain('mailError=sign-in-failed');
    expect((await view()).consent).toBeNull();
  });

  it('by a colleague who was sent the link is thanked for, and not believed', async () => {
    const { adminConsentUrl } = await view();
    const back = await world.bed.authorize(adminConsentUrl ?? '', ADMIN);
    const response = await comeBack(world.nobody, back);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Everyone in your organization');
    expect((await view()).consent).toBeNull();
  });

  it.each([
    [{ clientId: '11111111-2222-3333-4444-555555555555' }, false],
    [{ tenant: 'example.com' }, false],
    [{ tenantKind: 'common' }, false],
    [{ clientSecret: 'a-new-one' }, true],
    [{ imapServer: 'imap.example.com:993' }, true],
  ])('is kept over a change of %j: %s', async (changes, kept) => {
    await endsAt(await world.bed.authorize(await start(), ADMIN));
    await save(world, { ...own(), ...changes });
    expect((await view()).consent !== null).toBe(kept);
  });

  it('is shown to everybody as a link, and asked for by those who may configure', async () => {
    const list = await anna.get<ProviderView[]>('mailProviders:list', { query: { origin: world.url } });
    expect(list.data[0].adminConsentUrl).toBe((await view()).adminConsentUrl);
    expect(new URL(list.data[0].adminConsentUrl ?? '').searchParams.has('state')).toBe(false);
    const ask = { body: { name: 'microsoft', returnTo: PAGE } };
    expect((await anna.post('mailProviders:consent', ask)).status).toBe(403);
    expect((await world.nobody.post('mailProviders:consent', ask)).status).toBeGreaterThanOrEqual(401);
    expect((await world.root.post('mailProviders:consent', { body: {} })).status).toBe(400);
  });

  it.each(['//evil.example', 'https://evil.example/', '/a/..//evil.example'])(
    'never comes back to another site: %s',
    async (returnTo) => {
      const back = await world.bed.authorize(await start(returnTo), ADMIN);
      expect(await endsAt(back)).toBe('/?mailConsent=granted');
    },
  );

  it('does not exist for personal accounts', async () => {
    await save(world, { ...own(), tenantKind: 'consumers' });
    const { status } = await world.root.post('mailProviders:consent', { body: { name: 'microsoft' } });
    expect(status).toBe(404);
    expect((await view()).adminConsentUrl).toBeNull();
  });
});
