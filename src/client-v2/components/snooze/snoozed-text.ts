import type { DateFormat } from '../../dates';
import type { Translate } from '../../locale';

const WEEK = 6 * 24 * 60 * 60_000;

/** Returns when a message comes back: weekday and time within the next days, otherwise the date too. */
export function returnText(format: DateFormat, iso: string, now = Date.now()): string {
  return Date.parse(iso) - now < WEEK ? format.soon(iso) : `${format.short(iso)}, ${format.time(iso)}`;
}

/** Returns the text shown after messages were snoozed; a null `until` says that they no longer are. */
export function snoozedText(t: Translate, format: DateFormat, until: string | null, count: number): string {
  if (until === null)
    return count === 1 ? t('No longer snoozed') : t('{{count}} messages no longer snoozed', { count });
  const time = returnText(format, until);
  return count === 1
    ? t('Snoozed until {{time}}', { time })
    : t('{{count}} messages snoozed until {{time}}', { count, time });
}
