import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';
import type { ProviderSettings } from '../provider';
import { CLOUDS, CUSTOM_CLOUD, PERSONAL_CLOUD } from './clouds';
import { serverOf } from './endpoints';
import { SETTING_FIELDS } from './fields';
import { checkSendRate, SEND_RATE_FIELD } from './sendLimits';
import { isSeveral, ONE_TENANT, PERSONAL, TENANT_KINDS, withTenantKind } from './tenants';

/** An id of Entra: of an app, a tenant, a secret. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A tenant's ID or one of its domains. */
const TENANT = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/** @param context which sentence of the code's is the right one */
function refuse(condition: boolean, code: ErrorCode, field: string, context?: string): void {
  if (condition) throw new MailError(code, { params: { field, ...(context ? { context } : {}) } });
}

/** The settings trimmed, or a MailError that names the field. Environment variables are filled in by then. */
export function checkSettings(settings: ProviderSettings): ProviderSettings {
  const values = trimmed(withTenantKind(settings));
  refuse(values.cloud !== CUSTOM_CLOUD && !CLOUDS.has(values.cloud), 'invalid-input', 'cloud');
  checkTenant(values);
  refuse(!GUID.test(values.clientId), 'invalid-client-id', 'clientId');
  // A secret's value is some 40 characters and never a GUID; the list in the portal shows the GUID beside it.
  refuse(values.clientSecret === '', 'invalid-client-secret', 'clientSecret', 'missing');
  refuse(GUID.test(values.clientSecret), 'invalid-client-secret', 'clientSecret');
  for (const field of ['authority', 'imapServer', 'smtpServer', 'resource'] as const) {
    refuse(values.cloud === CUSTOM_CLOUD && values[field] === '', 'invalid-server', field);
  }
  if (values.authority) values.authority = httpsOrigin(values.authority, 'authority');
  if (values.resource) values.resource = `${httpsUrl(values.resource, 'resource').href.replace(/\/+$/, '')}/`;
  for (const field of ['imapServer', 'smtpServer'] as const)
    if (values[field]) serverOf(values[field], field);
  checkSendRate(values[SEND_RATE_FIELD]);
  return values;
}

/** All fields, with their defaults; what another field's value hides is empty. */
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
