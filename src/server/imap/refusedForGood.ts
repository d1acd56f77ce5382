import { MailError } from '../errors';

/** Response codes (RFC 5530) of commands that are refused again however often they are given. */
const FINAL = /\b(CANNOT|NOPERM|ALREADYEXISTS)\b/;

/**
 * A refusal of a change as `forbidden` where the server said that it means it. Only for changes: a folder that
 * may not be opened is one of many, and passed over.
 */
export function refusedForGood(error: MailError): MailError {
  const cause = (error.cause ?? {}) as {
    serverResponseCode?: string;
    responseText?: string;
    response?: unknown;
  };
  const response = typeof cause.response === 'string' ? cause.response : '';
  const said = [cause.serverResponseCode, cause.responseText, response].join(' ');
  return error.code === 'server-unavailable' && FINAL.test(said)
    ? new MailError('forbidden', { cause: error.cause })
    : error;
}
