import type { ErrorCode } from '../../../common';
import { MailError } from '../../errors';

const OF_MAIL: readonly ErrorCode[] = [
  'message-unreadable',
  'message-refused',
  'message-breaks-connection',
  'message-not-storable',
  'message-not-convertible',
];

/** Whether a code is about a single message: that message is marked as unreadable, and the others are read. */
export const isOfMail = (code: ErrorCode): boolean => OF_MAIL.includes(code);

/**
 * What an error means when reading a single message over a connection that is still usable: a refused command is about
 * this message, and anything that isn't a MailError comes from reading its content.
 */
export function asReason(error: unknown): ErrorCode {
  if (!(error instanceof MailError)) return isAbort(error) ? 'internal' : 'message-unreadable';
  if (error.code === 'server-unavailable') return 'message-refused';
  return error.code === 'internal' ? 'message-unreadable' : error.code;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
