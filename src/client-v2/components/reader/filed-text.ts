import type { Translate } from '../../locale';
import { FILED, type Filing } from './filing';

/** The same for several messages; keys of the locale files. */
const SEVERAL: Record<Filing, string> = {
  archive: '{{count}} messages archived',
  spam: '{{count}} messages moved to junk',
  notSpam: '{{count}} messages moved to the inbox',
};

/** Returns the text shown after messages were filed. */
export function filedText(t: Translate, as: Filing, count: number): string {
  return count === 1 ? t(FILED[as]) : t(SEVERAL[as], { count });
}

/** Returns the text shown after messages were moved to a folder. */
export function movedText(t: Translate, folder: string, count: number): string {
  return count === 1
    ? t('Moved to {{folder}}', { folder })
    : t('{{count}} messages moved to {{folder}}', { count, folder });
}
