import type { AccountInfo, ConfidentialClientApplication } from '@azure/msal-node';
import { MailError } from '../../errors';
import type { MailProvider, ProviderSettings } from '../provider';
import { mailScopes, signInScopes, withClient } from './client';
import { numbersIn, refused } from './errors';
import { check } from './check';
import { adminConsent } from './consent';
import { authorityOf, imapOf, smtpOf } from './endpoints';
import { EXPIRY_FIELD, LONGEST_SECRET, SETTING_FIELDS } from './fields';
import { GUIDE } from './guide';
import { sendGroupOf, sendLimitsOf } from './sendLimits';
import { hasRefreshToken, withNewestToken } from './credential';
import { checkSettings } from './settings';
import { withTenantKind } from './tenants';

/** The claims that look like an address, in lower case and without duplicates. */
function addressesIn(claims: readonly unknown[]): string[] {
  const found = claims.filter((value): value is string => typeof value === 'string' && value.includes('@'));
  return [...new Set(found.map((value) => value.toLowerCase()))];
}

/** The user principal name, which the mail servers expect in XOAUTH2. */
function signInNameOf({ idTokenClaims: claims = {}, username }: AccountInfo): string {
  const [name] = addressesIn([claims.preferred_username, username, claims.upn, claims.email]);
  if (!name) throw new MailError('sign-in-failed', { cause: new Error('the id token names nobody') });
  return name;
}

/**
 * Candidates for the mailbox's address. `email` is what the directory says: it may be missing, and an administrator may
 * have entered anything. The user principal name is the primary address in most tenants, but something like
 * `anna@contoso.local` in others.
 */
const addressesOf = (account: AccountInfo): string[] =>
  addressesIn([account.idTokenClaims?.email, signInNameOf(account)]);

/**
 * Renews a credential. After outages, Entra has briefly refused valid refresh tokens without a specific reason. Such a
 * refusal counts only if it comes twice, since it makes the owner sign in again.
 */
async function believedTwice<T>(
  settings: ProviderSettings,
  renewal: (client: ConfidentialClientApplication) => Promise<T>,
): Promise<T> {
  try {
    return await withClient(settings, 'login', renewal);
  } catch (error) {
    if (!(error instanceof MailError) || error.code !== 'reconnect-required') throw error;
  }
  return withClient(settings, 'login', renewal);
}

/** Outlook: Microsoft 365, the national clouds and personal accounts. The credential is MSAL's serialized cache. */
export const microsoft: MailProvider = {
  name: 'microsoft',
  title: 'Outlook',
  loginKind: 'token',
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
  sendGroup: sendGroupOf,
  adminConsent,
  // Exchange Online gives no server name: `Authentication-Results: spf=pass (…) …; dkim=…;dmarc=…;compauth=…`.
  authenticationServer: '',

  authorizeUrl: (settings, request) =>
    withClient(settings, 'redeem', (client) =>
      client.getAuthCodeUrl({
        scopes: signInScopes(settings),
        redirectUri: request.redirectUri,
        state: request.state,
        nonce: request.nonce,
        codeChallenge: request.codeChallenge,
        codeChallengeMethod: 'S256',
        // Without the account picker, the browser's current session would silently connect another mailbox.
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
        // These must be in the request itself: MSAL ignores them in the second argument.
        state: reply.state,
        nonce: reply.nonce,
      });
      const credential = client.getTokenCache().serialize();
      if (!result.account)
        throw new MailError('sign-in-failed', { cause: new Error('no account in the answer') });
      if (!hasRefreshToken(credential)) throw new MailError('no-refresh-token');
      return {
        identity: result.account.homeAccountId,
        signInName: signInNameOf(result.account),
        addresses: addressesOf(result.account),
        displayName: result.account.name ?? '',
        credential: withNewestToken(credential),
      };
    }),

  login: (settings, credential, { force = false } = {}) =>
    believedTwice(settings, async (client) => {
      const cache = client.getTokenCache();
      cache.deserialize(withNewestToken(credential));
      const [account] = await cache.getAllAccounts();
      if (!account)
        throw new MailError('reconnect-required', { cause: new Error('the credential is empty') });
      // Deserializing counts as a change; serializing clears that, so hasChanged() reports only the renewal.
      cache.serialize();
      const result = await client.acquireTokenSilent({
        account,
        scopes: mailScopes(settings),
        forceRefresh: force,
      });
      return {
        login: { user: signInNameOf(result.account ?? account), accessToken: result.accessToken },
        credential: cache.hasChanged() ? withNewestToken(cache.serialize(), credential) : undefined,
      };
    }),
};
