import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useErrorText, useReason, useT } from '../../locale';
import { useConnect } from '../connect/useConnect';
import { remedyOf } from './account-state';

/** Why an account does not work as it should, and what helps. */
export function AccountBanner({ account, named }: { account: AccountView; named: boolean }) {
  const t = useT();
  const api = useMailApi();
  const reason = useReason();
  const errorText = useErrorText();
  const format = useDateFormat();
  const { message } = App.useApp();
  const { connect, leaving } = useConnect();
  const [trying, setTrying] = useState(false);
  const remedy = remedyOf(account);
  if (remedy === 'none') return null;

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
  const until = account.retryAt && t('It goes on at {{time}}.', { time: format.time(account.retryAt) });
  const text = [named ? `${account.address}:` : '', reason(account.reason), remedy === 'wait' ? until : ''];
  return (
    <Alert
      banner
      type={remedy === 'reconnect' || account.state === 'blocked' ? 'error' : 'warning'}
      message={text.filter(Boolean).join(' ')}
      action={
        remedy === 'reconnect' ? (
          <Button
            size="small"
            type="primary"
            loading={leaving}
            onClick={() => connect(account.provider, account.id)}
          >
            {t('Sign in again')}
          </Button>
        ) : remedy === 'retry' ? (
          <Button size="small" loading={trying} onClick={() => void retry()}>
            {t('Try again')}
          </Button>
        ) : undefined
      }
      data-testid="mail-account-banner"
    />
  );
}
