import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../boot';
import { begin, comeBack, save, settingsOf, startWorld, type World } from './world';

const ANNA = 'anna@example.com';
const BERT = 'bert@example.com';

describe('connecting a mailbox', () => {
  let world: World;
  let anna: Caller;
  let bert: Caller;

  const rows = (collection: string) => world.app.db.getCollection(collection).model.count();

  beforeAll(async () => {
    world = await startWorld([
      { name: 'Anna', address: ANNA },
      { name: 'Bert', address: BERT },
    ]);
    anna = await world.user('anna');
    bert = await world.user('bert');
  });
  afterEach(async () => {
    world.bed.clearFaults();
    for (const name of ['mailAccounts', 'mailTokens', 'mailConnects']) {
      await world.app.db.getCollection(name).model.destroy({ truncate: true });
    }
  });
  afterAll(() => world.stop());

  it('stores the account, wakes it and comes back to where the user was', async () => {
    const woken: unknown[] = [];
    const listener = (id: unknown) => woken.push(id);
    world.app.on('mail:wake', listener);
    const url = await world.connect(anna, ANNA, { returnTo: '/v/admin/mail?tab=2&mailError=x#top' });
    world.app.off('mail:wake', listener);

    expect(url.pathname + url.hash).toBe('/v/admin/mail#top');
    expect(url.searchParams.get('tab')).toBe('2');
    expect(url.searchParams.has('mailError')).toBe(false);
    const id = url.searchParams.get('mailConnected') ?? '';
    const account = await world.account(anna, id);
    expect(account).toMatchObject({
      provider: 'microsoft',
      address: ANNA,
      displayName: 'Anna',
      state: 'connecting',
    });
    expect(woken.map(String)).toEqual([id]);
    expect(world.bed.counters.imapLogins).toBeGreaterThan(0);
    expect(await rows('mailConnects')).toBe(0);
  });

  it('keeps the credential encrypted and shows it to nobody', async () => {
    await world.connected(anna, ANNA);
    const [token] = await world.app.db.getCollection('mailTokens').model.findAll();
    expect(String(token.get('credential'))).toMatch(/^[0-9a-f]+$/);
    expect(await world.app.aesEncryptor.decrypt(String(token.get('credential')))).toContain('RefreshToken');
    for (const caller of [anna, bert, world.root, world.nobody]) {
      for (const action of ['list', 'get', 'update', 'create', 'destroy', 'export']) {
        const answer = await caller.post(`mailTokens:${action}`, { query: { filterByTk: 1 } });
        expect(answer.status, action).toBeGreaterThanOrEqual(400);
      }
    }
  });

  it('leaves nothing behind when the consent is declined', async () => {
    const url = await world.connect(anna, ANNA, { choice: 'decline' });
    expect(url.searchParams.get('mailError')).toBe('consent-declined');
    expect(await rows('mailAccounts')).toBe(0);
    expect(await rows('mailConnects')).toBe(0);
  });

  it.each([
    [7000215, 'client-secret-invalid'],
    [7000222, 'client-secret-expired'],
    [700016, 'client-unknown'],
    [65001, 'admin-consent-required'],
    [90094, 'admin-consent-required'],
    [50011, 'redirect-mismatch'],
    [53003, 'conditional-access'],
    [50020, 'account-type-not-allowed'],
  ])('says what AADSTS%i at the token endpoint means: %s', async (number, code) => {
    world.bed.entraFault('token', { kind: 'aadsts', code: number }, { times: 1 });
    expect((await world.connect(anna, ANNA)).searchParams.get('mailError')).toBe(code);
    expect(await rows('mailAccounts')).toBe(0);
  });

  it.each([
    [{ kind: 'status', status: 429, retryAfter: 7 }, 'throttled'],
    [{ kind: 'status', status: 503 }, 'server-unavailable'],
    [{ kind: 'status', status: 502 }, 'server-unavailable'],
    [{ kind: 'reset' }, 'server-unreachable'],
  ] as const)('does not blame the person for %j', async (fault, code) => {
    world.bed.entraFault('token', fault);
    expect((await world.connect(anna, ANNA)).searchParams.get('mailError')).toBe(code);
    expect(await rows('mailAccounts')).toBe(0);
  });

  it('answers a plain reason when the wrong secret is saved', async () => {
    await save(world, { ...settingsOf(world.bed), clientSecret: 'not-the-secret' });
    expect((await world.connect(anna, ANNA)).searchParams.get('mailError')).toBe('client-secret-invalid');
    await save(world, settingsOf(world.bed));
    await world.connected(anna, ANNA);
  });

  it.each([
    [{ kind: 'refuse-connections' }, /server-unreachable|connection-lost|server-unavailable/],
    [{ kind: 'not-connected' }, /mailbox-unavailable/],
    [{ kind: 'unavailable' }, /server-unavailable/],
  ] as const)('stores no account that cannot log in: IMAP %j', async (fault, code) => {
    world.bed.imapFault(fault);
    expect((await world.connect(anna, ANNA)).searchParams.get('mailError')).toMatch(code);
    expect(await rows('mailAccounts')).toBe(0);
    expect(await rows('mailTokens')).toBe(0);
  });

  it('asks once more for consent where no refresh token came, then gives up', async () => {
    world.bed.entraFault('token', { kind: 'no-refresh-token' }, { times: 1 });
    const first = await comeBack(anna, await world.bed.authorize(await begin(anna), ANNA));
    const again = new URL(first.headers.get('location') ?? '');
    expect(again.searchParams.get('prompt')).toBe('consent');
    const second = await comeBack(anna, await world.bed.authorize(again.href, ANNA));
    expect(second.headers.get('location')).toContain('mailConnected=');

    world.bed.entraFault('token', { kind: 'no-refresh-token' });
    const third = await comeBack(anna, await world.bed.authorize(await begin(anna), ANNA));
    const last = await comeBack(anna, await world.bed.authorize(third.headers.get('location') ?? '', ANNA));
    expect(last.headers.get('location')).toContain('mailError=no-refresh-token');
  });

  describe('a state', () => {
    /** A callback that must lead nowhere: a plain page without scripts, and no account. */
    const refused = async (response: Response) => {
      const page = await response.text();
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page).toContain('This sign-in isn’t valid');
      expect(page).not.toContain('<script');
      expect(await rows('mailAccounts')).toBe(0);
    };

    it('works once', async () => {
      const back = await world.bed.authorize(await begin(anna), ANNA);
      const cookies = new Map(anna.cookies);
      expect((await comeBack(anna, back)).status).toBe(302);
      await world.app.db.getCollection('mailAccounts').model.destroy({ truncate: true });
      for (const [name, value] of cookies) anna.cookies.set(name, value);
      await refused(await comeBack(anna, back));
    });

    it('works once even when two callbacks race', async () => {
      const back = await world.bed.authorize(await begin(anna), ANNA);
      const answers = await Promise.all([1, 2, 3, 4].map(() => comeBack(anna, back)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([302, 400, 400, 400]);
      expect(await rows('mailAccounts')).toBe(1);
    });

    it('cannot be forged', async () => {
      const back = new URL(await world.bed.authorize(await begin(anna), ANNA));
      back.searchParams.set('state', 'x'.repeat(43));
      await refused(await comeBack(anna, back.href));
      back.searchParams.delete('state');
      await refused(await comeBack(anna, back.href));
    });

    it('belongs to one browser', async () => {
      const back = await world.bed.authorize(await begin(anna), ANNA);
      await refused(await comeBack(world.nobody, back));
      // Another user's browser, with a sign-in of its own under way.
      const foreign = await world.bed.authorize(await begin(anna), ANNA);
      await begin(bert);
      await refused(await comeBack(bert, foreign));
    });

    it('expires', async () => {
      const back = await world.bed.authorize(await begin(anna), ANNA);
      const past = new Date(Date.now() - 1000);
      await world.app.db.getCollection('mailConnects').model.update({ expiresAt: past }, { where: {} });
      const response = await comeBack(anna, back);
      expect(response.headers.get('location')).toBe('/admin/mail?mailError=state-expired');
      expect(await rows('mailAccounts')).toBe(0);
    });

    it('is stored only as a hash, one for each user', async () => {
      await begin(anna);
      const url = new URL(await begin(anna));
      const stored = await world.app.db.getCollection('mailConnects').model.findAll();
      expect(stored).toHaveLength(1);
      const text = JSON.stringify(stored);
      expect(text).not.toContain(url.searchParams.get('state'));
      expect(text).not.toContain(url.searchParams.get('nonce'));
      for (const cookie of anna.cookies.values()) if (cookie) expect(text).not.toContain(cookie);
      expect(url.searchParams.get('code_challenge_method')).toBe('S256');
      expect(url.searchParams.get('prompt')).toBe('select_account');
    });
  });

  it('sets a cookie that only the callback gets', async () => {
    const response = await anna.fetch('POST', 'mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/' },
      headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'crm.example.com' },
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /; Path=\/api\/mailAccounts:callback; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
    const { url } = ((await response.json()) as { data: { url: string } }).data;
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(
      'https://crm.example.com/api/mailAccounts:callback',
    );
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/a/..//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\\\\evil.example',
    ' //evil.example',
    '',
    '/%0d%0aSet-Cookie:x=1/..//evil.example',
  ])('never comes back to another site: %j', async (returnTo) => {
    const url = await world.connect(anna, ANNA, { returnTo });
    expect(url.origin).toBe(new URL(world.url).origin);
    expect(url.href).not.toContain('evil.example');
  });

  it('reconnects the same mailbox of the same user and keeps its row', async () => {
    const id = await world.connected(anna, ANNA);
    await world.app.db
      .getCollection('mailAccounts')
      .model.update({ state: 'reconnect', reason: 'reconnect-required', failures: 3 }, { where: {} });
    const url = await world.connect(anna, ANNA, { accountId: id });
    expect(url.searchParams.get('mailConnected')).toBe(id);
    expect(await rows('mailAccounts')).toBe(1);
    expect(await world.account(anna, id)).toMatchObject({ state: 'connecting', reason: null });
    // Also without saying which one.
    expect(await world.connected(anna, ANNA)).toBe(id);
  });

  it('refuses another mailbox than the one to be reconnected', async () => {
    const id = await world.connected(anna, ANNA);
    const url = await world.connect(anna, BERT, { accountId: id });
    expect(url.searchParams.get('mailError')).toBe('wrong-mailbox');
    expect(await rows('mailAccounts')).toBe(1);
    expect(await world.account(anna, id)).toMatchObject({ address: ANNA });
  });

  it('gives two users two accounts of one mailbox', async () => {
    const [one, other] = [await world.connected(anna, ANNA), await world.connected(bert, ANNA)];
    expect(one).not.toBe(other);
    expect(await rows('mailAccounts')).toBe(2);
    const { status } = await bert.post('mailAccounts:connect', {
      body: { provider: 'microsoft', returnTo: '/', accountId: one },
    });
    expect(status).toBe(404);
  });

  it('needs a signed-in user', async () => {
    const { status } = await world.nobody.post('mailAccounts:connect', { body: { provider: 'microsoft' } });
    expect([401, 403]).toContain(status);
  });

  it('thanks an administrator who comes back from consenting', async () => {
    const response = await world.nobody.fetch('GET', 'mailAccounts:callback?admin_consent=True&tenant=x');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Everyone in your organization');
  });

  it('tells the settings page that a browser gets here', async () => {
    const response = await world.nobody.fetch('GET', 'mailAccounts:callback?probe=1', {
      headers: { Origin: 'https://crm.example.com' },
    });
    expect([response.status, await response.json()]).toEqual([200, { probe: 'mail' }]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('no-store');
    // Nothing else may be read from there by another site.
    const page = await world.nobody.fetch('GET', 'mailAccounts:callback?probe=1&state=x', {
      headers: { Origin: 'https://crm.example.com' },
    });
    expect(page.status).toBe(400);
    expect(page.headers.get('access-control-allow-origin')).not.toBe('*');
  });

  it('says so when the provider is off', async () => {
    await save(world, settingsOf(world.bed), false);
    const answer = await anna.post<{ errors: unknown[] }>('mailAccounts:connect', {
      body: { provider: 'microsoft' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      { code: 'provider-disabled', message: 'The mail provider is turned off. Ask an administrator.' },
    ]);
    await save(world, settingsOf(world.bed));
  });
});
