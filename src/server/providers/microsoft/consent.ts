import { MailError } from '../../errors';
import type { AdminConsent, ConsentReply, ProviderSettings } from '../provider';
import { signInScopes } from './client';
import { authorityOf } from './endpoints';
import { GUID } from './settings';
import { consentPath } from './tenants';

/**
 * The page where an administrator consents for the whole organization. Since late 2025, users of a default tenant can't
 * consent to IMAP themselves (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent). It covers every
 * scope of a sign-in, because users would still be asked for any that is missing.
 */
function url(settings: ProviderSettings, redirectUri: string, state?: string): string | null {
  const path = consentPath(settings);
  if (path === null) return null;
  const page = new URL(`${authorityOf(settings)}/${path}/v2.0/adminconsent`);
  page.searchParams.set('client_id', settings.clientId);
  page.searchParams.set('redirect_uri', redirectUri);
  page.searchParams.set('scope', signInScopes(settings).join(' '));
  if (state !== undefined) page.searchParams.set('state', state);
  return page.href;
}

/** Identifies the app and the tenants it is for; if either changes, a new consent is needed. */
const subject = ({ clientId, tenantKind, tenant, cloud, authority }: ProviderSettings): string =>
  [clientId, tenantKind, tenant, cloud, authority].join(' ').toLowerCase();

/** Reads Entra's answer strictly; anything unexpected is not a consent. */
function read(settings: ProviderSettings, { query }: ConsentReply): { tenant: string } {
  const { admin_consent: granted, tenant = '' } = query;
  if (granted?.toLowerCase() !== 'true' || !GUID.test(tenant)) throw new MailError('state-invalid');
  // A tenant given as a domain can't be compared; in that case the page itself belonged to that tenant.
  const differs = GUID.test(settings.tenant) && settings.tenant.toLowerCase() !== tenant.toLowerCase();
  if (differs) throw new MailError('wrong-tenant');
  return { tenant: tenant.toLowerCase() };
}

export const adminConsent: AdminConsent = { url, subject, read };
