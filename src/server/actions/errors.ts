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

/**
 * A sentence in the caller's language. Among its values `title` is a key itself: the title of the setting
 * that it is about; where there is one, or a `context`, a more exact sentence comes first.
 */
export function sentence(http: Context, key: string, params: MailError['params'] = {}): string {
  if (params.title === undefined) return translated(http, key, params);
  const title = translated(http, String(params.title));
  return translated(http, key, { context: 'field', ...params, title });
}

/** The sentence of an error in the caller's language. */
export function sentenceOf(error: MailError, http: Context): string {
  return sentence(http, `error.${error.code}`, error.params);
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
      // The setting that was refused, so that a form can show the sentence beside it.
      const { field } = error.params;
      http.body = {
        errors: [{ code: error.code, message: sentenceOf(error, http), ...(field ? { field } : {}) }],
      };
    },
  );
}
