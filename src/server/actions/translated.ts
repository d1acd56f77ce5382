import type { Context } from '@nocobase/actions';
import { PACKAGE_NAME } from '../../common';

type Translate = (key: string, options: Record<string, unknown>) => unknown;

/** A text of the locale files in the caller's language. */
export function translated(http: Context, key: string, params: Record<string, string | number> = {}): string {
  // Text, not HTML: who writes it into a page escapes it there, once.
  const interpolation = { escapeValue: false };
  return String((http.t as Translate)(key, { ns: PACKAGE_NAME, interpolation, ...params }));
}
