import { useFlowContext } from '@nocobase/flow-engine';
import { useMemo } from 'react';
import { dateFormat, type DateFormat } from './dates';

/** {@link dateFormat} in the language of the user. */
export function useDateFormat(): DateFormat {
  const { language } = useFlowContext().i18n;
  return useMemo(() => dateFormat(language), [language]);
}
