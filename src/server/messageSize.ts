import { mostAttached } from '../common';
import { MailError, type MailErrorOptions } from './errors';

const megabytes = (octets: number): number => Math.floor(octets / 1_000_000);

/** Says that a message is too large, and how large the mail server allows it to be, if that's known. */
export function tooLargeFor(maxMessageSize: number | null, { cause }: MailErrorOptions = {}): MailError {
  if (maxMessageSize === null) return new MailError('message-too-large', { cause });
  const attached = megabytes(mostAttached(maxMessageSize, maxMessageSize));
  const params = { context: 'server', megabytes: megabytes(maxMessageSize), attached };
  return new MailError('message-too-large', { cause, params });
}
