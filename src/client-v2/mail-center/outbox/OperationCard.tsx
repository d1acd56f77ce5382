import { App, Button, Card, Flex, Tag, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AccountView, OperationView } from '../../../common';
import { useMailApi } from '../../api';
import { openComposer } from '../../components';
import { useDateFormat } from '../../date-format';
import { useErrorText, useReason, useT } from '../../locale';
import { isTroubled, isWaiting } from '../data/useOperations';
import { operationTitle, recipients, stateText } from './operation-text';

export interface OperationCardProps {
  operation: OperationView;
  account?: AccountView;
  onChanged(): void;
}

/** One operation that is not through: what, where it stands, why, and what can be done. */
export function OperationCard({ operation, account, onChanged }: OperationCardProps) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const state = stateText(operation, t);
  const to = recipients(operation);
  return (
    <Card size="small" data-testid="mail-operation">
      <Flex justify="space-between" gap="middle" align="start">
        <Flex vertical style={{ minWidth: 0 }}>
          <Typography.Text strong ellipsis>
            <bdi>{operationTitle(operation, t)}</bdi>
          </Typography.Text>
          {to && (
            <Typography.Text type="secondary" ellipsis>
              {t('To {{recipients}}', { recipients: to })}
            </Typography.Text>
          )}
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
            {[account?.address, format.full(operation.createdAt)].filter(Boolean).join(' · ')}
          </Typography.Text>
        </Flex>
        <Tag color={state.color} bordered={false} style={{ marginInlineEnd: 0 }}>
          {state.text}
        </Tag>
      </Flex>
      {operation.reason && (
        <Typography.Paragraph
          style={{ margin: `${token.marginXS}px 0 0` }}
          type={operation.state === 'failed' ? 'danger' : undefined}
        >
          {reason(operation.reason, operation.params)}
        </Typography.Paragraph>
      )}
      {operation.nextAttemptAt && operation.state === 'pending' && (
        <Typography.Text type="secondary">
          {operation.reason
            ? t('Next try at {{time}}', { time: format.time(operation.nextAttemptAt) })
            : t('Waits until {{time}}: the mail server takes only so many mails a minute', {
                time: format.time(operation.nextAttemptAt),
              })}
        </Typography.Text>
      )}
      {(isTroubled(operation) || isWaiting(operation)) && (
        <Decisions operation={operation} onChanged={onChanged} />
      )}
    </Card>
  );
}

function Decisions({ operation, onChanged }: { operation: OperationView; onChanged(): void }) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message, modal } = App.useApp();
  const { token } = theme.useToken();
  const [busy, setBusy] = useState(false);
  const waiting = isWaiting(operation);

  const run = async (call: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await call();
      onChanged();
    } catch (error) {
      message.error(errorText(error));
      // It may have gone on meanwhile.
      onChanged();
    } finally {
      setBusy(false);
    }
  };
  const retry = () => {
    const again = () => run(() => api.retry(operation.id));
    if (operation.state !== 'unclear') return void again();
    modal.confirm({
      title: t('Send it again?'),
      content: t(
        'It may have gone out already. Have a look in “Sent” first: if it did, the recipients get it twice.',
      ),
      okText: t('Send again'),
      cancelText: t('Cancel'),
      onOk: again,
    });
  };
  const discard = () => {
    modal.confirm({
      title: operation.kind === 'send' ? t('Discard this mail?') : t('Discard this change?'),
      content:
        operation.kind === 'send' ? t('What you wrote, with its attachments, is deleted here.') : undefined,
      okText: t('Discard'),
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      onOk: () => run(() => api.discard(operation.id)),
    });
  };
  return (
    <Flex gap="small" wrap style={{ marginTop: token.marginSM }}>
      {operation.kind === 'send' && (!waiting || operation.reason) && (
        <Button
          size="small"
          type={waiting ? 'default' : 'primary'}
          loading={busy}
          onClick={retry}
          data-testid="mail-operation-retry"
        >
          {waiting ? t('Try now') : t('Send again')}
        </Button>
      )}
      {operation.kind === 'send' && operation.compose && (
        <Button size="small" disabled={busy} onClick={() => openComposer({ operation })}>
          {t('Edit')}
        </Button>
      )}
      <Button
        size="small"
        danger
        type="text"
        disabled={busy}
        onClick={discard}
        data-testid="mail-operation-discard"
      >
        {waiting ? t('Do not send') : t('Discard')}
      </Button>
    </Flex>
  );
}
