import { LoadingOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { Id, SetAside } from '../../common';
import { useMailApi } from '../api';
import { useDateFormat } from '../date-format';
import { useErrorText, useReason, useT } from '../locale';

interface Props {
  id: Id;
  setAside: SetAside;
  /** Reads the mail anew: it may be readable by now. */
  onAsked(): void;
}

/** In the place of a mail's text: why it is not here, and once more. */
export function SetAsideBar({ id, setAside, onAsked }: Props) {
  const t = useT();
  const api = useMailApi();
  const reason = useReason();
  const errorText = useErrorText();
  const format = useDateFormat();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  /** When it had been tried last, at the time of the click. */
  const [askedSince, setAskedSince] = useState<string | null | undefined>();
  const { since, waiting } = setAside;

  const retry = async () => {
    setAsking(true);
    setFailure(undefined);
    setAskedSince(since);
    try {
      await api.retrySetAside({ ids: [id] });
      onAsked();
    } catch (error) {
      setFailure(error);
    } finally {
      setAsking(false);
    }
  };
  if (waiting) {
    return (
      <Alert
        type="info"
        showIcon
        icon={<LoadingOutlined />}
        role="status"
        message={t('This mail is being read again…')}
        description={t('It is read with the next sync of the mailbox.')}
        data-testid="mail-set-aside-bar"
      />
    );
  }
  const inVain = askedSince !== undefined && askedSince !== since;
  return (
    <Alert
      type="warning"
      showIcon
      message={t('This mail could not be read')}
      description={
        <Flex vertical gap="small" align="flex-start">
          <div>
            {inVain && <Typography.Text strong>{t('It still cannot be read.')} </Typography.Text>}
            {reason(setAside.reason)}
          </div>
          <div>
            {t(
              'Nothing is lost: the mail is still in your mailbox, where Outlook may be able to show it. It is tried again once a day.',
            )}
          </div>
          {failure !== undefined && <Typography.Text type="danger">{errorText(failure)}</Typography.Text>}
          <Flex wrap gap="small" align="center">
            <Button size="small" loading={asking} onClick={() => void retry()}>
              {t('Try again')}
            </Button>
            {since && (
              <Typography.Text type="secondary">
                {t('Last tried {{time}}', { time: format.short(since) })}
              </Typography.Text>
            )}
          </Flex>
        </Flex>
      }
      data-testid="mail-set-aside-bar"
    />
  );
}
