import type { ErrorCode, SettingField } from '../../../common';
import { MailError } from '../../errors';
import type { Endpoint, ProviderSettings } from '../provider';
import { CLOUDS, CUSTOM_CLOUD, PERSONAL_SMTP_HOST, PERSONAL_TENANT } from './clouds';

/** Titles, descriptions and labels are keys of the locale files. */
export const SETTING_FIELDS: SettingField[] = [
  {
    name: 'clientId',
    title: 'Application (client) ID',
    kind: 'text',
    required: true,
    placeholder: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'clientSecret',
    title: 'Client secret',
    kind: 'secret',
    required: true,
    description: 'The secret’s value, not its ID. Microsoft shows it once, right after it was made.',
  },
  {
    name: 'tenant',
    title: 'Directory (tenant)',
    kind: 'text',
    required: true,
    defaultValue: 'common',
    description:
      'The tenant’s ID or domain; “organizations” for any organization, “consumers” for personal accounts, “common” for both.',
  },
  {
    name: 'cloud',
    title: 'Microsoft cloud',
    kind: 'select',
    required: true,
    defaultValue: 'global',
    options: [
      { value: 'global', label: 'Microsoft 365 and Outlook.com' },
      { value: 'gcc-high', label: 'US Government GCC High' },
      { value: 'dod', label: 'US Government DoD' },
      { value: 'china', label: 'China (21Vianet)' },
      { value: CUSTOM_CLOUD, label: 'Other addresses' },
    ],
  },
  {
    name: 'authority',
    requiredWhen: { field: 'cloud', value: CUSTOM_CLOUD },
    title: 'Sign-in address',
    kind: 'text',
    required: false,
    placeholder: 'https://login.microsoftonline.com',
    description: 'Only where it differs from the cloud’s.',
  },
  {
    name: 'imapServer',
    requiredWhen: { field: 'cloud', value: CUSTOM_CLOUD },
    title: 'IMAP server',
    kind: 'text',
    required: false,
    placeholder: 'outlook.office365.com:993',
    description: 'Only where it differs from the cloud’s.',
  },
  {
    name: 'smtpServer',
    requiredWhen: { field: 'cloud', value: CUSTOM_CLOUD },
    title: 'SMTP server',
    kind: 'text',
    required: false,
    placeholder: 'smtp.office365.com:587',
    description: 'Only where it differs from the cloud’s.',
  },
  {
    name: 'resource',
    requiredWhen: { field: 'cloud', value: CUSTOM_CLOUD },
    title: 'Token audience',
    kind: 'text',
    required: false,
    placeholder: 'https://outlook.office.com/',
    description: 'Only where it differs from the cloud’s.',
  },
];

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A tenant's ID, one of its domains, or one of Microsoft's names for several. */
const TENANT = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
/** RFC 1123 host name, or a bracketed IPv6 address, and a port. */
const SERVER = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})$/i;

const IMAPS_PORT = 993;
const SUBMISSION_PORT = 587;
/** RFC 8314 §3.3: submission over TLS from the first octet. */
const SUBMISSIONS_PORT = 465;

function refuse(condition: boolean, code: ErrorCode, field: string): void {
  if (condition) throw new MailError(code, { params: { field } });
}

/** The settings trimmed, or a MailError that names the field. Environment variables are filled in by then. */
export function checkSettings(settings: ProviderSettings): ProviderSettings {
  const values = Object.fromEntries(
    SETTING_FIELDS.map(({ name, defaultValue = '' }) => [name, settings[name]?.trim() || defaultValue]),
  );
  // The default of a tenant is for an empty form, not for an admin who emptied the field.
  refuse(settings.tenant !== undefined && settings.tenant.trim() === '', 'invalid-tenant', 'tenant');
  refuse(!GUID.test(values.clientId), 'invalid-client-id', 'clientId');
  // A secret's value is some 40 characters and never a GUID; the list in the portal shows the GUID beside it.
  refuse(
    values.clientSecret === '' || GUID.test(values.clientSecret),
    'invalid-client-secret',
    'clientSecret',
  );
  refuse(!TENANT.test(values.tenant), 'invalid-tenant', 'tenant');
  refuse(values.cloud !== CUSTOM_CLOUD && !CLOUDS.has(values.cloud), 'invalid-input', 'cloud');
  for (const field of ['authority', 'imapServer', 'smtpServer', 'resource'] as const) {
    refuse(values.cloud === CUSTOM_CLOUD && values[field] === '', 'invalid-server', field);
  }
  if (values.authority) values.authority = httpsOrigin(values.authority, 'authority');
  if (values.resource) values.resource = `${httpsUrl(values.resource, 'resource').href.replace(/\/+$/, '')}/`;
  for (const field of ['imapServer', 'smtpServer'] as const)
    if (values[field]) serverOf(values[field], field);
  return values;
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

function serverOf(value: string, field: string): { host: string; port: number } {
  const [, host = '', port = ''] = SERVER.exec(value) ?? [];
  refuse(!host || Number(port) < 1 || Number(port) > 65535, 'invalid-server', field);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Origin of the authority, e.g. `https://login.microsoftonline.com`. */
export const authorityOf = (settings: ProviderSettings): string =>
  settings.authority || CLOUDS.get(settings.cloud)?.authority || '';

/** Audience of the mail scopes, with the final slash. */
export const resourceOf = (settings: ProviderSettings): string =>
  settings.resource || CLOUDS.get(settings.cloud)?.resource || '';

export function imapOf(settings: ProviderSettings): Endpoint {
  if (settings.imapServer) return { ...serverOf(settings.imapServer, 'imapServer'), security: 'tls' };
  return { host: CLOUDS.get(settings.cloud)?.imapHost ?? '', port: IMAPS_PORT, security: 'tls' };
}

export function smtpOf(settings: ProviderSettings): Endpoint {
  if (settings.smtpServer) {
    const server = serverOf(settings.smtpServer, 'smtpServer');
    return { ...server, security: server.port === SUBMISSIONS_PORT ? 'tls' : 'starttls' };
  }
  const host =
    settings.tenant.toLowerCase() === PERSONAL_TENANT
      ? PERSONAL_SMTP_HOST
      : CLOUDS.get(settings.cloud)?.smtpHost;
  return { host: host ?? '', port: SUBMISSION_PORT, security: 'starttls' };
}
