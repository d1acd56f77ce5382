import type { Context } from '@nocobase/actions';
import { languagesFor } from '../../common';
import { localeOf, translatorOf } from '../host';
import type { Style } from '../templates/valueText';
import { translatedIn } from './translated';

/** How values are written for the caller; `language` and `zone` are the text's and the browser's, if known. */
export function textStyle(http: Context, language: string | null, zone: string | undefined): Style {
  const [chosen] = languagesFor(language || localeOf(http), translatorOf(http).fallback);
  const word = (key: string) => translatedIn(http, chosen, key);
  return { language: chosen, timeZone: zone ?? 'UTC', yes: word('Yes'), no: word('No') };
}
