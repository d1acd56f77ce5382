import type { ProviderSettings } from '../provider';

/** Whose accounts may sign in. */
export interface TenantKind {
  label: string;
  /** First part of the sign-in path; null: the tenant that the settings name. */
  path: string | null;
  /** The same for the page of admin consent, which knows no `common`; null where nobody can consent for all. */
  consentPath: string | null;
  /** Where mail is submitted, where it is not the cloud's own server. */
  smtpHost?: string;
}

/** The one tenant that the settings name. */
export const ONE_TENANT = 'organization';
/** Tenant of personal accounts (outlook.com, hotmail.com, live.com). */
export const PERSONAL = 'consumers';

/** Kinds beside one tenant have Microsoft's own names for several (https://learn.microsoft.com/entra/identity-platform/v2-protocols). */
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
      // Personal accounts submit their mail here, not at the business host.
      smtpHost: 'smtp-mail.outlook.com',
    },
  ],
]);

/** Whether a tenant is no tenant but one of Microsoft's names for several. */
export const isSeveral = (tenant: string): boolean => tenant !== ONE_TENANT && TENANT_KINDS.has(tenant);

/** Settings of before there were kinds: their tenant said it. */
export function withTenantKind(settings: ProviderSettings): ProviderSettings {
  if (settings.tenantKind?.trim()) return settings;
  const tenant = (settings.tenant ?? '').trim().toLowerCase();
  return isSeveral(tenant)
    ? { ...settings, tenantKind: tenant, tenant: '' }
    : { ...settings, tenantKind: ONE_TENANT };
}

const kindOf = (settings: ProviderSettings): TenantKind | undefined => TENANT_KINDS.get(settings.tenantKind);

/** The tenant's part of an address of the sign-in service. */
export const tenantPath = (settings: ProviderSettings): string => kindOf(settings)?.path ?? settings.tenant;

/** The same on the page of admin consent; null where nobody can consent for everybody. */
export const consentPath = (settings: ProviderSettings): string | null =>
  settings.tenantKind === ONE_TENANT ? settings.tenant : (kindOf(settings)?.consentPath ?? null);

/** Where personal accounts submit their mail, when there are no others. */
export const personalSmtpHost = (settings: ProviderSettings): string | undefined =>
  kindOf(settings)?.smtpHost;
