import { Skeleton, theme } from 'antd';
import type { ReactNode } from 'react';
import { LabelsProvider } from '../components/labels/LabelsProvider';
import { LoadFailure } from '../components/shared/LoadFailure';
import { useT } from '../locale';
import { lastAttempt } from '../mail-center/connect/last-attempt';
import { ConnectResultAlert } from '../mail-center/connect/ConnectResultAlert';
import { useConnect } from '../mail-center/connect/useConnect';
import { useMailbox, type Mailbox } from '../mail-center/data/useMailbox';
import { remedyOf } from '../mail-center/folders/account-state';
import { AccountBanner } from '../mail-center/folders/AccountBanner';
import { useOutcome } from '../outcome';
import { ConnectHint } from './ConnectHint';

/** The user's mailboxes, of which there is at least one. */
export type ConnectedMailbox = Mailbox & { accounts: NonNullable<Mailbox['accounts']> };

/** Loads the user's mailboxes for a block. Without any, it says how to connect one. */
export function BlockShell({ children }: { children(mailbox: ConnectedMailbox): ReactNode }) {
  const t = useT();
  const { token } = theme.useToken();
  const mailbox = useMailbox();
  const { outcome, dismiss } = useOutcome();
  const { connect } = useConnect();
  const { accounts, failure } = mailbox;
  if (failure !== undefined)
    return (
      <LoadFailure
        title={t('Your mail could not be loaded')}
        error={failure}
        onRetry={() => void mailbox.refresh()}
      />
    );
  if (!accounts) return <Skeleton active paragraph={{ rows: 4 }} style={{ padding: token.paddingXS }} />;
  const connected = accounts.find(({ id }) => String(id) === outcome?.accountId);
  const retry = () => {
    const attempt = lastAttempt();
    dismiss();
    if (attempt) connect(attempt.provider, attempt.accountId);
  };
  return (
    <>
      {outcome && (
        <ConnectResultAlert
          result={outcome}
          address={connected?.address}
          onDismiss={dismiss}
          onRetry={retry}
        />
      )}
      {accounts
        .filter((account) => remedyOf(account) === 'reconnect')
        .map((account) => (
          <AccountBanner key={account.id} account={account} accounts={accounts} />
        ))}
      {accounts.length === 0 ? (
        <ConnectHint />
      ) : (
        <LabelsProvider>{children({ ...mailbox, accounts })}</LabelsProvider>
      )}
    </>
  );
}
