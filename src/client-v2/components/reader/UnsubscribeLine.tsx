import { NotificationOutlined } from '@ant-design/icons';
import { App, Flex, theme } from 'antd';
import { useRef, useState } from 'react';
import type { Id, UnsubscribeNotice } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { newKey } from '../composer/new-key';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';

/** Shown on a mailing list's message: unsubscribes after a confirmation. */
export function UnsubscribeLine({ messageId, notice }: { messageId: Id; notice: UnsubscribeNotice }) {
  const { token } = theme.useToken();
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { modal, message: toast } = App.useApp();
  const [done, setDone] = useState(notice.done);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const { way, target, url } = notice;

  const leave = async () => {
    // This has to happen during the click, because browsers block windows that open later.
    if (way === 'page') return void window.open(url, '_blank', 'noopener,noreferrer');
    setBusy(true);
    try {
      await api.unsubscribe({ id: messageId, key: key.current });
      setDone(true);
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const ask = () =>
    modal.confirm({
      title: t('Unsubscribe from this mailing list?'),
      content: {
        request: t('{{target}} is asked to remove your address. No page opens.', { target }),
        mail: t('A message that asks for it is sent to {{target}}.', { target }),
        page: t('A page of {{target}} opens in a new tab. Open it only if you know this sender.', { target }),
      }[way],
      okText: way === 'page' ? t('Open the page') : t('Unsubscribe'),
      cancelText: t('Cancel'),
      autoFocusButton: 'cancel',
      onOk: () => void leave(),
    });
  return (
    <Flex gap={token.marginXS} align="baseline" wrap data-testid="mail-unsubscribe">
      <SecondaryText>
        <NotificationOutlined aria-hidden />{' '}
        {done ? t('You unsubscribed from this mailing list.') : t('This message is from a mailing list.')}
      </SecondaryText>
      {!done && (
        <LinkStyleButton size="small" style={{ padding: 0 }} loading={busy} onClick={ask}>
          {t('Unsubscribe')}
        </LinkStyleButton>
      )}
    </Flex>
  );
}
