import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import { languagesFor } from '../../common';
import { localeOf, translatorOf } from '../host';
import type { Style } from '../templates/valueText';
import { translatedIn } from './translated';

/** The language of a text (BCP 47); '' for the writer's own. */
export const languageTag = z.union([
  z.literal(''),
  z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/),
]);

/** How values are written for the caller; `language` and `zone` are the text's and the browser's, if known. */
export function textStyle(http: Context, language: string | null, zone: string | undefined): Style {
  const [chosen] = languagesFor(language || localeOf(http), translatorOf(http).fallback);
  const word = (key: string) => translatedIn(http, chosen, key);
  return { language: chosen, timeZone: zone ?? 'UTC', yes: word('Yes'), no: word('No') };
}
