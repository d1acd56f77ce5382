import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';
import type { ProviderSettings } from '../provider';
import { CLOUDS, CUSTOM_CLOUD, PERSONAL_CLOUD } from './clouds';
import { serverOf } from '../serverAddress';
import { SETTING_FIELDS } from './fields';
import { checkSendRate, SEND_RATE_FIELD } from './sendLimits';
import { isSeveral, ONE_TENANT, PERSONAL, TENANT_KINDS, withTenantKind } from './tenants';

/** An Entra ID: of an app, a tenant or a secret. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A tenant's ID or one of its domains. */
const TENANT = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/** Throws if the condition holds. `context` selects the variant of the code's sentence. */
function refuse(condition: boolean, code: ErrorCode, field: string, context?: string): void {
  if (condition) throw new MailError(code, { params: { field, ...(context ? { context } : {}) } });
}

/**
 * The settings, trimmed. Throws a MailError that names the invalid field. Environment variables are already filled in.
 */
export function checkSettings(settings: ProviderSettings): ProviderSettings {
  const values = trimmed(withTenantKind(settings));
  refuse(values.cloud !== CUSTOM_CLOUD && !CLOUDS.has(values.cloud), 'invalid-input', 'cloud');
  checkTenant(values);
  refuse(!GUID.test(values.clientId), 'invalid-client-id', 'clientId');
  // A secret's value has about 40 characters and is never a GUID; the portal's list shows the secret's GUID next to it.
  refuse(values.clientSecret === '', 'invalid-client-secret', 'clientSecret', 'missing');
  refuse(GUID.test(values.clientSecret), 'invalid-client-secret', 'clientSecret');
  for (const field of ['authority', 'imapServer', 'smtpServer', 'resource'] as const) {
    refuse(values.cloud === CUSTOM_CLOUD && values[field] === '', 'invalid-server', field);
  }
  if (values.authority) values.authority = httpsOrigin(values.authority, 'authority');
  if (values.resource)
    values.resource = `${httpsUrl(values.resource, 'resource').href.replace(/(?<!\/)\/+$/, '')}/`;
  for (const field of ['imapServer', 'smtpServer'] as const)
    if (values[field]) serverOf(values[field], field);
  checkSendRate(values[SEND_RATE_FIELD]);
  return values;
}

/** All fields with their defaults; fields hidden by another field's value are empty. */
function trimmed(settings: ProviderSettings): Record<string, string> {
  const values = Object.fromEntries(
    SETTING_FIELDS.map(({ name, defaultValue = '' }) => [name, settings[name]?.trim() || defaultValue]),
  );
  for (const { name, shownWhen } of SETTING_FIELDS)
    if (shownWhen && values[shownWhen.field] !== shownWhen.value) values[name] = '';
  return values;
}

function checkTenant({ cloud, tenantKind, tenant }: Record<string, string>): void {
  refuse(!TENANT_KINDS.has(tenantKind), 'invalid-input', 'tenantKind');
  const national = cloud !== CUSTOM_CLOUD && cloud !== PERSONAL_CLOUD;
  refuse(tenantKind === PERSONAL && national, 'invalid-tenant', 'tenantKind', 'personal');
  if (tenantKind !== ONE_TENANT) return;
  refuse(isSeveral(tenant.toLowerCase()), 'invalid-tenant', 'tenant', 'several');
  refuse(!TENANT.test(tenant), 'invalid-tenant', 'tenant');
}

function httpsUrl(value: string, field: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'https:' || url.username || url.password || url.search || url.hash) {
    throw new MailError('invalid-server', { params: { field } });
  }
  return url;
}

function httpsOrigin(value: string, field: string): string {
  const url = httpsUrl(value, field);
  refuse(url.pathname !== '/', 'invalid-server', field);
  return url.origin;
}
