import {
  CheckCircleFilled,
  CloseCircleFilled,
  EditOutlined,
  ExclamationCircleFilled,
} from '@ant-design/icons';
import { Alert, Button, Flex, Typography } from 'antd';
import type { DeliveryFate, Id, MessageNotice } from '../../../common';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { deliveryReason } from './delivery-reason';
import { MailLink } from './MailLink';
import { useWriteAgain } from './useWriteAgain';

type DeliveryNotice = Extract<MessageNotice, { kind: 'delivery' }>;
type BouncedNotice = Extract<MessageNotice, { kind: 'bounced' }>;

/** Shown on a delivery report: who didn't get the message, why, and a button to write it again. */
export function DeliveryBar({ messageId, notice }: { messageId: Id; notice: DeliveryNotice }) {
  const t = useT();
  const { recipients, subject, sentId } = notice;
  const failed = recipients.some(({ action }) => action === 'failed');
  const delayed = recipients.some(({ action }) => action === 'delayed');
  const Icon = failed ? CloseCircleFilled : delayed ? ExclamationCircleFilled : CheckCircleFilled;
  const title = failed
    ? t('A message could not be delivered')
    : delayed
      ? t('A message has not been delivered yet')
      : t('A message was delivered');
  return (
    <Alert
      type={failed ? 'error' : delayed ? 'warning' : 'success'}
      showIcon
      icon={<Icon aria-hidden />}
      message={title}
      description={
        <Flex vertical gap="small">
          {subject !== '' && (
            <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
              <bdi>{subject}</bdi>
            </Typography.Text>
          )}
          <Fates recipients={recipients} />
          <Flex gap="small" align="center" wrap>
            {failed && (
              <WriteAgain reportId={messageId} sentId={sentId} recipients={recipients} subject={subject} />
            )}
            {sentId !== undefined && <MailLink id={sentId} label={t('Show the sent message')} />}
          </Flex>
        </Flex>
      }
      data-testid="mail-notice-delivery"
    />
  );
}

/** Shown on the message that a delivery report is about. */
export function BouncedBar({ messageId, notice }: { messageId: Id; notice: BouncedNotice }) {
  const t = useT();
  const { recipients, reportId } = notice;
  return (
    <Alert
      type="error"
      showIcon
      icon={<CloseCircleFilled aria-hidden />}
      message={t('This message did not reach everybody')}
      description={
        <Flex vertical gap="small">
          <Fates recipients={recipients} />
          <Flex gap="small" align="center" wrap>
            <WriteAgain reportId={reportId} sentId={messageId} recipients={recipients} subject="" />
            <MailLink id={reportId} label={t('Show the report')} />
          </Flex>
        </Flex>
      }
      data-testid="mail-notice-bounced"
    />
  );
}

function WriteAgain(props: Parameters<typeof useWriteAgain>[0]) {
  const t = useT();
  const { busy, write } = useWriteAgain(props);
  return (
    <Button size="small" icon={<EditOutlined aria-hidden />} loading={busy} onClick={() => void write()}>
      {t('Write again')}
    </Button>
  );
}

function Fates({ recipients }: { recipients: DeliveryFate[] }) {
  const t = useT();
  const arrived: Partial<Record<DeliveryFate['action'], string>> = {
    delivered: t('delivered'),
    relayed: t('passed on'),
    expanded: t('sent to a list'),
  };
  return (
    <ul style={{ display: 'grid', gap: 8, margin: 0, padding: 0, listStyle: 'none' }}>
      {recipients.map((fate, index) => (
        <li key={index} style={{ overflowWrap: 'anywhere' }}>
          <div>
            <bdi>{fate.address}</bdi>: {deliveryReason(fate, t) || arrived[fate.action]}
          </div>
          <SecondaryText>
            <bdi>{[fate.status, fate.diagnostic].filter(Boolean).join(' · ')}</bdi>
          </SecondaryText>
        </li>
      ))}
    </ul>
  );
}
