import { ClockCircleOutlined } from '@ant-design/icons';
import { Alert, Flex } from 'antd';
import { isSnoozed, type MessageView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { returnText } from './snoozed-text';

interface Props {
  message: Pick<MessageView, 'snoozedUntil' | 'returnedAt'>;
  onChange(): void;
  onUnsnooze(): void;
}

/** Says until when an open message or conversation is snoozed. Renders nothing if it isn't. */
export function SnoozeLine({ message, onChange, onUnsnooze }: Props) {
  const t = useT();
  const format = useDateFormat();
  if (!isSnoozed(message)) return null;
  const time = returnText(format, message.snoozedUntil ?? '');
  return (
    <Alert
      type="info"
      showIcon
      icon={<ClockCircleOutlined aria-hidden />}
      message={t('Snoozed until {{time}}', { time })}
      action={
        <Flex wrap>
          <LinkStyleButton size="small" onClick={onChange}>
            {t('Change')}
          </LinkStyleButton>
          <LinkStyleButton size="small" onClick={onUnsnooze}>
            {t('Unsnooze')}
          </LinkStyleButton>
        </Flex>
      }
      data-testid="mail-snoozed"
    />
  );
}
