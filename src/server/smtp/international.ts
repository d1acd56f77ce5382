import { MailError } from '../errors';
import type { SmtpOffer } from './signIn';

/** Whether an address needs SMTPUTF8 (RFC 6531). Its domain never does, because it's always in ASCII. */
export const isInternational = (address: string): boolean => /\P{ASCII}/u.test(address);

/**
 * Whether the addresses need SMTPUTF8. Throws `address-not-supported` with the first one that does, if the server doesn't
 * offer it: sent without, the address might be read as another one.
 */
export function needsInternational(addresses: readonly string[], offer: SmtpOffer | undefined): boolean {
  const address = addresses.find(isInternational);
  if (address === undefined) return false;
  if (!offer?.isInternational) throw new MailError('address-not-supported', { params: { address } });
  return true;
}
