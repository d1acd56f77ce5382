import { Skeleton } from 'antd';
import type { Id } from '../../../common';
import { useT } from '../../locale';
import { LoadFailure } from '../shared/LoadFailure';
import { CampaignProgress } from './progress/CampaignProgress';
import { useCampaign } from './useCampaign';
import { CampaignWizard } from './write/CampaignWizard';

interface Props {
  id: Id;
  onOpenMessage(folder: Id, message: Id): void;
  /** Called when it has been deleted. */
  onGone(): void;
}

/** A bulk email: what is being written, or how far it has got. */
export default function CampaignPage({ id, onOpenMessage, onGone }: Props) {
  const t = useT();
  const { campaign, failure, reload, put } = useCampaign(id);
  if (!campaign && failure !== undefined)
    return <LoadFailure title={t('The bulk email could not be loaded')} error={failure} onRetry={reload} />;
  if (!campaign) return <Skeleton active paragraph={{ rows: 8 }} />;
  const changes = { reload, put, onGone };
  return campaign.state === 'draft' ? (
    <CampaignWizard campaign={campaign} {...changes} />
  ) : (
    <CampaignProgress campaign={campaign} {...changes} onOpenMessage={onOpenMessage} />
  );
}
