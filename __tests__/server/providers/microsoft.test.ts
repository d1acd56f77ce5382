import { InteractionRequiredAuthError } from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/common';
import { MailError } from '../../../src/server/errors';
import { microsoft } from '../../../src/server/providers/microsoft';
import { AADSTS } from '../../../src/server/providers/microsoft/aadsts';
import { codeOf, fromMsal, numbersIn } from '../../../src/server/providers/microsoft/errors';
import { retryAfter } from '../../../src/server/providers/microsoft/network';
import type { ProviderSettings } from '../../../src/server/providers/provider';

const valid: ProviderSettings = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'abc8Q~secret.value-of_a~registration12345',
  tenant: 'common',
  cloud: 'global',
};
const custom: ProviderSettings = {
  ...valid,
  cloud: 'custom',
  authority: 'https://login.example.com',
  imapServer: 'imap.example.com:1993',
  smtpServer: 'smtp.example.com:1587',
  resource: 'https://outlook.example.com',
};

const refusal = (settings: ProviderSettings): string => {
  try {
    microsoft.checkSettings(settings);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return `${error.code} ${String(error.params.field)}`;
  }
};
const clean = (changes: Record<string, string>) => microsoft.checkSettings({ ...valid, ...changes });

describe('the settings of Outlook', () => {
  it.each([
    [{ clientId: '' }, 'invalid-client-id clientId'],
    [{ clientId: 'my-app' }, 'invalid-client-id clientId'],
    [{ clientId: '11111111222233334444555555555555' }, 'invalid-client-id clientId'],
    [{ clientSecret: '' }, 'invalid-client-secret clientSecret'],
    [{ clientSecret: '   ' }, 'invalid-client-secret clientSecret'],
    [{ clientSecret: '99999999-8888-7777-6666-555555555555' }, 'invalid-client-secret clientSecret'],
    [{ tenant: '' }, 'invalid-tenant tenant'],
    [{ tenant: '  ' }, 'invalid-tenant tenant'],
    [{ tenant: 'contoso/../x' }, 'invalid-tenant tenant'],
    [{ tenant: 'https://login.microsoftonline.com/common' }, 'invalid-tenant tenant'],
    [{ tenant: 'a tenant' }, 'invalid-tenant tenant'],
    [{ cloud: 'mars' }, 'invalid-input cloud'],
    [{ authority: 'http://login.example.com' }, 'invalid-server authority'],
    [{ authority: 'https://login.example.com/common' }, 'invalid-server authority'],
    [{ authority: 'https://user:pass@login.example.com' }, 'invalid-server authority'],
    [{ authority: 'javascript:alert(1)' }, 'invalid-server authority'],
    [{ imapServer: 'imap.example.com' }, 'invalid-server imapServer'],
    [{ imapServer: 'imap.example.com:99999' }, 'invalid-server imapServer'],
    [{ imapServer: 'imaps://imap.example.com:993' }, 'invalid-server imapServer'],
    [{ smtpServer: 'smtp host:587' }, 'invalid-server smtpServer'],
    [{ smtpServer: 'smtp.example.com:0' }, 'invalid-server smtpServer'],
    [{ resource: 'outlook.office.com' }, 'invalid-server resource'],
    [{ cloud: 'custom' }, 'invalid-server authority'],
  ])('refuse %j', (changes, expected) => {
    expect(refusal({ ...valid, ...changes })).toBe(expected);
  });

  it.each([
    'common',
    'organizations',
    'consumers',
    'contoso.onmicrosoft.com',
    '22222222-3333-4444-5555-666666666666',
  ])('take the tenant %s', (tenant) => expect(refusal({ ...valid, tenant })).toBe('accepted'));

  it('are trimmed', () => {
    expect(clean({ clientId: ` ${valid.clientId}\n`, tenant: ' contoso.com ' })).toMatchObject({
      clientId: valid.clientId,
      tenant: 'contoso.com',
    });
    expect(microsoft.checkSettings(custom).resource).toBe('https://outlook.example.com/');
  });

  it.each([
    ['global', 'outlook.office365.com', 'smtp.office365.com'],
    ['gcc-high', 'outlook.office365.us', 'smtp.office365.us'],
    ['dod', 'outlook-dod.office365.us', 'outlook-dod.office365.us'],
    ['china', 'partner.outlook.cn', 'smtp.partner.outlook.cn'],
  ])('know the servers of %s', (cloud, imap, smtp) => {
    const settings = clean({ cloud });
    expect(microsoft.imap(settings)).toEqual({ host: imap, port: 993, security: 'tls' });
    expect(microsoft.smtp(settings)).toEqual({ host: smtp, port: 587, security: 'starttls' });
  });

  it('submit mail of personal accounts at their own host', () => {
    expect(microsoft.smtp(clean({ tenant: 'consumers' })).host).toBe('smtp-mail.outlook.com');
  });

  it('take other servers, TLS from the first octet on 465 alone', () => {
    const settings = microsoft.checkSettings(custom);
    expect(microsoft.imap(settings)).toEqual({ host: 'imap.example.com', port: 1993, security: 'tls' });
    expect(microsoft.smtp(settings)).toEqual({ host: 'smtp.example.com', port: 1587, security: 'starttls' });
    const implicit = microsoft.checkSettings({ ...custom, smtpServer: '[::1]:465' });
    expect(microsoft.smtp(implicit)).toEqual({ host: '::1', port: 465, security: 'tls' });
  });

  it('name no secret among the fields that are shown', () => {
    expect(microsoft.settings.filter((field) => field.kind === 'secret').map((field) => field.name)).toEqual([
      'clientSecret',
    ]);
  });
});

describe('signing in', () => {
  it('asks for IMAP, SMTP and lasting access, with PKCE, a nonce and the account page', async () => {
    const url = new URL(
      await microsoft.authorizeUrl(clean({}), {
        redirectUri: 'https://crm.example.com/api/mailAccounts:callback',
        state: 'a-state',
        nonce: 'a-nonce',
        codeChallenge: 'a-challenge',
      }),
    );
    expect(url.origin + url.pathname).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/authorize');
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      client_id: valid.clientId,
      response_type: 'code',
      redirect_uri: 'https://crm.example.com/api/mailAccounts:callback',
      state: 'a-state',
      nonce: 'a-nonce',
      code_challenge: 'a-challenge',
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
    expect(query.scope.split(' ').sort()).toEqual([
      'email',
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
      'offline_access',
      'openid',
      'profile',
    ]);
    expect(url.href).not.toContain('secret');
  });

  it('shows the consent page only when told to, for the account in question', async () => {
    const request = { redirectUri: 'https://x.example/cb', state: 's', nonce: 'n', codeChallenge: 'c' };
    const forced = { ...request, forceConsent: true, loginHint: 'anna@example.com' };
    const url = new URL(await microsoft.authorizeUrl(clean({}), forced));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      prompt: 'consent',
      login_hint: 'anna@example.com',
    });
  });

  it.each([
    ['gcc-high', 'https://login.microsoftonline.us', 'https://outlook.office365.us/IMAP.AccessAsUser.All'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://partner.outlook.cn/IMAP.AccessAsUser.All'],
  ])('goes to the authority of %s', async (cloud, authority, scope) => {
    const request = { redirectUri: 'https://x.example/cb', state: 's', nonce: 'n', codeChallenge: 'c' };
    const url = new URL(await microsoft.authorizeUrl(clean({ cloud }), request));
    expect(url.origin).toBe(authority);
    expect(url.searchParams.get('scope')).toContain(scope);
  });

  it('offers the page where an admin consents for everybody', () => {
    const link = (changes: Record<string, string>) =>
      microsoft.adminConsent?.url(clean(changes), 'https://x.example/cb');
    const url = new URL(link({ tenant: 'contoso.com' }) ?? '');
    expect(url.pathname).toBe('/contoso.com/v2.0/adminconsent');
    expect(url.searchParams.get('redirect_uri')).toBe('https://x.example/cb');
    expect(link({ tenant: 'common' })).toContain('/organizations/v2.0/adminconsent');
    expect(link({ tenant: 'consumers' })).toBeNull();
  });
});

describe('an answer of the sign-in service', () => {
  it('means one of our codes, whatever the number', () => {
    for (const code of AADSTS.values()) expect(ERROR_CODES).toContain(code);
  });

  it.each([
    [{ error: 'invalid_grant', codes: [70000, 65001] }, 'admin-consent-required', 'admin-consent-required'],
    [
      { error: 'invalid_grant', suberror: 'consent_required', codes: [] },
      'admin-consent-required',
      'admin-consent-required',
    ],
    [{ error: 'invalid_grant', codes: [] }, 'reconnect-required', 'sign-in-failed'],
    [{ error: 'invalid_grant', codes: [12345] }, 'reconnect-required', 'sign-in-failed'],
    [{ error: 'interaction_required', codes: [50076] }, 'mfa-required', 'mfa-required'],
    [{ error: 'invalid_grant', codes: [53003] }, 'conditional-access', 'conditional-access'],
    [{ error: 'invalid_grant', codes: [530084] }, 'conditional-access', 'conditional-access'],
    [{ error: 'invalid_grant', codes: [700082] }, 'session-expired', 'sign-in-failed'],
    [{ error: 'invalid_grant', codes: [50173] }, 'password-changed', 'password-changed'],
    [{ error: 'invalid_grant', codes: [70000, 50057] }, 'user-disabled', 'user-disabled'],
    [{ error: 'invalid_grant', codes: [70000] }, 'reconnect-required', 'sign-in-failed'],
    // Of whatever kind Entra says an outage is.
    [{ error: 'invalid_grant', codes: [90024] }, 'server-unavailable', 'server-unavailable'],
    [{ error: 'interaction_required', codes: [] }, 'reconnect-required', 'sign-in-failed'],
    [{ error: 'invalid_client', codes: [7000222] }, 'client-secret-expired', 'client-secret-expired'],
    [{ error: 'invalid_client', codes: [] }, 'client-secret-invalid', 'client-secret-invalid'],
    [{ error: 'unauthorized_client', codes: [700016] }, 'client-unknown', 'client-unknown'],
    [{ error: 'temporarily_unavailable', codes: [] }, 'server-unavailable', 'server-unavailable'],
    [{ error: 'access_denied', codes: [65004] }, 'reconnect-required', 'consent-declined'],
    [{ error: 'access_denied', codes: [] }, 'sign-in-failed', 'consent-declined'],
    [{ error: 'access_denied', codes: [90094] }, 'admin-consent-required', 'admin-consent-required'],
    // An admin's or a passing problem never asks the person to reconnect.
    [{ error: 'something_new', codes: [] }, 'sign-in-failed', 'sign-in-failed'],
  ])('%j', (failure, atLogin, atRedeem) => {
    expect(codeOf(failure, 'login')).toBe(atLogin);
    expect(codeOf(failure, 'redeem')).toBe(atRedeem);
  });

  it('is read from the description where it comes by way of the browser', () => {
    const description = 'AADSTS65004: User declined to consent. Trace ID: x AADSTS50011';
    expect(numbersIn(description)).toEqual([65004, 50011]);
    expect(microsoft.authorizeError('access_denied', description).code).toBe('consent-declined');
    expect(microsoft.authorizeError('server_error', '').code).toBe('server-unavailable');
  });

  it('leaves the person’s address out of the log', () => {
    const error = microsoft.authorizeError(
      'invalid_request',
      "AADSTS50020: User account 'anna@example.com' does not exist",
    );
    expect(error.code).toBe('account-type-not-allowed');
    expect(String(error.cause)).toContain('AADSTS50020');
    expect(String(error.cause)).not.toContain('anna');
  });

  it('says how long to wait in seconds or by a date', () => {
    expect(retryAfter('7')).toBe(7000);
    expect(retryAfter('Wed, 21 Oct 2026 07:28:00 GMT', Date.parse('2026-10-21T07:27:00Z'))).toBe(60_000);
    expect(retryAfter('Wed, 21 Oct 2020 07:28:00 GMT')).toBe(0);
    expect(retryAfter('soon')).toBeUndefined();
    expect(retryAfter(null)).toBeUndefined();
  });
});

describe('an exception of MSAL', () => {
  it('asks to reconnect when the cache holds no refresh token', () => {
    const error = new InteractionRequiredAuthError('no_tokens_found', '');
    expect(fromMsal(error, 'login').code).toBe('reconnect-required');
    expect(fromMsal(error, 'redeem').code).toBe('sign-in-failed');
  });

  it.each([
    ['nonce_mismatch', 'state-invalid'],
    ['state_mismatch', 'state-invalid'],
    ['endpoints_resolution_error', 'server-unreachable'],
    ['network_error', 'server-unreachable'],
    ['anything_else', 'sign-in-failed'],
  ])('%s → %s', (errorCode, code) => {
    expect(fromMsal(Object.assign(new Error(errorCode), { errorCode }), 'login').code).toBe(code);
  });
});
