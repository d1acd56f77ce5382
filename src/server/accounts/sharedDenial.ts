import { asMailError, MailError } from '../errors';

/**
 * Translates an IMAP server's refusal when a shared mailbox is opened with its parent's token. The token is valid (it
 * was just renewed): Exchange refuses the login for an unknown address, and says "not connected" if the user has no
 * Full Access or IMAP is disabled.
 */
export function sharedDenial(error: unknown, address: string): MailError {
  const known = asMailError(error);
  if (known.code !== 'token-rejected' && known.code !== 'mailbox-unavailable') return known;
  return new MailError('shared-mailbox-denied', { cause: known.cause, params: { address } });
}
