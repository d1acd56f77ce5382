import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { randomUUID } from 'node:crypto';
import type { LocalMicrosoft } from './types';

const RESOURCE = 'https://outlook.office.com';
/** What a mail client asks for. */
export const SCOPES = [
  `${RESOURCE}/IMAP.AccessAsUser.All`,
  `${RESOURCE}/SMTP.Send`,
  'offline_access',
  'openid',
  'email',
  'profile',
];
export const REDIRECT_URI = 'http://localhost:13000/api/mailAccounts:callback';

export interface SignedIn {
  address: string;
  accessToken: string;
  nonce: string | undefined;
  homeAccountId: string;
  application: ConfidentialClientApplication;
}

/** Where one signs in. */
export type SignInPlace = Pick<LocalMicrosoft, 'clientId' | 'clientSecret' | 'authority' | 'authorize'>;

/** The registered application, or one with another secret. */
export function application(bed: SignInPlace, changes: { clientId?: string; clientSecret?: string } = {}) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: changes.clientId ?? bed.clientId,
      clientSecret: changes.clientSecret ?? bed.clientSecret,
      authority: `${bed.authority}/organizations`,
      knownAuthorities: [new URL(bed.authority).host],
    },
  });
}

/** The whole authorization code flow with PKCE and nonce, by MSAL. */
export async function signIn(
  bed: SignInPlace,
  address: string,
  app = application(bed),
  scopes = SCOPES,
): Promise<SignedIn> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const nonce = randomUUID();
  const state = randomUUID();
  const url = await app.getAuthCodeUrl({
    scopes,
    redirectUri: REDIRECT_URI,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    prompt: 'select_account',
    nonce,
    state,
  });
  const back = new URL(await bed.authorize(url, address));
  if (back.searchParams.get('state') !== state) throw new Error('state was lost');
  const result = await app.acquireTokenByCode({
    code: back.searchParams.get('code') ?? '',
    scopes,
    redirectUri: REDIRECT_URI,
    codeVerifier: verifier,
    nonce,
    state,
  });
  const claims: { nonce?: string } = result.idTokenClaims;
  return {
    address: result.account?.username ?? '',
    accessToken: result.accessToken,
    nonce: claims.nonce === nonce ? nonce : undefined,
    homeAccountId: result.account?.homeAccountId ?? '',
    application: app,
  };
}

/** An imapflow client with XOAUTH2, not connected yet. */
export function imapClient(bed: LocalMicrosoft, user: string, accessToken: string): ImapFlow {
  const client = new ImapFlow({
    host: bed.imap.host,
    port: bed.imap.port,
    secure: true,
    auth: { user, accessToken },
    logger: false,
  });
  client.on('error', () => undefined);
  return client;
}

/** A nodemailer transport with XOAUTH2. */
export function smtpClient(
  bed: LocalMicrosoft,
  user: string,
  accessToken: string,
  socketTimeout = 3000,
): Transporter {
  return createTransport({
    host: bed.smtp.host,
    port: bed.smtp.port,
    requireTLS: true,
    auth: { type: 'OAUTH2', user, accessToken },
    socketTimeout,
  });
}
