import { MailError } from '../errors';
import type { MailProvider, ProviderSettings } from '../providers/provider';
import { withTitle } from './configured';

const DAY = 24 * 60 * 60_000;
/** Days before the secret expires at which people are warned for the first time. */
export const FIRST_WARNING = 30;

/** Days from now until a day written as YYYY-MM-DD (negative once it has passed); null for anything else. */
export function daysUntil(day: string, now = Date.now()): number | null {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // 2026-02-30 parses as 2 March.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) return null;
  return Math.round((start - Math.floor(now / DAY) * DAY) / DAY);
}

/**
 * Throws `invalid-expiry` for a mistyped day: nonexistent, in the past, or later than the provider allows for secrets.
 */
export function refuseExpiry(provider: MailProvider, settings: ProviderSettings): void {
  const { field, longest } = provider.expiry ?? {};
  const day = field && settings[field];
  if (!field || !day) return;
  const days = daysUntil(day);
  if (days === null || days < 0 || days > (longest ?? 0))
    throw withTitle(provider, new MailError('invalid-expiry', { params: { field } }));
}
