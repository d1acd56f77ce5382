/**
 * An account's credential is MSAL's serialized cache. MSAL looks up a refresh token by parts of its key and takes the
 * first match, so an older token can shadow the newest: one from another alias of the sign-in host, or one of an app
 * family (AzureAD/microsoft-authentication-library-for-js issues 8835 and 8849). Our credentials therefore contain
 * exactly one refresh token.
 */

interface RefreshToken {
  home_account_id: string;
  environment: string;
  client_id: string;
  secret: string;
  family_id?: string;
}

interface Cache {
  RefreshToken?: Record<string, RefreshToken>;
  AppMetadata?: Record<string, unknown>;
}

/** The refresh tokens in a serialized cache, in the order in which MSAL stored them. */
const refreshTokensOf = (cache: Cache): RefreshToken[] => Object.values(cache.RefreshToken ?? {});

/** Whether there is a refresh token. MSAL never exposes it, so this looks into the serialized cache. */
export const hasRefreshToken = (credential: string): boolean =>
  refreshTokensOf(JSON.parse(credential) as Cache).length > 0;

/**
 * The credential reduced to its newest refresh token, stored as this app's own and not as an app family's.
 * `before` is the credential it was made from: a token that isn't in there is the newest. Without it, the last one
 * stored counts as the newest.
 */
export function withNewestToken(credential: string, before = '{}'): string {
  const cache = JSON.parse(credential) as Cache;
  const known = new Set(refreshTokensOf(JSON.parse(before) as Cache).map(({ secret }) => secret));
  const tokens = refreshTokensOf(cache);
  const newest = tokens.filter(({ secret }) => !known.has(secret)).at(-1) ?? tokens.at(-1);
  if (!newest) return credential;
  const { family_id: _, ...token } = newest;
  const { home_account_id: account, environment, client_id: client } = token;
  // MSAL looks it up by account and client. The empty parts are realm and scopes, which a refresh token doesn't have.
  const key = [account, environment, 'refreshtoken', client, '', ''].join('-').toLowerCase();
  // AppMetadata is where MSAL would read that the app belongs to a family, and then look for the family's token first.
  return JSON.stringify({ ...cache, RefreshToken: { [key]: token }, AppMetadata: {} });
}
