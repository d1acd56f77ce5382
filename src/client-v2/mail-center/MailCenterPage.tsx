import { Button, Flex, Result, Skeleton, theme } from 'antd';
import { useRef } from 'react';
import { useErrorText, useT } from '../locale';
import { ConnectResultAlert } from './connect/ConnectResultAlert';
import { lastAttempt } from './connect/last-attempt';
import { useConnect } from './connect/useConnect';
import { useOutcome } from '../outcome';
import { Welcome } from './connect/Welcome';
import { useMailbox } from './data/useMailbox';
import { useLayout } from './layout/useLayout';
import { MailCenter } from './MailCenter';

/** The page `/admin/mail`: a mailbox, or the way to one. */
export default function MailCenterPage() {
  const t = useT();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const root = useRef<HTMLDivElement>(null);
  const { panes, height } = useLayout(root);
  const mailbox = useMailbox();
  const { outcome: result, dismiss } = useOutcome();
  const { connect } = useConnect();
  const retry = () => {
    const attempt = lastAttempt();
    dismiss();
    // Without one, the mail center's own button is the second try.
    if (attempt) connect(attempt.provider, attempt.accountId);
  };
  const connected = mailbox.accounts?.find(({ id }) => String(id) === result?.accountId);

  return (
    <div
      ref={root}
      style={{
        height,
        display: 'flex',
        flexDirection: 'column',
        background: token.colorBgContainer,
        overflow: 'hidden',
      }}
      data-testid="mail-center"
    >
      {result && (
        <ConnectResultAlert
          result={result}
          address={connected?.address}
          onDismiss={dismiss}
          onRetry={retry}
        />
      )}
      {mailbox.failure ? (
        <Result
          status="warning"
          title={t('Your mail could not be loaded')}
          subTitle={errorText(mailbox.failure)}
          extra={<Button onClick={() => void mailbox.refresh()}>{t('Try again')}</Button>}
        />
      ) : !mailbox.accounts ? (
        <Flex gap="large" style={{ padding: token.paddingLG }}>
          <Skeleton active paragraph={{ rows: 8 }} style={{ maxWidth: 240 }} />
          <Skeleton active paragraph={{ rows: 10 }} />
        </Flex>
      ) : mailbox.accounts.length === 0 ? (
        <Welcome />
      ) : (
        <MailCenter
          accounts={mailbox.accounts}
          folders={mailbox.folders}
          refresh={mailbox.refresh}
          panes={panes}
        />
      )}
    </div>
  );
}
