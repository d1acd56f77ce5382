import { MailError } from '../../errors';
import type { ConsentReply, ProviderSettings } from '../provider';
import { signInScopes } from './client';
import { authorityOf } from './endpoints';
import { GUID } from './settings';
import { consentPath } from './tenants';

/**
 * The page where an administrator consents for the whole organization: since late 2025 people of a default
 * tenant cannot consent to IMAP themselves (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 * Everything that a sign-in asks for is in it: what is left out, people would be asked for after all.
 */
export function adminConsentUrl(
  settings: ProviderSettings,
  redirectUri: string,
  state?: string,
): string | null {
  const path = consentPath(settings);
  if (path === null) return null;
  const url = new URL(`${authorityOf(settings)}/${path}/v2.0/adminconsent`);
  url.searchParams.set('client_id', settings.clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('scope', signInScopes(settings).join(' '));
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}

/** The app, and whom it is for: another one of either needs a consent of its own. */
export const consentSubject = ({
  clientId,
  tenantKind,
  tenant,
  cloud,
  authority,
}: ProviderSettings): string => [clientId, tenantKind, tenant, cloud, authority].join(' ').toLowerCase();

/** Entra's answer, by the book; anything else is no consent. */
export function readConsent(settings: ProviderSettings, { query }: ConsentReply): { tenant: string } {
  const { admin_consent: granted, tenant = '' } = query;
  if (granted?.toLowerCase() !== 'true' || !GUID.test(tenant)) throw new MailError('state-invalid');
  // A domain cannot be compared; then the page itself was that tenant's.
  const differs = GUID.test(settings.tenant) && settings.tenant.toLowerCase() !== tenant.toLowerCase();
  if (differs) throw new MailError('wrong-tenant');
  return { tenant: tenant.toLowerCase() };
}
