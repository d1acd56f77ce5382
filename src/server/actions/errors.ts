import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { translated } from './translated';

/** The part of the host's error handler plugin that this needs. */
interface ErrorHandlerPlugin {
  errorHandler: {
    register(guard: (error: unknown) => boolean, render: (error: MailError, http: Context) => void): void;
  };
}

/** The sentence of an error in the caller's language. */
export function sentenceOf(error: MailError, http: Context): string {
  return translated(http, `error.${error.code}`, error.params);
}

/**
 * Answers a MailError with its code and its sentence. The host's own handler would append the cause's
 * message, which is a mail server's text or worse; the cause goes to the log alone.
 */
export function registerErrors(ctx: MailContext): void {
  const plugin = ctx.app.pm.get('error-handler') as unknown as ErrorHandlerPlugin | undefined;
  plugin?.errorHandler.register(
    (error) => error instanceof MailError,
    (error, http) => {
      http.status = error.rule.status;
      if (error.retryAfter) http.set('Retry-After', String(Math.ceil(error.retryAfter / 1000)));
      http.body = { errors: [{ code: error.code, message: sentenceOf(error, http) }] };
    },
  );
}
