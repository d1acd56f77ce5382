import { ExclamationCircleFilled, LoadingOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { Id, SetAside } from '../../../common';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useErrorText, useReason, useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { ToneText } from '../shared/ToneText';

interface Props {
  id: Id;
  setAside: SetAside;
  /** Loads the message again, as it may be readable by now. */
  onAsked(): void;
}

/** Shown instead of the text of a message that couldn't be read: the reason, and a button to try again. */
export function SetAsideBar({ id, setAside, onAsked }: Props) {
  const t = useT();
  const api = useMailApi();
  const reason = useReason();
  const errorText = useErrorText();
  const format = useDateFormat();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  /** The time of the last attempt before the click. */
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
        icon={<LoadingOutlined aria-hidden />}
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
      icon={<ExclamationCircleFilled aria-hidden />}
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
          {failure !== undefined && <ToneText tone="danger">{errorText(failure)}</ToneText>}
          <Flex wrap gap="small" align="center">
            <Button size="small" loading={asking} onClick={() => void retry()}>
              {t('Try again')}
            </Button>
            {since && (
              <SecondaryText>{t('Last tried {{time}}', { time: format.short(since) })}</SecondaryText>
            )}
          </Flex>
        </Flex>
      }
      data-testid="mail-set-aside-bar"
    />
  );
}
