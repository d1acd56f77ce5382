import type { AccountInfo } from '@azure/msal-node';
import { MailError } from '../../errors';
import type { MailProvider } from '../provider';
import { mailScopes, signInScopes, withClient } from './client';
import { numbersIn, refused } from './errors';
import { check } from './check';
import { adminConsentUrl, consentSubject, readConsent } from './consent';
import { authorityOf, imapOf, smtpOf } from './endpoints';
import { EXPIRY_FIELD, LONGEST_SECRET, SETTING_FIELDS } from './fields';
import { GUIDE } from './guide';
import { sendLimitsOf } from './sendLimits';
import { checkSettings } from './settings';
import { withTenantKind } from './tenants';

/**
 * The mailbox's address: `preferred_username` of the id token, which is the mailbox's primary address in
 * nearly every tenant; `email` may be absent. A wrong one fails at the trial login, not later.
 */
function addressOf(account: AccountInfo): string {
  const claims = account.idTokenClaims ?? {};
  const candidates = [claims.preferred_username, account.username, claims.email, claims.upn];
  const address = candidates.find(
    (value): value is string => typeof value === 'string' && value.includes('@'),
  );
  if (!address) throw new MailError('sign-in-failed', { cause: new Error('the id token names no address') });
  return address.toLowerCase();
}

/** MSAL never shows a refresh token; its serialised cache tells whether there is one. */
function hasRefreshToken(cache: string): boolean {
  const { RefreshToken: tokens } = JSON.parse(cache) as { RefreshToken?: Record<string, unknown> };
  return Object.keys(tokens ?? {}).length > 0;
}

/** Outlook: Microsoft 365, the national clouds and personal accounts. The credential is MSAL's serialised cache. */
export const microsoft: MailProvider = {
  name: 'microsoft',
  title: 'Outlook',
  settings: SETTING_FIELDS,
  guide: GUIDE,
  readSettings: withTenantKind,
  checkSettings,
  expiry: { field: EXPIRY_FIELD, longest: LONGEST_SECRET },
  secretGoesTo: authorityOf,
  check,
  imap: imapOf,
  smtp: smtpOf,
  sentCopy: 'server',
  sendLimits: sendLimitsOf,
  adminConsentUrl,
  consentSubject,
  readConsent,

  authorizeUrl: (settings, request) =>
    withClient(settings, 'redeem', (client) =>
      client.getAuthCodeUrl({
        scopes: signInScopes(settings),
        redirectUri: request.redirectUri,
        state: request.state,
        nonce: request.nonce,
        codeChallenge: request.codeChallenge,
        codeChallengeMethod: 'S256',
        // Without the account page the browser's current session would silently connect another mailbox.
        prompt: request.forceConsent ? 'consent' : 'select_account',
        loginHint: request.loginHint,
      }),
    ),

  authorizeError: (error, description) => refused({ error, codes: numbersIn(description) }, 'redeem'),

  redeem: (settings, reply) =>
    withClient(settings, 'redeem', async (client) => {
      const result = await client.acquireTokenByCode({
        scopes: signInScopes(settings),
        code: reply.code,
        redirectUri: reply.redirectUri,
        codeVerifier: reply.codeVerifier,
        // In the request itself: MSAL ignores them in the second argument.
        state: reply.state,
        nonce: reply.nonce,
      });
      const credential = client.getTokenCache().serialize();
      if (!result.account)
        throw new MailError('sign-in-failed', { cause: new Error('no account in the answer') });
      if (!hasRefreshToken(credential)) throw new MailError('no-refresh-token');
      return {
        identity: result.account.homeAccountId,
        address: addressOf(result.account),
        displayName: result.account.name ?? '',
        credential,
      };
    }),

  login: (settings, credential, { force = false } = {}) =>
    withClient(settings, 'login', async (client) => {
      const cache = client.getTokenCache();
      cache.deserialize(credential);
      const [account] = await cache.getAllAccounts();
      if (!account)
        throw new MailError('reconnect-required', { cause: new Error('the credential is empty') });
      // Reading it in counts as a change; writing it out clears that.
      cache.serialize();
      const result = await client.acquireTokenSilent({
        account,
        scopes: mailScopes(settings),
        forceRefresh: force,
      });
      return {
        login: { user: addressOf(result.account ?? account), accessToken: result.accessToken },
        credential: cache.hasChanged() ? cache.serialize() : undefined,
      };
    }),
};
