import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBed } from './index';
import { rawCall } from './rawCall';
import { application, REDIRECT_URI, SCOPES, signIn } from './roundtrip';
import type { LocalMicrosoft } from './types';

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';

let bed: LocalMicrosoft;

beforeAll(async () => {
  bed = await startBed({
    profile: 'npm',
    users: [
      { address: ADA, name: 'Ada' },
      { address: BEN, name: 'Ben' },
    ],
  });
});
afterAll(() => bed.stop());
afterEach(() => bed.clearFaults());

const call = (url: string, form?: Record<string, string>, headers?: Record<string, string>) =>
  rawCall(bed.caFile, url, form, headers);

function authorizeUrl(changes: Record<string, string | undefined> = {}, tenant = 'organizations'): string {
  const url = new URL(`${bed.authority}/${tenant}/oauth2/v2.0/authorize`);
  const parameters = {
    client_id: bed.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: SCOPES.join(' '),
    state: 's',
    prompt: 'select_account',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

const tokenUrl = () => `${bed.authority}/organizations/oauth2/v2.0/token`;

/** The answer of the token endpoint, good or bad. */
interface TokenJson {
  refresh_token?: string;
  error?: string;
  error_description?: string;
  error_codes?: number[];
  suberror?: string;
}

const tokenJson = (body: string): TokenJson => JSON.parse(body) as TokenJson;

/** Code flow without PKCE, down to the answer's JSON. */
async function redeem(address: string, changes: Record<string, string> = {}) {
  const back = new URL(await bed.authorize(authorizeUrl(), address));
  const answer = await call(tokenUrl(), {
    client_id: bed.clientId,
    client_secret: bed.clientSecret,
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT_URI,
    code: back.searchParams.get('code') ?? '',
    ...changes,
  });
  return { status: answer.status, retryAfter: answer.retryAfter, json: tokenJson(answer.body) };
}

function refresh(token = '', changes: Record<string, string> = {}) {
  return call(tokenUrl(), {
    client_id: bed.clientId,
    client_secret: bed.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: token,
    ...changes,
  }).then(({ status, body }) => ({ status, json: tokenJson(body) }));
}

describe('the account page', () => {
  it('shows everybody as a button, the hinted account first, and what is asked for', async () => {
    const { body } = await call(authorizeUrl({ login_hint: BEN }));
    expect([...body.matchAll(/data-account="([^"]*)"/g)].map(([, address]) => address)).toEqual([BEN, ADA]);
    expect(body).toContain('Local stand-in for Microsoft sign-in');
    expect(body).toContain('IMAP.AccessAsUser.All');
  });

  it('escapes what the URL brings', async () => {
    const { body } = await call(authorizeUrl({ scope: 'openid <script>alert(1)</script>' }));
    expect(body).not.toContain('<script>');
  });

  it('signs the last person in silently without select_account, as Entra does', async () => {
    const { cookie } = await call(authorizeUrl(), { account: BEN });
    const [session = ''] = cookie.split(';');
    const silent = await call(authorizeUrl({ prompt: undefined }), undefined, { cookie: session });
    expect(silent.location).toContain('code=');
    const asked = await call(authorizeUrl(), undefined, { cookie: session });
    expect(asked.location).toBe('');
  });

  it('sends a decline back with AADSTS65004', async () => {
    const back = new URL(await bed.authorize(authorizeUrl(), ADA, 'decline'));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('error_description')).toMatch(/^AADSTS65004: /);
    expect(back.searchParams.get('state')).toBe('s');
  });

  it.each([
    [
      'a redirect URI that differs in one letter',
      { redirect_uri: REDIRECT_URI.replace('mailAccounts', 'mailaccounts') },
      50011,
    ],
    ['an unknown application', { client_id: '10ca1000-0000-4000-8000-000000000000' }, 700016],
    [
      'two resources',
      { scope: 'https://outlook.office.com/SMTP.Send https://graph.microsoft.com/User.Read' },
      28000,
    ],
    ['no scope', { scope: '' }, 70011],
    ['a plain code challenge', { code_challenge: 'x', code_challenge_method: 'plain' }, 9002313],
  ])('shows %s on its own page and redirects nowhere', async (_name, changes, code) => {
    await expect(bed.authorize(authorizeUrl(changes), ADA)).rejects.toThrow(`AADSTS${code}: `);
  });

  it('has a dead end for what an administrator must approve', async () => {
    bed.entraFault('authorize', { kind: 'aadsts', code: 90094 }, { times: 1, address: ADA });
    const { body } = await call(authorizeUrl(), { account: ADA });
    expect(body).toContain('Need admin approval');
    bed.entraFault('authorize', { kind: 'aadsts', code: 90094 }, { times: 1 });
    const back = new URL(await bed.authorize(authorizeUrl(), ADA));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('error_description')).toMatch(/^AADSTS90094: /);
  });

  it('knows the tenant aliases, its own id and its people’s domain, and no other tenant', async () => {
    for (const tenant of ['common', 'organizations', 'consumers', bed.tenantId, 'example.com']) {
      expect((await call(`${bed.authority}/${tenant}/v2.0/.well-known/openid-configuration`)).status).toBe(
        200,
      );
    }
    const { status, body } = await call(
      `${bed.authority}/nowhere.example/v2.0/.well-known/openid-configuration`,
    );
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
  });
});

describe('the token endpoint', () => {
  it('serves MSAL’s code flow with PKCE and nonce, and rotates the refresh token', async () => {
    const signedIn = await signIn(bed, ADA);
    expect(signedIn.address).toBe(ADA);
    expect(signedIn.nonce).toBeDefined();
    expect(signedIn.homeAccountId).toMatch(new RegExp(`\\.${bed.tenantId}$`));
    const cache = signedIn.application.getTokenCache();
    const before = cache.serialize();
    const [account] = await cache.getAllAccounts();
    if (!account) throw new Error('no account in the cache');
    const again = await signedIn.application.acquireTokenSilent({
      account,
      scopes: SCOPES.slice(0, 2),
      forceRefresh: true,
    });
    expect(again?.accessToken).not.toBe(signedIn.accessToken);
    const secretsOf = (text: string): string[] => {
      const { RefreshToken } = JSON.parse(text) as { RefreshToken: Record<string, { secret: string }> };
      return Object.values(RefreshToken).map(({ secret }) => secret);
    };
    expect(secretsOf(cache.serialize())).not.toEqual(secretsOf(before));
  });

  it('refuses a wrong verifier, and a code used twice or at another redirect URI', async () => {
    const back = new URL(
      await bed.authorize(
        authorizeUrl({ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }),
        ADA,
      ),
    );
    const code = back.searchParams.get('code') ?? '';
    expect((await redeem(ADA, { code, code_verifier: 'wrong' })).json.error_codes).toEqual([501481]);
    const other = { redirect_uri: `${REDIRECT_URI}2` };
    expect((await redeem(ADA, other)).json.error_codes).toEqual([500112]);
    const plain = new URL(await bed.authorize(authorizeUrl(), ADA)).searchParams.get('code') ?? '';
    expect((await redeem(ADA, { code: plain })).status).toBe(200);
    expect((await redeem(ADA, { code: plain })).json.error_codes).toEqual([54005]);
  });

  it('gives no refresh token without offline_access, and none under the fault', async () => {
    const url = authorizeUrl({ scope: SCOPES.filter((scope) => scope !== 'offline_access').join(' ') });
    const code = new URL(await bed.authorize(url, ADA)).searchParams.get('code') ?? '';
    expect((await redeem(ADA, { code })).json.refresh_token).toBeUndefined();
    expect((await redeem(ADA)).json.refresh_token).toBeTypeOf('string');
    bed.entraFault('token', { kind: 'no-refresh-token' }, { times: 1 });
    expect((await redeem(ADA)).json.refresh_token).toBeUndefined();
  });

  it('names the fault of the application’s own credentials', async () => {
    const wrongSecret = application(bed, { clientSecret: bed.clientSecretId });
    await expect(signIn(bed, ADA, wrongSecret)).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorNo: 7000215,
    });
    const { json, status } = await redeem(ADA, { client_id: '10ca1000-0000-4000-8000-000000000000' });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
  });

  it('keeps the old refresh token alive for a while, until the person is revoked', async () => {
    const first = (await redeem(BEN)).json.refresh_token;
    const second = await refresh(first);
    expect(second.json.refresh_token).not.toBe(first);
    expect((await refresh(first)).status).toBe(200);
    bed.revoke(BEN);
    for (const token of [first, second.json.refresh_token]) {
      expect((await refresh(token)).json).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    }
    expect((await redeem(BEN)).status).toBe(200);
  });

  it('refuses a forged refresh token and a scope nobody agreed to', async () => {
    const token = (await redeem(ADA)).json.refresh_token ?? '';
    expect((await refresh(`${token.slice(0, -2)}xx`)).json.error_codes).toEqual([9002313]);
    const more = await refresh(token, { scope: 'https://outlook.office.com/POP.AccessAsUser.All' });
    expect(more.json).toMatchObject({
      error: 'invalid_grant',
      suberror: 'consent_required',
      error_codes: [65001],
    });
  });

  it.each([
    [50076, 400, 'invalid_grant', 'basic_action'],
    [65001, 400, 'invalid_grant', 'consent_required'],
    [700082, 400, 'invalid_grant', undefined],
    [7000222, 401, 'invalid_client', undefined],
    [53003, 400, 'invalid_grant', 'message_only'],
  ])(
    'answers AADSTS%i on demand in Entra’s shape, for one person alone',
    async (code, status, error, suberror) => {
      bed.entraFault('token', { kind: 'aadsts', code }, { address: ADA, times: 1 });
      expect((await redeem(BEN)).status).toBe(200);
      const failed = await redeem(ADA);
      expect(failed.status).toBe(status);
      expect(failed.json).toMatchObject({ error, error_codes: [code] });
      expect(failed.json.suberror).toBe(suberror);
      expect(failed.json.error_description).toMatch(
        new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: .+Z$`),
      );
      expect((await redeem(ADA)).status).toBe(200);
    },
  );

  it('answers 429 with Retry-After, 502 with a gateway’s HTML, resets and hangs', async () => {
    bed.entraFault('token', { kind: 'status', status: 429, retryAfter: 7 }, { times: 1 });
    const busy = await redeem(ADA);
    expect([busy.status, busy.retryAfter]).toEqual([429, '7']);
    bed.entraFault('token', { kind: 'status', status: 502 }, { times: 1 });
    const gateway = await call(tokenUrl(), {});
    expect([gateway.status, gateway.body.startsWith('<html>')]).toEqual([502, true]);
    bed.entraFault('token', { kind: 'reset' }, { times: 1 });
    await expect(call(tokenUrl(), {})).rejects.toThrow();
    bed.entraFault('token', { kind: 'hang' }, { times: 1 });
    const outcome = await Promise.race([
      call(tokenUrl(), {}).catch(() => 'ended'),
      new Promise((resolve) => setTimeout(() => resolve('hangs'), 300)),
    ]);
    expect(outcome).toBe('hangs');
  });

  it('counts what it was asked', async () => {
    const before = { ...bed.counters };
    await signIn(bed, ADA);
    expect(bed.counters.token - before.token).toBe(1);
    expect(bed.counters.authorize - before.authorize).toBe(1);
  });
});
