import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space, type MenuProps } from 'antd';
import { useState } from 'react';
import type { Reminder } from '../../../../common';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { ReminderDialog } from '../../reminders/ReminderDialog';
import { useReminderItems } from '../../reminders/useReminderItems';
import { ChosenMark } from '../../shared/ChosenMark';
import { SecondaryText } from '../../shared/SecondaryText';
import { useUserId } from '../../shared/useUserId';
import { LaterDialog } from './LaterDialog';
import { laterTimes } from './send-later';
import { setUndoSeconds, UNDO_SECONDS, undoSeconds } from './undo-delay';

export interface SendButtonProps {
  sending: boolean;
  /** Whether the time can be chosen. */
  later: boolean;
  /** `at`: when to send; as soon as possible if omitted. */
  onSend(at?: Date): void;
  /** When to remind the writer if nobody answers. */
  remind: Reminder | undefined;
  onRemind(remind: Reminder | undefined): void;
}

/** Sends now. Its menu sends at a time that the writer chooses, and asks to be reminded. */
export function SendButton({ sending, later, onSend, remind, onRemind }: SendButtonProps) {
  const t = useT();
  const [choosing, setChoosing] = useState<'time' | 'day' | null>(null);
  const send = (
    <Button
      type="primary"
      // Delayed, because a spinner would only flicker when the answer comes at once.
      loading={sending && { delay: 200 }}
      onClick={() => onSend()}
      title={t('Send (Ctrl+Enter)')}
    >
      {t('Send')}
    </Button>
  );
  if (!later) return send;
  return (
    <Space.Compact>
      {send}
      <More disabled={sending} onSend={onSend} onChoose={setChoosing} remind={remind} onRemind={onRemind} />
      {choosing === 'time' && (
        <LaterDialog
          onCancel={() => setChoosing(null)}
          onOk={(at) => {
            setChoosing(null);
            onSend(at);
          }}
        />
      )}
      {choosing === 'day' && (
        <ReminderDialog
          onCancel={() => setChoosing(null)}
          onOk={(reminder) => {
            setChoosing(null);
            onRemind(reminder);
          }}
        />
      )}
    </Space.Compact>
  );
}

interface MoreProps extends Pick<SendButtonProps, 'remind' | 'onRemind'> {
  disabled: boolean;
  onSend(at: Date): void;
  onChoose(what: 'time' | 'day'): void;
}

function More({ disabled, onSend, onChoose, remind, onRemind }: MoreProps) {
  const t = useT();
  const format = useDateFormat();
  const userId = useUserId();
  const [open, setOpen] = useState(false);
  // The current time is needed only while the menu is open.
  const times = open ? laterTimes(new Date()) : [];
  const chosen = undoSeconds(userId);
  const reminders = useReminderItems({ chosen: remind, onChoose: onRemind, onDay: () => onChoose('day') });
  const items: MenuProps['items'] = [
    {
      key: 'later',
      type: 'group',
      label: <SecondaryText>{t('Send later')}</SecondaryText>,
      children: [
        ...times.map(({ label, at }) => ({
          key: label,
          label: t(label),
          extra: <SecondaryText>{format.soon(at.toISOString())}</SecondaryText>,
          onClick: () => onSend(at),
        })),
        { key: 'choose', label: t('Choose a time…'), onClick: () => onChoose('time') },
      ],
    },
    {
      key: 'remind',
      type: 'group',
      label: <SecondaryText>{t('Remind me if nobody answers')}</SecondaryText>,
      children: [
        {
          key: 'remind off',
          label: t('No reminder'),
          extra: <ChosenMark chosen={remind === undefined} />,
          onClick: () => onRemind(undefined),
        },
        ...reminders,
      ],
    },
    {
      key: 'undo',
      type: 'group',
      label: <SecondaryText>{t('Time to undo sending')}</SecondaryText>,
      children: UNDO_SECONDS.map((seconds) => ({
        key: `undo ${seconds}`,
        label: seconds === 0 ? t('None') : t('{{count}} seconds', { count: seconds }),
        extra: <ChosenMark chosen={seconds === chosen} />,
        onClick: () => setUndoSeconds(userId, seconds),
      })),
    },
  ];
  return (
    <Dropdown
      trigger={['click']}
      // The arrow keys then choose.
      autoFocus
      placement="topLeft"
      open={open}
      onOpenChange={setOpen}
      // On a low screen, all of it can still be reached.
      menu={{ items, style: { maxHeight: 'calc(100vh - 96px)', overflowY: 'auto' } }}
    >
      <Button
        type="primary"
        disabled={disabled}
        icon={<DownOutlined />}
        aria-label={t('More ways to send')}
        data-testid="mail-send-later"
      />
    </Dropdown>
  );
}
