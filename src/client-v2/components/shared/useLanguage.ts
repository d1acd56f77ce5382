import { useHost } from '../../host/context';

/** The page's language as a tag for `Intl`. */
export function useLanguage(): string {
  const { i18n } = useHost();
  const tag = i18n.language.replace('_', '-');
  return Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? 'en-US';
}
