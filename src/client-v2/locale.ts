import { useFlowContext } from '@nocobase/flow-engine';
import { useCallback } from 'react';
import { PACKAGE_NAME } from '../common';
import { MailApiError, type ApiErrorCode } from './api-error';

/** Texts of this plugin, then the host's own (`Cancel`, `Delete`, …). */
export const NAMESPACES = [PACKAGE_NAME, 'client'];

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Translates a key of `src/locale`. The keys are the English texts. */
export function useT(): Translate {
  const context = useFlowContext();
  return useCallback(
    (key, values) =>
      // React escapes what it renders; escaped by i18next too, a name like O'Neil would show as O&#39;Neil.
      context.t(key, {
        ns: NAMESPACES,
        nsMode: 'fallback',
        interpolation: { escapeValue: false },
        ...values,
      }),
    [context],
  );
}

/** The sentence of a reason code with its values, or the general one for a code this version does not know. */
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

/** What to tell about a failed call. */
export function useErrorText(): (error: unknown) => string {
  const reason = useReason();
  return useCallback((error) => errorMessage(error, reason), [reason]);
}

/** The server's sentence has its values filled in; where there is none, the code's own. */
function errorMessage(error: unknown, reason: (code: ApiErrorCode) => string): string {
  if (!(error instanceof MailApiError)) return reason('internal');
  return error.message && error.code !== 'internal' ? error.message : reason(error.code);
}
