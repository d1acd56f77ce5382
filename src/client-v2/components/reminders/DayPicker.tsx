import { DatePicker } from 'antd';
import { LONGEST_REMINDER } from '../../../common';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { dayOf } from './reminder-text';

interface Props {
  /** The chosen day, `YYYY-MM-DD`. */
  on: string | null;
  onDay(on: string | null): void;
  autoFocus?: boolean;
}

/** Whether somebody can be reminded on a day. */
export function isReminderDay(on: string | null): on is string {
  const now = new Date();
  const last = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + LONGEST_REMINDER));
  return on !== null && on > dayOf(now) && on <= last;
}

/** Lets a person choose the day on which to be reminded. */
export function DayPicker({ on, onDay, autoFocus }: Props) {
  const t = useT();
  return (
    <>
      <DatePicker
        autoFocus={autoFocus}
        format="YYYY-MM-DD"
        showNow={false}
        status={on !== null && !isReminderDay(on) ? 'error' : undefined}
        disabledDate={(day) => !isReminderDay(day.format('YYYY-MM-DD'))}
        onChange={(value) => onDay(value ? value.format('YYYY-MM-DD') : null)}
        style={{ width: '100%' }}
        aria-label={t('Date')}
      />
      <SecondaryText>{t('You will be reminded at 8:00 in the morning.')}</SecondaryText>
    </>
  );
}
