import { MailError } from '../../errors';
import type { Endpoint, ProviderSettings } from '../provider';
import { CLOUDS } from './clouds';
import { personalSmtpHost, tenantPath } from './tenants';

/** RFC 1123 host name, or a bracketed IPv6 address, and a port. */
const SERVER = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})$/i;

const IMAPS_PORT = 993;
const SUBMISSION_PORT = 587;
/** RFC 8314 §3.3: submission over TLS from the first octet. */
const SUBMISSIONS_PORT = 465;

/** `host:port` in its parts; a MailError that names the field where it is something else. */
export function serverOf(value: string, field: string): { host: string; port: number } {
  const [, host = '', port = ''] = SERVER.exec(value) ?? [];
  if (!host || Number(port) < 1 || Number(port) > 65535)
    throw new MailError('invalid-server', { params: { field } });
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** Origin of the authority, e.g. `https://login.microsoftonline.com`. */
export const authorityOf = (settings: ProviderSettings): string =>
  settings.authority || CLOUDS.get(settings.cloud)?.authority || '';

/** Where to sign in, e.g. `https://login.microsoftonline.com/contoso.com`. */
export const signInOf = (settings: ProviderSettings): string =>
  `${authorityOf(settings)}/${tenantPath(settings)}`;

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
  const host = personalSmtpHost(settings) ?? CLOUDS.get(settings.cloud)?.smtpHost;
  return { host: host ?? '', port: SUBMISSION_PORT, security: 'starttls' };
}
