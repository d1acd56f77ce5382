import { SendOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { CampaignView, MissingValues } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';

interface Props {
  campaign: CampaignView;
  /** How many will get it. */
  count: number;
  missing: MissingValues;
  /** Stores what is written. Resolves to whether that worked. */
  flush(): Promise<boolean>;
  onStarted(campaign: CampaignView): void;
  /** Called if starting was refused, because something may have changed. */
  onChanged(): void;
}

/** A button that starts a bulk email, after a question. */
export function StartButton({ campaign: { id }, count, missing, flush, onStarted, onChanged }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message, modal } = App.useApp();
  const [starting, setStarting] = useState(false);
  const start = async () => {
    setStarting(true);
    try {
      if (await flush()) onStarted(await api.startCampaign(id, missing));
    } catch (error) {
      message.error(errorText(error));
      onChanged();
    } finally {
      setStarting(false);
    }
  };
  const ask = () =>
    void modal.confirm({
      title: t('Send {{count}} messages?', { count }),
      content: t('You can pause or cancel sending later. What has been sent can’t be called back.'),
      okText: t('Send'),
      cancelText: t('Cancel'),
      onOk: start,
    });
  return (
    <Button
      type="primary"
      icon={<SendOutlined />}
      disabled={count === 0}
      loading={starting}
      onClick={ask}
      data-testid="mail-bulk-start"
    >
      {t('Send {{count}} messages', { count })}
    </Button>
  );
}
