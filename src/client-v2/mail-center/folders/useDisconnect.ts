import { App } from 'antd';
import type { AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';

/** Disconnects an account, after saying what goes. */
export function useDisconnect(onGone: () => void): (account: AccountView) => void {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { modal, message } = App.useApp();

  return (account) => {
    modal.confirm({
      title: t('Disconnect {{address}}?', { address: account.address }),
      content: t(
        'Its mails, attachments and everything waiting to be sent are removed from this system, and the sign-in is forgotten. Nothing is deleted in the mailbox itself: connect it again, and its mail comes back.',
      ),
      okText: t('Disconnect'),
      okButtonProps: { danger: true },
      cancelText: t('Cancel'),
      async onOk() {
        try {
          await api.disconnect(account.id);
          message.success(t('{{address}} is disconnected', { address: account.address }));
          onGone();
        } catch (error) {
          message.error(errorText(error));
        }
      },
    });
  };
}
