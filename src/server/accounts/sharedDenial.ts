import { asMailError, MailError } from '../errors';

/**
 * What an IMAP server's refusal means where a shared mailbox is opened with its parent's token. The token is
 * good (it was renewed just before): Exchange refuses the login for an address it does not know, and is
 * "not connected" where the person has no Full Access or IMAP is off.
 */
export function sharedDenial(error: unknown, address: string): MailError {
  const known = asMailError(error);
  if (known.code !== 'token-rejected' && known.code !== 'mailbox-unavailable') return known;
  return new MailError('shared-mailbox-denied', { cause: known.cause, params: { address } });
}
