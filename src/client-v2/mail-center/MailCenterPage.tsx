import { Flex, Skeleton, theme } from 'antd';
import { useRef } from 'react';
import { LabelsProvider } from '../components/labels/LabelsProvider';
import { LoadFailure } from '../components/shared/LoadFailure';
import { useT } from '../locale';
import { ConnectResultAlert } from './connect/ConnectResultAlert';
import { lastAttempt } from './connect/last-attempt';
import { useConnect } from './connect/useConnect';
import { useOutcome } from '../outcome';
import { Welcome } from './connect/Welcome';
import { useMailbox } from './data/useMailbox';
import { useLayout } from './layout/useLayout';
import { MailCenter } from './MailCenter';
import { OfflineBar } from './OfflineBar';
import { usePageTitle } from './usePageTitle';

/** The page `/admin/mail`: a mailbox, or how to connect one. */
export default function MailCenterPage({ height: given }: { height?: string }) {
  const t = useT();
  const { token } = theme.useToken();
  const root = useRef<HTMLDivElement>(null);
  const { panes, height } = useLayout(root);
  usePageTitle(t('Mail'));
  const mailbox = useMailbox();
  const { outcome: result, dismiss } = useOutcome();
  const { connect } = useConnect();
  const retry = () => {
    const attempt = lastAttempt();
    dismiss();
    // If there is none, the mail center's own button serves as the second try.
    if (attempt) connect(attempt.provider, attempt.accountId);
  };
  const connected = mailbox.accounts?.find(({ id }) => String(id) === result?.accountId);

  return (
    <div
      ref={root}
      style={{
        height: given ?? height,
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        background: token.colorBgContainer,
        overflow: 'hidden',
      }}
      data-testid="mail-center"
    >
      <OfflineBar />
      {result && (
        <ConnectResultAlert
          result={result}
          address={connected?.address}
          onDismiss={dismiss}
          onRetry={retry}
        />
      )}
      {mailbox.failure ? (
        <LoadFailure
          title={t('Your mail could not be loaded')}
          error={mailbox.failure}
          onRetry={() => void mailbox.refresh()}
        />
      ) : !mailbox.accounts ? (
        <Flex gap="large" style={{ padding: token.paddingLG }}>
          <Skeleton active paragraph={{ rows: 8 }} style={{ maxWidth: 240 }} />
          <Skeleton active paragraph={{ rows: 10 }} />
        </Flex>
      ) : mailbox.accounts.length === 0 ? (
        <Welcome />
      ) : (
        <LabelsProvider>
          <MailCenter
            accounts={mailbox.accounts}
            folders={mailbox.folders}
            refresh={mailbox.refresh}
            panes={panes}
          />
        </LabelsProvider>
      )}
    </div>
  );
}
