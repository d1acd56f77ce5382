import type { SyncOptions } from '../../../common';
import type { Translate } from '../../locale';

/** Returns "45 messages/s · about 3 minutes left"; null if that can't be told yet. */
export function paceText(
  { rate, secondsLeft }: Pick<SyncOptions, 'rate' | 'secondsLeft'>,
  t: Translate,
  number: Intl.NumberFormat,
): string | null {
  if (rate === null || secondsLeft === null) return null;
  const speed = t('{{rate}} mails/s', {
    rate: number.format(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)),
  });
  return `${speed} · ${timeLeft(secondsLeft, t)}`;
}

/** Returns "about 3 minutes left". */
export function timeLeft(seconds: number, t: Translate): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return t('less than a minute left');
  if (minutes < 90) return t('about {{count}} minutes left', { count: minutes });
  return t('about {{count}} hours left', { count: Math.round(minutes / 60) });
}
