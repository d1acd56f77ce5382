import { App, Button, Card, Flex, theme, Typography } from 'antd';
import { useState } from 'react';
import type { AccountView, OperationView } from '../../../common';
import { useMailApi } from '../../api';
import { isScheduled, openComposer, openDraft } from '../../components';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { StateTag } from '../../components/shared/StateTag';
import { toneColour } from '../../components/shared/ToneText';
import { useDateFormat } from '../../date-format';
import { useErrorText, useReason, useT } from '../../locale';
import { isTroubled, isWaiting } from '../data/useOperations';
import { operationTitle, recipients, stateText } from './operation-text';

export interface OperationCardProps {
  operation: OperationView;
  account?: AccountView;
  onChanged(): void;
}

/** An incomplete operation: what it is, its state, the reason, and what can be done. */
export function OperationCard({ operation, account, onChanged }: OperationCardProps) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const state = stateText(operation, t);
  const to = recipients(operation);
  const scheduled = isScheduled(operation);
  return (
    <Card size="small" data-testid="mail-operation">
      <Flex justify="space-between" gap="middle" align="start">
        <Flex vertical style={{ minWidth: 0 }}>
          <Typography.Text strong ellipsis>
            <bdi>{operationTitle(operation, t)}</bdi>
          </Typography.Text>
          {to && <SecondaryText ellipsis>{t('To {{recipients}}', { recipients: to })}</SecondaryText>}
          <SecondaryText style={{ fontSize: token.fontSizeSM }}>
            {[account?.address, format.full(operation.createdAt)].filter(Boolean).join(' · ')}
          </SecondaryText>
        </Flex>
        <StateTag color={state.color}>{state.text}</StateTag>
      </Flex>
      {operation.reason && (
        <Typography.Paragraph
          style={{
            margin: `${token.marginXS}px 0 0`,
            color: operation.state === 'failed' ? toneColour('danger', token) : undefined,
          }}
        >
          {reason(operation.reason, operation.params)}
        </Typography.Paragraph>
      )}
      {scheduled && (
        <SecondaryText>
          {t('Will be sent: {{time}}', { time: format.full(operation.notBefore ?? '') })}
        </SecondaryText>
      )}
      {!scheduled && operation.nextAttemptAt && operation.state === 'pending' && (
        <SecondaryText>
          {operation.reason
            ? t('Next try at {{time}}', { time: format.time(operation.nextAttemptAt) })
            : t('Waits until {{time}}: the mail server takes only so many mails a minute', {
                time: format.time(operation.nextAttemptAt),
              })}
        </SecondaryText>
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
  const scheduled = isScheduled(operation);

  const run = async (call: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await call();
      onChanged();
    } catch (error) {
      message.error(errorText(error));
      // Its state may have changed in the meantime.
      onChanged();
    } finally {
      setBusy(false);
    }
  };
  const retry = () => {
    const again = () => run(() => api.retry(operation.id));
    if (!operation.mayHaveGone) return void again();
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
  // A send that is waiting is recalled first; otherwise it might be sent while it's being edited.
  const edit = async () => {
    if (waiting && !operation.mayHaveGone) openDraft(await api.recall(operation.id));
    else openComposer({ operation: await api.operation(operation.id) });
  };
  const discard = () => {
    modal.confirm({
      title: operation.kind === 'send' ? t('Discard this mail?') : t('Discard this change?'),
      content: operation.kind === 'send' && (
        <>
          {operation.mayHaveGone && (
            <Typography.Paragraph>
              {t('It may have gone out already. Discarding it here does not call it back.')}
            </Typography.Paragraph>
          )}
          {t('What you wrote, with its attachments, is deleted here.')}
        </>
      ),
      okText: t('Discard'),
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      onOk: () => run(() => api.discard(operation.id)),
    });
  };
  return (
    <Flex gap="small" wrap style={{ marginTop: token.marginSM }}>
      {operation.kind === 'send' && (!waiting || operation.reason || scheduled) && (
        <Button
          size="small"
          type={waiting ? 'default' : 'primary'}
          loading={busy}
          onClick={retry}
          data-testid="mail-operation-retry"
        >
          {scheduled ? t('Send now') : waiting ? t('Try now') : t('Send again')}
        </Button>
      )}
      {operation.kind === 'send' && (
        <Button size="small" disabled={busy} onClick={() => void run(edit)}>
          {t('Edit')}
        </Button>
      )}
      <Button
        size="small"
        danger
        type="text"
        disabled={busy}
        style={busy ? undefined : { color: toneColour('danger', token) }}
        onClick={discard}
        data-testid="mail-operation-discard"
      >
        {waiting ? t('Do not send') : t('Discard')}
      </Button>
    </Flex>
  );
}
