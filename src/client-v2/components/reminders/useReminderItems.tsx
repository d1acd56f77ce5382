import type { MenuProps } from 'antd';
import { REMINDER_DAYS, type Reminder } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { ChosenMark } from '../shared/ChosenMark';
import { isSameReminder, reminderText } from './reminder-text';

interface Choice {
  /** The present choice, which is marked. Undefined for none. */
  chosen?: Reminder;
  onChoose(reminder: Reminder): void;
  /** Called to ask for a day. */
  onDay(): void;
}

/** The items of a menu that say when to be reminded. */
export function useReminderItems({ chosen, onChoose, onDay }: Choice): NonNullable<MenuProps['items']> {
  const t = useT();
  const format = useDateFormat();
  const isDay = chosen !== undefined && 'on' in chosen;
  return [
    ...REMINDER_DAYS.map((days) => ({
      key: `remind ${days}`,
      label: reminderText({ days }, t, format.day),
      extra: <ChosenMark chosen={isSameReminder(chosen, { days })} />,
      onClick: () => onChoose({ days }),
    })),
    {
      key: 'remind on',
      label: isDay ? reminderText(chosen, t, format.day) : t('Choose a day…'),
      extra: <ChosenMark chosen={isDay} />,
      onClick: onDay,
    },
  ];
}
