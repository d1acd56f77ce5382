import type { ErrorCode } from '../../common';
import { MailError } from '../errors';

const OF_MAIL: readonly ErrorCode[] = [
  'message-unreadable',
  'message-refused',
  'message-breaks-connection',
  'message-not-storable',
];

/** Whether a code speaks of one mail: it is set aside, and the others are read. */
export const isOfMail = (code: ErrorCode): boolean => OF_MAIL.includes(code);

/**
 * What an error says while a single mail is read over a connection that is as good as before: a refused command
 * is about this mail, and what is no MailError comes of reading its content.
 */
export function asReason(error: unknown): ErrorCode {
  if (!(error instanceof MailError)) return isAbort(error) ? 'internal' : 'message-unreadable';
  if (error.code === 'server-unavailable') return 'message-refused';
  return error.code === 'internal' ? 'message-unreadable' : error.code;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
