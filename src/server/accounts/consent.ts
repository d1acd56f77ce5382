import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { wakeBlocked } from '../store/accounts/accounts';
import { openConnect, type ConnectRow } from '../store/accounts/connects';
import { saveConsent } from '../store/accounts/providers';
import { configuredProvider } from './configured';
import { CONNECT_TIME, type ConnectStart } from './connect';
import { hashOf, randomText } from './pkce';
import { open, seal } from './secrets';

export interface ConsentRequest {
  userId: Id;
  provider: string;
  /** A path within this app. */
  returnTo: string;
  redirectUri: string;
}

/**
 * Sends an administrator to the page for consenting for the whole organization, with a one-time state bound to the user
 * and the browser, as for a sign-in.
 */
export async function startConsent(ctx: MailContext, request: ConsentRequest): Promise<ConnectStart> {
  const { provider, settings } = await configuredProvider(ctx, request.provider);
  const { userId, redirectUri, returnTo } = request;
  const state = randomText();
  const browser = randomText();
  const { adminConsent } = provider;
  const url = adminConsent?.url(settings, redirectUri, state);
  if (!adminConsent || !url) throw new MailError('not-found');
  await openConnect(ctx, {
    stateHash: hashOf(state),
    browserHash: hashOf(browser),
    userId,
    purpose: 'consent',
    provider: provider.name,
    accountId: null,
    proof: await seal(ctx, adminConsent.subject(settings)),
    redirectUri,
    returnTo,
    expiresAt: new Date(Date.now() + CONNECT_TIME),
  });
  return { url, browser, secure: redirectUri.startsWith('https:') };
}

/** What the browser brought back from that page. */
export interface ConsentReturn {
  query: Readonly<Record<string, string>>;
  error: string;
  errorDescription: string;
}

/** Verifies and stores a returned consent, and wakes the accounts that waited for it. */
export async function finishConsent(ctx: MailContext, row: ConnectRow, reply: ConsentReturn): Promise<void> {
  const { provider, settings } = await configuredProvider(ctx, row.provider);
  const { adminConsent } = provider;
  if (!adminConsent) throw new MailError('state-invalid');
  if (reply.error) throw provider.authorizeError(reply.error, reply.errorDescription);
  // The settings have changed in the meantime, so the consent is for another app.
  if ((await open(ctx, row.proof)) !== adminConsent.subject(settings)) throw new MailError('state-invalid');
  const { tenant } = adminConsent.read(settings, reply);
  await saveConsent(ctx, provider.name, { tenant, grantedAt: new Date().toISOString() });
  await wakeBlocked(ctx, provider.name);
}
