import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBed } from './index';
import { rawCall } from './rawCall';
import type { LocalMicrosoft } from './types';

let bed: LocalMicrosoft;

beforeAll(async () => {
  bed = await startBed({ profile: 'npm', users: [{ address: 'ada@example.com', name: 'Ada' }] });
});
afterEach(() => bed.clearFaults());
afterAll(() => bed.stop());

const call = async (path: string, form?: Record<string, string>) => {
  const answer = await rawCall(bed.caFile, `${bed.authority}/${path}`, form);
  return { ...answer, number: /AADSTS(\d+)/.exec(answer.body)?.[1] };
};

describe('an app’s own token', () => {
  const ask = (tenant: string, changes: Record<string, string> = {}) =>
    call(`${tenant}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: bed.clientId,
      client_secret: bed.clientSecret,
      scope: 'https://outlook.office.com/.default',
      ...changes,
    });

  it('is given at one tenant, to the app with its secret', async () => {
    expect(JSON.parse((await ask(bed.tenantId)).body)).toHaveProperty('access_token');
    expect((await ask('common')).number).toBe('50059');
    expect((await ask('nobody.example')).number).toBe('90002');
    expect((await ask(bed.tenantId, { client_secret: 'wrong' })).number).toBe('7000215');
    expect((await ask(bed.tenantId, { scope: 'https://outlook.office.com/IMAP.Read' })).number).toBe('70011');
  });
});

describe('on demand', () => {
  it('the tenant is in another cloud', async () => {
    const document = async () =>
      JSON.parse((await call('common/v2.0/.well-known/openid-configuration')).body) as unknown;
    bed.entraFault(
      'discovery',
      { kind: 'cloud', instance: 'microsoftonline.us', region: 'DOD' },
      { times: 1 },
    );
    expect(await document()).toMatchObject({
      cloud_instance_name: 'microsoftonline.us',
      tenant_region_sub_scope: 'DOD',
    });
    expect(await document()).toMatchObject({ cloud_instance_name: 'microsoftonline.com' });
  });

  it('the redirect URI is not registered', async () => {
    const redirectUri = 'https://crm.example.com/api/mailAccounts:callback';
    const query = new URLSearchParams({
      client_id: bed.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      prompt: 'none',
    });
    const silent = () => call(`common/oauth2/v2.0/authorize?${query}`);
    expect((await silent()).location).toMatch(`${redirectUri}?error=login_required`);
    bed.entraFault('authorize', { kind: 'unregistered' });
    expect(await silent()).toMatchObject({ location: '', number: '50011' });
  });
});
