import { Button, Divider, Flex, theme } from 'antd';
import { useState } from 'react';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { ChoiceButtons } from '../shared/ChoiceButtons';
import { FutureTimePicker, isToCome } from '../shared/FutureTimePicker';
import { snoozeTimes } from './snooze-times';

export interface SnoozeChoicesProps {
  /** Whether the messages are snoozed already, so that this can be ended. */
  isSnoozed: boolean;
  /** Null: no longer. */
  onChoose(until: Date | null): void;
}

/** Times at which messages can come back. */
export function SnoozeChoices({ isSnoozed, onChoose }: SnoozeChoicesProps) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const [at, setAt] = useState<Date | null>(null);
  const [times] = useState(() => snoozeTimes(new Date()));
  const choices = [
    ...times.map(({ label, at: time }) => ({
      ...{ key: label, label: t(label), extra: format.soon(time.toISOString()) },
      onChoose: () => onChoose(time),
    })),
    ...(isSnoozed ? [{ key: 'end', label: t('Unsnooze'), onChoose: () => onChoose(null) }] : []),
  ];
  return (
    <div data-testid="mail-snooze">
      <ChoiceButtons choices={choices} />
      <Divider style={{ marginBlock: token.marginSM }} />
      <Flex vertical gap="small">
        <FutureTimePicker at={at} onAt={setAt} />
        <Button type="primary" disabled={!isToCome(at)} onClick={() => at && onChoose(at)}>
          {t('Snooze until then')}
        </Button>
      </Flex>
    </div>
  );
}
