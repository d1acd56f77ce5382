import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MailError } from '../../../src/server/errors';
import { microsoft } from '../../../src/server/providers/microsoft';
import { withNewestToken } from '../../../src/server/providers/microsoft/credential';
import type { ProviderSettings } from '../../../src/server/providers/provider';
import { startBed } from '../../bed';
import type { LocalMicrosoft } from '../../bed/types';
import { settingsOf } from '../accounts/world';

const ANNA = 'anna@example.com';
const CALLBACK = 'https://crm.example.com/api/mailAccounts:callback';

interface Cache {
  Account: Record<string, { environment: string }>;
  RefreshToken: Record<string, { secret: string; environment: string; family_id?: string }>;
  AppMetadata: Record<string, object>;
}

const cacheOf = (credential: string) => JSON.parse(credential) as Cache;
const tokensOf = (credential: string) =>
  Object.values(cacheOf(credential).RefreshToken).map(({ secret }) => secret);

describe('the credential of a Microsoft account', () => {
  let bed: LocalMicrosoft;
  let settings: ProviderSettings;

  beforeAll(async () => {
    bed = await startBed({ profile: 'npm', users: [{ name: 'Anna', address: ANNA }] });
    settings = microsoft.checkSettings(settingsOf(bed));
  });
  beforeEach(() => bed.clearFaults());
  afterAll(() => bed.stop());

  async function signIn(): Promise<string> {
    const proof = { state: 'a-state', nonce: 'a-nonce' };
    // RFC 7636, appendix B.
    const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const url = await microsoft.authorizeUrl(settings, { redirectUri: CALLBACK, ...proof, codeChallenge });
    const back = new URL(await bed.authorize(url, ANNA));
    const code = back.searchParams.get('code') ?? '';
    const reply = { code, ...proof, codeVerifier, redirectUri: CALLBACK };
    return (await microsoft.redeem(settings, reply)).credential;
  }
  const renew = (credential: string) => microsoft.login(settings, credential, { force: true });
  /** A renewal: what it presented, and what is to be stored. */
  async function renewed(credential: string): Promise<string> {
    const { credential: next } = await renew(credential);
    expect(next).toBeDefined();
    return String(next);
  }

  it('holds one refresh token, and presents that', async () => {
    const credential = await signIn();
    expect(tokensOf(credential)).toHaveLength(1);
    await renew(credential);
    expect(bed.counters.refreshToken).toBe(tokensOf(credential)[0]);
  });

  it('forgets the old refresh token when a renewal brings a new one', async () => {
    const first = await signIn();
    const second = await renewed(first);
    expect(tokensOf(second)).toHaveLength(1);
    expect(second).not.toContain(tokensOf(first)[0]);
    await renew(second);
    expect(bed.counters.refreshToken).toBe(tokensOf(second)[0]);
  });

  it('presents the newest of several that an older cache holds, whatever their hosts are called', async () => {
    const [old, fresh] = [await signIn(), await signIn()];
    const cache = cacheOf(fresh);
    const [[key, token]] = Object.entries(cache.RefreshToken) as [[string, Cache['RefreshToken'][string]]];
    const alias = key.replace(token.environment, 'login.windows.net');
    const stale = { ...token, secret: String(tokensOf(old)[0]) };
    // The one of the same host is older too: MSAL would take the first that fits.
    const mixed = {
      [`${key}old`]: stale,
      [alias]: { ...stale, environment: 'login.windows.net' },
      [key]: token,
    };
    const next = await renewed(JSON.stringify({ ...cache, RefreshToken: mixed }));
    expect(bed.counters.refreshToken).toBe(token.secret);
    expect(next).not.toContain(stale.secret);
    expect(tokensOf(next)).toHaveLength(1);
  });

  it('takes the newer of a token of an app family and one of the app, whichever it is', async () => {
    bed.entraFault('token', { kind: 'family' }, { times: 1 });
    const family = await renewed(await signIn());
    const own = await renewed(family);
    expect(bed.counters.refreshToken).toBe(tokensOf(family)[0]);
    await renew(own);
    expect(bed.counters.refreshToken).toBe(tokensOf(own)[0]);
    bed.entraFault('token', { kind: 'family' }, { times: 1 });
    const again = await renewed(own);
    expect(tokensOf(again)).toHaveLength(1);
    await renew(again);
    expect(bed.counters.refreshToken).toBe(tokensOf(again)[0]);
  });

  it('works again after a new sign-in, with the new token alone', async () => {
    const dead = await signIn();
    bed.entraFault('token', { kind: 'aadsts', code: 700082 }, { times: 1 });
    await expect(renew(dead)).rejects.toMatchObject({ code: 'session-expired' });
    const next = await signIn();
    expect(tokensOf(next)).toHaveLength(1);
    expect(next).not.toContain(tokensOf(dead)[0]);
    await renew(next);
    expect(bed.counters.refreshToken).toBe(tokensOf(next)[0]);
  });

  it('is not given up for one refusal without a reason, and is for a second', async () => {
    const credential = await signIn();
    bed.entraFault('token', { kind: 'aadsts', code: 70000 }, { times: 1 });
    expect((await renew(credential)).login.user).toBe(ANNA);
    bed.entraFault('token', { kind: 'aadsts', code: 70000 }, { times: 2 });
    const error: unknown = await renew(credential).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(MailError);
    expect(error).toMatchObject({ code: 'reconnect-required' });
    expect((await renew(credential)).login.user).toBe(ANNA);
  });

  it('stays as it is where it holds no refresh token', () => {
    expect(withNewestToken('{"Account":{}}')).toBe('{"Account":{}}');
  });
});
