import type { SyncOptions } from '../../../common';
import { timeLeft } from '../../components/shared/time-left';
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
