import { useHost } from './host/context';
import { useCallback } from 'react';
import { PACKAGE_NAME } from '../common';
import { MailApiError, type ApiErrorCode } from './api-error';

/** This plugin's texts first, then the host's own (`Cancel`, `Delete`, …). */
export const NAMESPACES = [PACKAGE_NAME, 'client'];

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Translates keys of `src/locale`. A key reads like its English text, which is in `en-US.json`. */
export function useT(): Translate {
  const context = useHost();
  return useCallback(
    (key, values) =>
      // React already escapes what it renders. If i18next did too, a name like O'Neil would show as
      // O&#39;Neil.
      context.t(key, {
        ns: NAMESPACES,
        nsMode: 'fallback',
        interpolation: { escapeValue: false },
        ...values,
      }),
    [context],
  );
}

/** Returns the sentence of a reason code, or the general one if this version doesn't know the code. */
export function useReason(): (
  code: string | null | undefined,
  values?: Record<string, string | number>,
) => string {
  const t = useT();
  return useCallback(
    (code, values) => {
      const key = `error.${code ?? 'internal'}`;
      const text = t(key, values);
      return text === key ? t('error.internal') : text;
    },
    [t],
  );
}

/** Returns the text to show for a failed call. */
export function useErrorText(): (error: unknown) => string {
  const reason = useReason();
  return useCallback((error) => errorMessage(error, reason), [reason]);
}

/** Prefers the server's sentence, which already contains its values, over the code's own. */
function errorMessage(error: unknown, reason: (code: ApiErrorCode) => string): string {
  if (!(error instanceof MailApiError)) return reason('internal');
  return error.message && error.code !== 'internal' ? error.message : reason(error.code);
}
