import { Flex, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../../../locale';
import { FutureTimePicker, isToCome } from '../../shared/FutureTimePicker';

/** Asks when to send a message. */
export function LaterDialog({ onOk, onCancel }: { onOk(at: Date): void; onCancel(): void }) {
  const t = useT();
  const [at, setAt] = useState<Date | null>(null);
  return (
    <Modal
      open
      width={400}
      title={t('Send later')}
      okText={t('Schedule')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: !isToCome(at) }}
      onOk={() => at && onOk(at)}
      onCancel={onCancel}
    >
      <Flex vertical gap="small">
        <FutureTimePicker at={at} onAt={setAt} autoFocus />
      </Flex>
    </Modal>
  );
}
