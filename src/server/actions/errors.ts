import type { Context } from '@nocobase/actions';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { answerErrors } from '../host';
import { translated } from './translated';

/**
 * A sentence in the caller's language. Among its values, `title` is itself a key: the title of the setting concerned.
 * If there is a title or a `context`, a more specific sentence takes precedence.
 */
export function sentence(http: Context, key: string, params: MailError['params'] = {}): string {
  if (params.title === undefined) return translated(http, key, params);
  const title = translated(http, String(params.title));
  return translated(http, key, { context: 'field', ...params, title });
}

/** An error's sentence in the caller's language. */
export function sentenceOf(error: MailError, http: Context): string {
  const { field, title } = error.params;
  // The sentence names the field, whatever it is.
  const unnamed = error.code === 'invalid-input' && field !== undefined && title === undefined;
  return sentence(http, `error.${error.code}`, { ...(unnamed && { context: 'value' }), ...error.params });
}

/**
 * Answers a MailError with its code and sentence. The host's own handler would append the cause's message, which may be
 * a mail server's text or worse; the cause is only logged.
 */
export function registerErrors(ctx: MailContext): void {
  answerErrors(
    ctx,
    (error) => error instanceof MailError,
    (error, http) => {
      http.status = error.rule.status;
      if (error.retryAfter) http.set('Retry-After', String(Math.ceil(error.retryAfter / 1000)));
      // The refused setting, so that a form can show the sentence next to it.
      const { field } = error.params;
      http.body = {
        errors: [{ code: error.code, message: sentenceOf(error, http), ...(field ? { field } : {}) }],
      };
    },
  );
}
