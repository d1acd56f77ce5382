import { App } from 'antd';
import type { AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';

/** Requests a sync of an account now, and says so. */
export function useSync(): (account: AccountView) => Promise<void> {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  return async (account) => {
    try {
      await api.sync(account.id);
      message.success(t('Looking for new mail'));
    } catch (error) {
      message.error(errorText(error));
    }
  };
}
