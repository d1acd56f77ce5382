import type { MailContext } from '../context';
import type { Finding, MailProvider, ProviderSettings } from '../providers/provider';
import { daysUntil, FIRST_WARNING } from './expiry';
import { httpOrigin } from './redirect';
import { savedSettings, type TypedForm } from './settingsForm';

/**
 * The only hosts for which Microsoft accepts http; IPv6 addresses aren't accepted
 * (https://learn.microsoft.com/entra/identity-platform/reply-url).
 */
const LOOPBACK = new Set(['localhost', '127.0.0.1']);

const good = (name: string, step: string): Finding => ({ name, result: 'passed', code: null, step });

/** Whether the redirect URI is of a kind that can be registered. */
export function httpsLine(redirectUri: string): Finding {
  const { protocol, hostname } = URL.canParse(redirectUri)
    ? new URL(redirectUri)
    : { protocol: '', hostname: '' };
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)))
    return good('https', 'redirect');
  return { name: 'https', result: 'failed', code: 'redirect-insecure', step: 'redirect' };
}

/** Whether people return from signing in to the address that the admin is currently using. */
export function originLine(redirectUri: string, browserOrigin: unknown): Finding {
  const seen = httpOrigin(browserOrigin);
  if (!seen) return { name: 'origin', result: 'skipped', code: null, step: 'redirect' };
  if (seen === httpOrigin(redirectUri)) return good('origin', 'redirect');
  return { name: 'origin', result: 'warning', code: 'origin-differs', step: 'redirect' };
}

/** How long the secret remains valid, according to the date entered. */
export function expiryLine(provider: MailProvider, settings: ProviderSettings): Finding[] {
  if (!provider.expiry) return [];
  const date = settings[provider.expiry.field];
  const days = daysUntil(date);
  const line = { name: 'secret-expiry', params: { date } };
  if (days === null) return [{ ...line, result: 'skipped', code: null, step: 'secret' }];
  if (days >= FIRST_WARNING) return [{ ...line, result: 'passed', code: null, step: 'secret' }];
  const result = days < 0 ? 'failed' : 'warning';
  return [
    {
      ...line,
      result,
      code: 'client-secret-expired',
      sentence: `check.secret-expiry.${result}`,
      step: 'secret',
    },
  ];
}

/** Whether the admin consent was returned to us, for these same settings. */
export function consentLine(ctx: MailContext, form: TypedForm, typed: ProviderSettings): Finding[] {
  const { provider, row } = form;
  const { adminConsent } = provider;
  const name = 'consent';
  if (!adminConsent) return [];
  if (!adminConsent.url(typed, '')) return [{ name, result: 'skipped', code: null, step: null }];
  const saved = savedSettings(ctx, form);
  if (row?.consent && saved && adminConsent.subject(saved) === adminConsent.subject(typed))
    return [good(name, name)];
  const sentence = 'check.consent.warning';
  return [{ name, result: 'warning', code: 'admin-consent-required', sentence, step: name }];
}
