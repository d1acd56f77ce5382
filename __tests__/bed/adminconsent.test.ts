import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBed } from './index';
import { REDIRECT_URI, SCOPES } from './roundtrip';
import type { LocalMicrosoft } from './types';

const ADA = 'ada@example.com';

let bed: LocalMicrosoft;

beforeAll(async () => {
  bed = await startBed({ profile: 'npm', users: [{ address: ADA, name: 'Ada' }] });
});
afterAll(() => bed.stop());

describe('admin consent', () => {
  const url = (redirectUri = REDIRECT_URI) =>
    `${bed.authority}/${bed.tenantId}/v2.0/adminconsent?${new URLSearchParams({ client_id: bed.clientId, redirect_uri: redirectUri, state: 'x', scope: SCOPES[0] ?? '' })}`;

  it('goes back with admin_consent, tenant and state', async () => {
    const back = new URL(await bed.authorize(url(), ADA));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      admin_consent: 'True',
      tenant: bed.tenantId,
      state: 'x',
    });
  });

  it('goes back with an error when declined, and nowhere for a foreign redirect URI', async () => {
    const back = new URL(await bed.authorize(url(), ADA, 'decline'));
    expect(back.searchParams.get('error')).toBe('access_denied');
    await expect(bed.authorize(url('https://elsewhere.example/'), ADA)).rejects.toThrow('AADSTS50011');
  });
});
