import type { ProviderSettings } from '../provider';

/** Which accounts may sign in. */
export interface TenantKind {
  label: string;
  /** First part of the sign-in path; null for the tenant in the settings. */
  path: string | null;
  /** The same for the admin consent page, which doesn't support `common`; null if nobody can consent for everyone. */
  consentPath: string | null;
  /** Host for submitting mail, if it isn't the cloud's own server. */
  smtpHost?: string;
}

/** The single tenant named in the settings. */
export const ONE_TENANT = 'organization';
/** Tenant of personal accounts (outlook.com, hotmail.com, live.com). */
export const PERSONAL = 'consumers';

/**
 * All kinds except the single tenant use Microsoft's names for several
 * (https://learn.microsoft.com/entra/identity-platform/v2-protocols).
 */
export const TENANT_KINDS: ReadonlyMap<string, TenantKind> = new Map([
  [ONE_TENANT, { label: 'This organization only (recommended)', path: null, consentPath: null }],
  ['organizations', { label: 'Any organization', path: 'organizations', consentPath: 'organizations' }],
  [
    'common',
    { label: 'Any organization and personal accounts', path: 'common', consentPath: 'organizations' },
  ],
  [
    PERSONAL,
    {
      label: 'Personal accounts only',
      path: PERSONAL,
      consentPath: null,
      // Personal accounts submit their mail here, not to the business host.
      smtpHost: 'smtp-mail.outlook.com',
    },
  ],
]);

/** Whether this is one of Microsoft's names for several tenants rather than a tenant. */
export const isSeveral = (tenant: string): boolean => tenant !== ONE_TENANT && TENANT_KINDS.has(tenant);

/** Adds the kind to settings saved before kinds existed; their tenant field implied it. */
export function withTenantKind(settings: ProviderSettings): ProviderSettings {
  if (settings.tenantKind?.trim()) return settings;
  const tenant = (settings.tenant ?? '').trim().toLowerCase();
  return isSeveral(tenant)
    ? { ...settings, tenantKind: tenant, tenant: '' }
    : { ...settings, tenantKind: ONE_TENANT };
}

const kindOf = (settings: ProviderSettings): TenantKind | undefined => TENANT_KINDS.get(settings.tenantKind);

/** The tenant part of a sign-in URL. */
export const tenantPath = (settings: ProviderSettings): string => kindOf(settings)?.path ?? settings.tenant;

/** The same for the admin consent page; null if nobody can consent for everyone. */
export const consentPath = (settings: ProviderSettings): string | null =>
  settings.tenantKind === ONE_TENANT ? settings.tenant : (kindOf(settings)?.consentPath ?? null);

/** The SMTP host of personal accounts, if only those may sign in. */
export const personalSmtpHost = (settings: ProviderSettings): string | undefined =>
  kindOf(settings)?.smtpHost;
