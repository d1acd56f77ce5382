import { Flex, Modal } from 'antd';
import { useState } from 'react';
import type { Reminder } from '../../../common';
import { useT } from '../../locale';
import { DayPicker, isReminderDay } from './DayPicker';

/** Asks for the day on which to be reminded. */
export function ReminderDialog({ onOk, onCancel }: { onOk(reminder: Reminder): void; onCancel(): void }) {
  const t = useT();
  const [on, setOn] = useState<string | null>(null);
  return (
    <Modal
      open
      width={400}
      title={t('Remind me on')}
      okText={t('Remind me')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !isReminderDay(on) }}
      onOk={() => on !== null && onOk({ on })}
      onCancel={onCancel}
    >
      <Flex vertical gap="small">
        <DayPicker on={on} onDay={setOn} autoFocus />
      </Flex>
    </Modal>
  );
}
