import { DatePicker, Flex, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';

const YEAR = 365 * 24 * 60 * 60_000;

/** Asks when to send a message. Times are in the browser's time zone, which the dialog shows. */
export function LaterDialog({ onOk, onCancel }: { onOk(at: Date): void; onCancel(): void }) {
  const t = useT();
  const [at, setAt] = useState<Date | null>(null);
  const isPossible = at !== null && at.getTime() > Date.now();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Modal
      open
      width={400}
      title={t('Send later')}
      okText={t('Schedule')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !isPossible }}
      onOk={() => at && onOk(at)}
      onCancel={onCancel}
    >
      <Flex vertical gap="small">
        <DatePicker
          autoFocus
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          showNow={false}
          status={at && !isPossible ? 'error' : undefined}
          disabledDate={(day) => day.endOf('day').valueOf() < Date.now() || day.valueOf() > Date.now() + YEAR}
          onChange={(value) => setAt(value ? value.toDate() : null)}
          // A picked time counts even if nobody presses the picker's own button.
          onCalendarChange={(value) => setAt(value && !Array.isArray(value) ? value.toDate() : null)}
          style={{ width: '100%' }}
          aria-label={t('Date and time')}
        />
        <SecondaryText>
          {at && !isPossible
            ? t('Choose a time that is still to come.')
            : t('Time zone: {{timeZone}}', { timeZone })}
        </SecondaryText>
      </Flex>
    </Modal>
  );
}
