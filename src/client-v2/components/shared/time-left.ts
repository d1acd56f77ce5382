import type { Translate } from '../../locale';

/** Returns "about 3 minutes left". */
export function timeLeft(seconds: number, t: Translate): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return t('less than a minute left');
  if (minutes < 90) return t('about {{count}} minutes left', { count: minutes });
  return t('about {{count}} hours left', { count: Math.round(minutes / 60) });
}
