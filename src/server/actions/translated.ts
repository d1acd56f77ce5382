import type { Context } from '@nocobase/actions';
import { LANGUAGES, languagesFor, PACKAGE_NAME } from '../../common';
import type { MailContext, Service } from '../context';
import { causeText } from '../errors';
import { localeOf, translatorOf } from '../host';

/** A text from the locale files in the caller's language. */
export const translated = (
  http: Context,
  key: string,
  params: Record<string, string | number> = {},
): string => translatedIn(http, localeOf(http), key, params);

/** The same in a language of its own. */
export function translatedIn(
  http: Context,
  language: unknown,
  key: string,
  params: Record<string, string | number> = {},
): string {
  // Plain text: code that puts it into HTML escapes it there, once.
  const interpolation = { escapeValue: false };
  const { translate, fallback } = translatorOf(http);
  const lngs = languagesFor(language, fallback);
  return String(translate(key, { ns: PACKAGE_NAME, interpolation, lngs, ...params }));
}

/**
 * Loads our languages at startup. The host loads a language only when someone first asks for it, but the fallbacks must
 * be there before.
 */
export function registerLanguages({ app, log }: MailContext): Service {
  const load = async () => {
    for (const language of LANGUAGES) await app.localeManager.loadResourcesByLang(language);
  };
  return {
    start: () => {
      load().catch((error: unknown) =>
        log.warn('mail: the languages could not be loaded', { cause: causeText(error) }),
      );
    },
  };
}
