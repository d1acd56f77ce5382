import { useLanguage } from './components/shared/useLanguage';
import { useMemo } from 'react';
import { dateFormat, type DateFormat } from './dates';

/** {@link dateFormat} in the user's language. */
export function useDateFormat(): DateFormat {
  const language = useLanguage();
  return useMemo(() => dateFormat(language), [language]);
}
