import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { findOwnAccount } from '../store/accounts/accounts';
import { openConnect } from '../store/accounts/connects';
import { configuredProvider } from './configured';
import { challengeOf, hashOf, randomText } from './pkce';
import { seal } from './secrets';

/** Milliseconds that a person has for the sign-in page. */
export const CONNECT_TIME = 10 * 60_000;

export interface ConnectRequest {
  userId: Id;
  provider: string;
  /** Set to reconnect this account of the user. */
  accountId?: Id | null;
  /** A path within this app. */
  returnTo: string;
  redirectUri: string;
  /** Asks for consent again. Only used after a sign-in that returned no refresh token. */
  forceConsent?: boolean;
}

/** Where to send the browser, and the secret that its cookie must contain when it returns. */
export interface ConnectStart {
  url: string;
  browser: string;
  /** The browser uses https, so the cookie can be `Secure`. */
  secure: boolean;
}

/** Stored encrypted until the callback. */
export interface Proof {
  codeVerifier: string;
  nonce: string;
  forceConsent: boolean;
}

/**
 * Starts a sign-in (RFC 6749 §4.1 with PKCE, RFC 7636): a one-time state bound to the user and, by a cookie, to this
 * browser, so that nobody can attach their mailbox to another user or the other way round (RFC 6749 §10.12).
 */
export async function startConnect(ctx: MailContext, request: ConnectRequest): Promise<ConnectStart> {
  const { provider, settings } = await configuredProvider(ctx, request.provider);
  const { userId, accountId = null, redirectUri, returnTo, forceConsent = false } = request;
  const named = accountId === null ? null : await findOwnAccount(ctx, userId, accountId);
  // A shared mailbox is opened by its parent's sign-in.
  const account = named?.parentId == null ? named : await findOwnAccount(ctx, userId, named.parentId);
  if (accountId !== null && account?.provider !== provider.name) throw new MailError('not-found');

  const state = randomText();
  const browser = randomText();
  const proof: Proof = { codeVerifier: randomText(), nonce: randomText(), forceConsent };
  const url = await provider.authorizeUrl(settings, {
    redirectUri,
    state,
    nonce: proof.nonce,
    codeChallenge: challengeOf(proof.codeVerifier),
    loginHint: account?.signInName ?? account?.address,
    forceConsent,
  });
  await openConnect(ctx, {
    stateHash: hashOf(state),
    browserHash: hashOf(browser),
    userId,
    purpose: 'connect',
    provider: provider.name,
    accountId: account?.id ?? null,
    proof: await seal(ctx, JSON.stringify(proof)),
    redirectUri,
    returnTo,
    expiresAt: new Date(Date.now() + CONNECT_TIME),
  });
  return { url, browser, secure: redirectUri.startsWith('https:') };
}
