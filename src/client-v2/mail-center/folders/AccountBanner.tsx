import { Alert, App, Button, Flex } from 'antd';
import { useState } from 'react';
import type { AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';
import { signerOf } from '../../reason-values';
import { useConnect } from '../connect/useConnect';
import { remediesOf, remedyOf } from './account-state';
import { AccountHint } from './AccountHint';
import { useStateText } from './useStateText';

/** Says why an account doesn't work properly, since when, and what helps. */
export function AccountBanner({ account, accounts }: { account: AccountView; accounts: AccountView[] }) {
  const t = useT();
  const api = useMailApi();
  const stateText = useStateText(accounts);
  const errorText = useErrorText();
  const format = useDateFormat();
  const { message } = App.useApp();
  const { connect, leaving } = useConnect();
  const [trying, setTrying] = useState(false);
  const remedies = remediesOf(account);
  if (remedyOf(account) === 'none') return null;

  const retry = async () => {
    setTrying(true);
    try {
      await api.sync(account.id);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setTrying(false);
    }
  };
  const { state, stateSince, retryAt } = account;
  // For a throttled account the end is shown, because the beginning is of no interest.
  const since =
    state !== 'throttled' && stateSince && t('Since {{time}}.', { time: format.short(stateSince) });
  const time = retryAt && Date.parse(retryAt) > Date.now() ? format.time(retryAt) : null;
  const until =
    time && t(state === 'throttled' ? 'Resumes at {{time}}.' : 'Next attempt at {{time}}.', { time });
  const named = accounts.length > 1 ? `${account.address}: ` : '';
  return (
    <Alert
      banner
      type={state === 'reconnect' || state === 'blocked' ? 'error' : 'warning'}
      style={{ alignItems: 'baseline' }}
      message={
        // The buttons move below the text if there is no room next to it.
        <Flex wrap gap="small" justify="end" align="start">
          <div style={{ flex: '1 1 240px', minWidth: 0 }}>
            {named}
            {stateText(account)} <SecondaryText>{[since, until].filter(Boolean).join(' ')}</SecondaryText>
            <AccountHint account={account} user={signerOf(account, accounts)} />
          </div>
          <Flex gap="small">
            {remedies.includes('retry') && (
              <Button size="small" loading={trying} onClick={() => void retry()}>
                {t('Try again')}
              </Button>
            )}
            {remedies.includes('reconnect') && (
              <Button
                size="small"
                type="primary"
                loading={leaving}
                // A shared mailbox is opened with its parent's sign-in.
                onClick={() => connect(account.provider, account.parentId ?? account.id)}
              >
                {t('Sign in again')}
              </Button>
            )}
          </Flex>
        </Flex>
      }
      data-testid="mail-account-banner"
    />
  );
}
