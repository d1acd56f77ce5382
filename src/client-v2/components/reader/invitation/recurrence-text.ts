import type { Recurrence } from '../../../../common';
import type { Translate } from '../../../locale';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Describes in words how a meeting recurs. */
export function recurrenceText(
  { every, interval, days, nth, until, count }: Recurrence,
  language: string,
  t: Translate,
): string {
  const rule = interval === 1 ? eachText(every, t) : intervalText(every, interval, t);
  const names = new Intl.ListFormat(language).format(days.map((day) => weekday(day, language)));
  const which = every === 'month' && nth !== 0 ? nthText(nth, names, t) : names;
  const withDays =
    days.length > 0 && every !== 'other' ? t('{{rule}} on {{days}}', { rule, days: which }) : rule;
  if (until !== null)
    return t('{{rule}} until {{date}}', { rule: withDays, date: dateText(until, language) });
  return count === null ? withDays : t('{{rule}}, {{count}} times', { rule: withDays, count });
}

function eachText(every: Recurrence['every'], t: Translate): string {
  switch (every) {
    case 'day':
      return t('Every day');
    case 'week':
      return t('Every week');
    case 'month':
      return t('Every month');
    case 'year':
      return t('Every year');
    case 'other':
      return t('Repeats');
  }
}

function intervalText(every: Recurrence['every'], count: number, t: Translate): string {
  switch (every) {
    case 'day':
      return t('Every {{count}} days', { count });
    case 'week':
      return t('Every {{count}} weeks', { count });
    case 'month':
      return t('Every {{count}} months', { count });
    case 'year':
      return t('Every {{count}} years', { count });
    case 'other':
      return t('Repeats');
  }
}

function nthText(nth: number, day: string, t: Translate): string {
  if (nth === -1) return t('the last {{day}}', { day });
  return nth > 0 ? t('{{day}} no. {{nth}} of the month', { day, nth }) : day;
}

/** 5 January 2026 was a Monday. */
const weekday = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 5 + DAYS.indexOf(day)),
  );

const dateText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
