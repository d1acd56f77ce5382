import { MailError } from '../../errors';
import type { ProviderSettings } from '../provider';

/** What Exchange Online accepts from one mailbox: messages per minute, concurrent connections and recipients per day. */
const LIMITS = { perMinute: 30, connections: 3, perDay: 10_000 };
/** No server takes more; a typo above this would let through messages that get refused. */
const MOST = 10_000;

/** The setting for the maximum messages per minute. */
export const SEND_RATE_FIELD = 'sendRate';
export const DEFAULT_SEND_RATE = String(LIMITS.perMinute);

/** The mailbox limits, with the messages per minute from the settings if given. */
export function sendLimitsOf(settings: ProviderSettings): typeof LIMITS {
  const value = settings[SEND_RATE_FIELD];
  return { ...LIMITS, perMinute: value ? Number(value) : LIMITS.perMinute };
}

/** Throws `invalid-input` unless the value is a number of messages or empty. 0 means no limit. */
export function checkSendRate(value: string): void {
  if (value === '' || (/^\d{1,5}$/.test(value) && Number(value) <= MOST)) return;
  throw new MailError('invalid-input', { params: { field: SEND_RATE_FIELD } });
}

/** The tenant shared by all personal accounts, which have no limits in common. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * The tenant: Exchange limits what a whole tenant sends to external recipients per day (550 5.7.233). MSAL's home
 * account ID is the user's object ID and the tenant ID, separated by a dot.
 */
export function sendGroupOf(identity: string): string | null {
  const tenant = identity.slice(identity.lastIndexOf('.') + 1).toLowerCase();
  return identity.includes('.') && tenant !== '' && tenant !== PERSONAL_TENANT ? tenant : null;
}
