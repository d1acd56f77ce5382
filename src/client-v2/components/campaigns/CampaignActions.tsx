import { App, Button, type ButtonProps } from 'antd';
import { useState } from 'react';
import type { CampaignSummary, CampaignView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useRemovalQuestion } from '../shared/useRemovalQuestion';

interface Props {
  campaign: CampaignSummary;
  size?: ButtonProps['size'];
  /** What it's like now; null if that has to be asked for. */
  onChanged(campaign: CampaignView | null): void;
  onGone(): void;
}

/** What can be done with a bulk email: pause, resume, cancel or delete it, and send it again where that failed. */
export function CampaignActions({ campaign, size, onChanged, onGone }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const ask = useRemovalQuestion();
  const [busy, setBusy] = useState(false);
  const { id, state, counts } = campaign;
  const run = async (call: () => Promise<CampaignView>) => {
    setBusy(true);
    try {
      onChanged(await call());
    } catch (error) {
      message.error(errorText(error));
      // Its state may have changed in the meantime.
      onChanged(null);
    } finally {
      setBusy(false);
    }
  };
  const cancel = () =>
    ask({
      title: t('Cancel this bulk email?'),
      content: t('Nobody else gets it. What has been sent can’t be called back.'),
      okText: t('Cancel bulk email'),
      cancelText: t('Keep sending'),
      remove: async () => onChanged(await api.cancelCampaign(id)),
    });
  const remove = () =>
    ask({
      title: state === 'draft' ? t('Delete this draft?') : t('Delete this bulk email?'),
      content: state === 'draft' ? undefined : t('Messages that were sent stay in “Sent”.'),
      remove: () => api.removeCampaign(id).then(onGone),
    });
  const button = (label: string, onClick: () => void, testId: string) => (
    <Button key={testId} size={size} disabled={busy} onClick={onClick} data-testid={testId}>
      {label}
    </Button>
  );
  const isActive = state === 'running' || state === 'paused';
  return (
    <>
      {state === 'running' &&
        button(t('Pause'), () => void run(() => api.pauseCampaign(id)), 'mail-bulk-pause')}
      {state === 'paused' &&
        button(t('Resume'), () => void run(() => api.resumeCampaign(id)), 'mail-bulk-resume')}
      {state !== 'draft' &&
        counts.failed > 0 &&
        button(t('Retry those that failed'), () => void run(() => api.retryCampaign(id)), 'mail-bulk-retry')}
      {isActive && button(t('Cancel bulk email'), cancel, 'mail-bulk-cancel')}
      {!isActive && button(t('Delete'), remove, 'mail-bulk-delete')}
    </>
  );
}
