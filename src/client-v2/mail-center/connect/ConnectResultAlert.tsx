import { Alert, Button, Flex, theme } from 'antd';
import { useReason, useT } from '../../locale';
import { useEffect, useRef } from 'react';
import type { ErrorCode } from '../../../common';
import { AdminConsentHelp } from './AdminConsentHelp';
import type { Outcome } from '../../outcome';

/** Milliseconds until good news disappears automatically. A failure stays until it is dismissed. */
const GOOD_NEWS = 8000;
/** The error that only someone else can fix. */
const NEEDS_ADMIN: ErrorCode = 'admin-consent-required';

export interface ConnectResultAlertProps {
  result: Outcome;
  address?: string;
  onDismiss(): void;
  onRetry(): void;
}

/** How the sign-in ended, with a button to try again if it failed. */
export function ConnectResultAlert({ result, address, onDismiss, onRetry }: ConnectResultAlertProps) {
  const t = useT();
  const reason = useReason();
  const { token } = theme.useToken();
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;
  const style = { margin: token.marginSM };
  const succeeded = result.error === null;
  useEffect(() => {
    if (!succeeded) return;
    const timer = setTimeout(() => dismiss.current(), GOOD_NEWS);
    return () => clearTimeout(timer);
  }, [succeeded]);
  if (succeeded) {
    const text = address ? t('{{address}} is connected', { address }) : t('The mailbox is connected');
    const more = t('Your mail is on its way; the newest comes first.');
    return (
      <Alert
        type="success"
        showIcon
        closable
        onClose={onDismiss}
        message={text}
        description={more}
        style={style}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      closable
      onClose={onDismiss}
      message={t('The mailbox was not connected')}
      description={
        result.error === NEEDS_ADMIN ? (
          <Flex vertical gap="small">
            {reason(result.error)}
            <AdminConsentHelp />
          </Flex>
        ) : (
          reason(result.error)
        )
      }
      action={
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
      style={style}
      data-testid="mail-connect-error"
    />
  );
}
