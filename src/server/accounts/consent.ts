import type { Id } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { wakeBlocked } from '../store/accounts';
import { openConnect, type ConnectRow } from '../store/connects';
import { saveConsent } from '../store/providers';
import { configuredProvider } from './configured';
import { CONNECT_TIME, type ConnectStart } from './connect';
import { hashOf, randomText } from './proof';
import { open, seal } from './secrets';

export interface ConsentRequest {
  userId: Id;
  provider: string;
  /** A path of this app. */
  returnTo: string;
  redirectUri: string;
}

/**
 * Sends an administrator to the page where one consents for the whole organization, with a one-time state
 * bound to the person and the browser, as a sign-in has it.
 */
export async function startConsent(ctx: MailContext, request: ConsentRequest): Promise<ConnectStart> {
  const { provider, settings } = await configuredProvider(ctx, request.provider);
  const { userId, redirectUri, returnTo } = request;
  const state = randomText();
  const browser = randomText();
  const url = provider.adminConsentUrl(settings, redirectUri, state);
  if (!url) throw new MailError('not-found');
  await openConnect(ctx, {
    stateHash: hashOf(state),
    browserHash: hashOf(browser),
    userId,
    purpose: 'consent',
    provider: provider.name,
    accountId: null,
    proof: await seal(ctx, provider.consentSubject(settings)),
    redirectUri,
    returnTo,
    expiresAt: new Date(Date.now() + CONNECT_TIME),
  });
  return { url, browser, secure: redirectUri.startsWith('https:') };
}

/** What the browser brought back of it. */
export interface ConsentReturn {
  query: Readonly<Record<string, string>>;
  error: string;
  errorDescription: string;
}

/** Verifies a consent that came back, keeps it, and wakes the accounts that waited for it. */
export async function finishConsent(ctx: MailContext, row: ConnectRow, reply: ConsentReturn): Promise<void> {
  const { provider, settings } = await configuredProvider(ctx, row.provider);
  if (reply.error) throw provider.authorizeError(reply.error, reply.errorDescription);
  // The settings were changed meanwhile: it is a consent for another app.
  if ((await open(ctx, row.proof)) !== provider.consentSubject(settings))
    throw new MailError('state-invalid');
  const { tenant } = provider.readConsent(settings, reply);
  await saveConsent(ctx, provider.name, { tenant, grantedAt: new Date().toISOString() });
  await wakeBlocked(ctx, provider.name);
}
