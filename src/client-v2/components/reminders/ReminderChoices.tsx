import { Button, Divider, Flex, theme } from 'antd';
import { useState } from 'react';
import { REMINDER_DAYS, type Reminder } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { ChoiceButtons } from '../shared/ChoiceButtons';
import { DayPicker, isReminderDay } from './DayPicker';
import { dayOf, reminderText } from './reminder-text';

/** Days on which a person can be reminded of a message. */
export function ReminderChoices({ onChoose }: { onChoose(remind: Reminder): void }) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const [on, setOn] = useState<string | null>(null);
  const [now] = useState(() => new Date());
  const choices = REMINDER_DAYS.map((days) => {
    const day = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
    return {
      ...{ key: String(days), label: reminderText({ days }, t, format.day) },
      extra: format.weekday(`${day}T12:00:00`),
      onChoose: () => onChoose({ days }),
    };
  });
  return (
    <div data-testid="mail-remind">
      <ChoiceButtons choices={choices} />
      <Divider style={{ marginBlock: token.marginSM }} />
      <Flex vertical gap="small">
        <DayPicker on={on} onDay={setOn} />
        <Button
          type="primary"
          disabled={!isReminderDay(on)}
          onClick={() => isReminderDay(on) && onChoose({ on })}
        >
          {t('Remind me')}
        </Button>
      </Flex>
    </div>
  );
}
