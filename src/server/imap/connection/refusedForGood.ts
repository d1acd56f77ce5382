import { MailError } from '../../errors';

/** Response codes (RFC 5530) of commands that would be refused every time. */
const FINAL = /\b(CANNOT|NOPERM|ALREADYEXISTS)\b/;

/**
 * Turns the refusal of a change into `forbidden` if the server said that it is final. Only for changes: a folder that
 * can't be opened is one of many and is skipped.
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
