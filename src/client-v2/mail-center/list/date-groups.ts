import type { Translate } from '../../locale';

const DAY = 86_400_000;

/** Returns the heading for a message of this date. Months of earlier years include the year. */
export function dateGroup(iso: string, t: Translate, language: string, now = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY);
  if (days <= 0) return t('Today');
  if (days === 1) return t('Yesterday');
  // Weeks begin on Monday (ISO 8601).
  const sinceMonday = (now.getDay() + 6) % 7;
  if (days <= sinceMonday) return t('This week');
  if (days <= sinceMonday + 7) return t('Last week');
  return monthFormat(language, date.getFullYear() === now.getFullYear()).format(date);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Creates each format once, because creating one takes longer than all its uses. */
function monthFormat(language: string, sameYear: boolean): Intl.DateTimeFormat {
  const key = `${language} ${sameYear}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { month: 'long', year: sameYear ? undefined : 'numeric' });
    formats.set(key, format);
  }
  return format;
}

/** {@link dateGroup} for many messages. Each day's title is created once. */
export function dateTitles(t: Translate, language: string, now: Date): (iso: string) => string {
  const known = new Map<number, string>();
  return (iso) => {
    const day = startOfDay(new Date(iso));
    let title = known.get(day);
    if (title === undefined) known.set(day, (title = dateGroup(iso, t, language, now)));
    return title;
  };
}

/** Returns the local midnight before a date, in milliseconds since 1970. */
export function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
