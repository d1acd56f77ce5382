import { App, Button } from 'antd';
import { useState } from 'react';
import type { CampaignView, Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { newKey } from '../../composer/new-key';

interface Props {
  campaign: CampaignView;
  /** Whose message is sent. */
  recipientId: Id | undefined;
}

/** A button that sends a recipient's message to the writer. */
export function TestButton({ campaign: { id }, recipientId }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      await api.testCampaign(id, { recipientId, key: newKey() });
      message.success(t('The test is on its way to you.'));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <Button size="small" loading={sending} onClick={() => void send()} data-testid="mail-bulk-test">
      {t('Send a test to myself')}
    </Button>
  );
}
