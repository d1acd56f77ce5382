import { DownOutlined } from '@ant-design/icons';
import { App, Button, Card, Dropdown, Flex, theme, Typography } from 'antd';
import { useState } from 'react';
import { displayName, type AccountView, type FollowUpView, type Id, type Reminder } from '../../../common';
import { useMailApi } from '../../api';
import { ReminderDialog } from '../../components/reminders/ReminderDialog';
import { dueText } from '../../components/reminders/due-text';
import { useFinish } from '../../components/reminders/useFinish';
import { useReminderItems } from '../../components/reminders/useReminderItems';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { ToneText } from '../../components/shared/ToneText';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';

export interface FollowUpCardProps {
  followUp: FollowUpView;
  account?: AccountView;
  onOpen(folder: Id, message: Id): void;
  onChanged(): void | Promise<void>;
}

/** A message to follow up. */
export function FollowUpCard({ followUp, account, onOpen, onChanged }: FollowUpCardProps) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const { kind, subject, recipients, sender, sentAt, messageId, folderId } = followUp;
  const to = recipients.map(displayName).join(', ');
  const due = dueText(followUp, t, format);
  return (
    <Card size="small" data-testid="mail-follow-up-card">
      <Flex vertical style={{ minWidth: 0 }}>
        <Typography.Text strong ellipsis>
          <bdi>{subject || t('(no subject)')}</bdi>
        </Typography.Text>
        {sender && <SecondaryText ellipsis>{t('From {{sender}}', { sender })}</SecondaryText>}
        {to && <SecondaryText ellipsis>{t('To {{recipients}}', { recipients: to })}</SecondaryText>}
        <SecondaryText style={{ fontSize: token.fontSizeSM }}>
          {[account?.address, t('Sent: {{time}}', { time: format.full(sentAt) })].filter(Boolean).join(' · ')}
        </SecondaryText>
        <ToneText tone={due.overdue && kind === 'toDo' ? 'danger' : 'secondary'}>
          {kind === 'toDo' ? due.text : t('Nobody has answered')}
        </ToneText>
      </Flex>
      <Flex gap="small" wrap style={{ marginTop: token.marginSM }}>
        {messageId !== null && folderId !== null && (
          <Button
            size="small"
            type="primary"
            onClick={() => onOpen(folderId, messageId)}
            data-testid="mail-follow-up-open"
          >
            {t('Open')}
          </Button>
        )}
        <Decisions followUp={followUp} onChanged={onChanged} />
      </Flex>
    </Card>
  );
}

function Decisions({ followUp: { id, due }, onChanged }: Pick<FollowUpCardProps, 'followUp' | 'onChanged'>) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const run = async (call: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await call();
    } catch (error) {
      message.error(errorText(error));
    }
    // It may also have been answered in the meantime.
    await onChanged();
    setBusy(false);
  };
  const done = useFinish(onChanged);
  const finish = async () => {
    setBusy(true);
    await done({ id });
    setBusy(false);
  };
  const postpone = (remind: Reminder) => void run(() => api.postponeFollowUp(id, remind));
  const items = useReminderItems({ onChoose: postpone, onDay: () => setChoosing(true) });
  return (
    <>
      <Dropdown trigger={['click']} autoFocus menu={{ items }} disabled={busy}>
        <Button size="small" icon={<DownOutlined />} iconPosition="end">
          {due ? t('Remind me again') : t('Change the date')}
        </Button>
      </Dropdown>
      <Button size="small" disabled={busy} onClick={() => void finish()} data-testid="mail-follow-up-done">
        {t('Done')}
      </Button>
      {choosing && (
        <ReminderDialog
          onCancel={() => setChoosing(false)}
          onOk={(reminder) => {
            setChoosing(false);
            postpone(reminder);
          }}
        />
      )}
    </>
  );
}
