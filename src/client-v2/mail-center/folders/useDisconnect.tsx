import { App, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { sharedOf } from '../accounts/with-shared';

/** Disconnects an account, after saying what will be removed. */
export function useDisconnect(onGone: () => void, accounts: AccountView[]): (account: AccountView) => void {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { modal, message } = App.useApp();

  const consequences = (account: AccountView): ReactNode => {
    if (account.parentId != null)
      return t(
        'Its mails, attachments and everything waiting to be sent are removed from this system. Nothing is deleted in the mailbox itself: add it again, and its mail comes back.',
      );
    const shared = sharedOf(account, accounts).map(({ address }) => address);
    const own = t(
      'Its mails, attachments and everything waiting to be sent are removed from this system, and the sign-in is forgotten. Nothing is deleted in the mailbox itself: connect it again, and its mail comes back.',
    );
    if (!shared.length) return own;
    return (
      <>
        <Typography.Paragraph>{own}</Typography.Paragraph>
        <Typography.Text strong>
          {t('The shared mailboxes that it opens go with it: {{addresses}}.', {
            addresses: shared.join(', '),
          })}
        </Typography.Text>
      </>
    );
  };

  return (account) => {
    modal.confirm({
      title: t('Disconnect {{address}}?', { address: account.address }),
      content: consequences(account),
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
