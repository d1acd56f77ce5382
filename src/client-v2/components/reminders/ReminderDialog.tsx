import { DatePicker, Flex, Modal } from 'antd';
import { useState } from 'react';
import { LONGEST_REMINDER, type Reminder } from '../../../common';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { dayOf } from './reminder-text';

/** Asks for the day on which to be reminded. */
export function ReminderDialog({ onOk, onCancel }: { onOk(reminder: Reminder): void; onCancel(): void }) {
  const t = useT();
  const [on, setOn] = useState<string | null>(null);
  const today = dayOf(new Date());
  const now = new Date();
  const last = dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + LONGEST_REMINDER));
  const isPossible = on !== null && on > today && on <= last;
  return (
    <Modal
      open
      width={400}
      title={t('Remind me on')}
      okText={t('Remind me')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !isPossible }}
      onOk={() => on !== null && onOk({ on })}
      onCancel={onCancel}
    >
      <Flex vertical gap="small">
        <DatePicker
          autoFocus
          format="YYYY-MM-DD"
          showNow={false}
          status={on !== null && !isPossible ? 'error' : undefined}
          disabledDate={(day) => day.format('YYYY-MM-DD') <= today || day.format('YYYY-MM-DD') > last}
          onChange={(value) => setOn(value ? value.format('YYYY-MM-DD') : null)}
          style={{ width: '100%' }}
          aria-label={t('Date')}
        />
        <SecondaryText>{t('You will be reminded at 8:00 in the morning.')}</SecondaryText>
      </Flex>
    </Modal>
  );
}
