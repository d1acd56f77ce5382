import type { Endpoint, ProviderSettings } from '../provider';
import { serverOf, SUBMISSIONS_PORT } from '../serverAddress';
import { CLOUDS } from './clouds';
import { personalSmtpHost, tenantPath } from './tenants';

const IMAPS_PORT = 993;
const SUBMISSION_PORT = 587;

/** Origin of the authority, e.g. `https://login.microsoftonline.com`. */
export const authorityOf = (settings: ProviderSettings): string =>
  settings.authority || CLOUDS.get(settings.cloud)?.authority || '';

/** The sign-in URL, e.g. `https://login.microsoftonline.com/contoso.com`. */
export const signInOf = (settings: ProviderSettings): string =>
  `${authorityOf(settings)}/${tenantPath(settings)}`;

/** Audience of the mail scopes, with the trailing slash. */
export const resourceOf = (settings: ProviderSettings): string =>
  settings.resource || CLOUDS.get(settings.cloud)?.resource || '';

/** The IMAP server: from the settings, or else the cloud's. */
export function imapOf(settings: ProviderSettings): Endpoint {
  if (settings.imapServer) return { ...serverOf(settings.imapServer, 'imapServer'), security: 'tls' };
  return { host: CLOUDS.get(settings.cloud)?.imapHost ?? '', port: IMAPS_PORT, security: 'tls' };
}

/** The SMTP server: from the settings, or else the one for personal accounts, or the cloud's. */
export function smtpOf(settings: ProviderSettings): Endpoint {
  if (settings.smtpServer) {
    const server = serverOf(settings.smtpServer, 'smtpServer');
    return { ...server, security: server.port === SUBMISSIONS_PORT ? 'tls' : 'starttls' };
  }
  const host = personalSmtpHost(settings) ?? CLOUDS.get(settings.cloud)?.smtpHost;
  return { host: host ?? '', port: SUBMISSION_PORT, security: 'starttls' };
}
