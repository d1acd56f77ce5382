import { useFlowContext } from '@nocobase/flow-engine';

/** The language of the page as `Intl` wants it. */
export function useLanguage(): string {
  const { i18n } = useFlowContext();
  const tag = i18n.language.replace('_', '-');
  return Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? 'en-US';
}
