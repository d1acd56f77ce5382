import type { Reminder } from '../../../common';
import type { Translate } from '../../locale';

/** The names of the choices, as keys of the locale files. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'In 1 day',
  3: 'In 3 days',
  7: 'In 1 week',
  14: 'In 2 weeks',
};

/** Says when a reminder is due; `day` formats a date. */
export function reminderText(reminder: Reminder, t: Translate, day: (iso: string) => string): string {
  if ('on' in reminder) return day(`${reminder.on}T12:00:00`);
  const name = NAMES[reminder.days];
  return name ? t(name) : t('In {{count}} days', { count: reminder.days });
}

/** Whether two choices are the same. */
export const isSameReminder = (one: Reminder | undefined, other: Reminder | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A day of the calendar in the form that a reminder has. */
export function dayOf(date: Date): string {
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return [digits(date.getFullYear(), 4), digits(date.getMonth() + 1, 2), digits(date.getDate(), 2)].join('-');
}
