import type { FollowUpView } from '../../../common';
import type { DateFormat } from '../../dates';
import type { Translate } from '../../locale';
import { dayOf } from './reminder-text';

/** Says when something is due, or since when it has been. */
export function dueText(
  { dueAt }: Pick<FollowUpView, 'dueAt'>,
  t: Translate,
  format: DateFormat,
  now = new Date(),
): { text: string; overdue: boolean } {
  const [day, today] = [dayOf(new Date(dueAt)), dayOf(now)];
  if (day === today) return { text: t('Due today'), overdue: false };
  const date = format.weekday(dueAt);
  return day < today
    ? { text: t('Overdue since {{day}}', { day: date }), overdue: true }
    : { text: t('Due on {{day}}', { day: date }), overdue: false };
}
