import { MailError } from '../../errors';
import type { ProviderSettings } from '../provider';

/** Exchange Online takes so many messages a minute, and so many connections at a time, from one mailbox. */
const LIMITS = { perMinute: 30, connections: 3 };
/** More than any server takes; a typing error that would let mails through that are refused. */
const MOST = 10_000;

export const SEND_RATE_FIELD = 'sendRate';
export const DEFAULT_SEND_RATE = String(LIMITS.perMinute);

export function sendLimitsOf(settings: ProviderSettings): { perMinute: number; connections: number } {
  const value = settings[SEND_RATE_FIELD];
  return { ...LIMITS, perMinute: value ? Number(value) : LIMITS.perMinute };
}

/** Refuses what is no number of mails. 0: the server has no limit. */
export function checkSendRate(value: string): void {
  if (value === '' || (/^\d{1,5}$/.test(value) && Number(value) <= MOST)) return;
  throw new MailError('invalid-input', { params: { field: SEND_RATE_FIELD } });
}
