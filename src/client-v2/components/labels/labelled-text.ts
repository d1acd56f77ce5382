import type { Translate } from '../../locale';

/** Returns the text shown after a label was added to messages or removed from them. */
export function labelledText(t: Translate, label: string, add: boolean, count: number): string {
  if (add)
    return count === 1
      ? t('Label “{{label}}” added', { label })
      : t('Label “{{label}}” added to {{count}} messages', { label, count });
  return count === 1
    ? t('Label “{{label}}” removed', { label })
    : t('Label “{{label}}” removed from {{count}} messages', { label, count });
}
