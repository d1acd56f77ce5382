import { Flex, theme, Typography } from 'antd';
import type { CampaignView, Id } from '../../../../common';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';
import { StateTag } from '../../shared/StateTag';
import { campaignState } from '../campaign-text';
import { CampaignActions } from '../CampaignActions';
import { ProgressLine } from '../ProgressLine';
import { RecipientList } from '../recipients/RecipientList';

interface Props {
  campaign: CampaignView;
  reload(): void;
  /** Takes what a call has answered. */
  put(campaign: CampaignView): void;
  onGone(): void;
  onOpenMessage(folder: Id, message: Id): void;
}

/** A bulk email that was started: how far it has got, what can be done, and what became of each message. */
export function CampaignProgress({ campaign, reload, put, onGone, onOpenMessage }: Props) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const { subject, startedAt, endedAt } = campaign;
  const state = campaignState(campaign, t);
  const times = [
    startedAt && t('Started: {{time}}', { time: format.full(startedAt) }),
    endedAt && t('Ended: {{time}}', { time: format.full(endedAt) }),
  ];
  return (
    <Flex vertical gap={token.margin} data-testid="mail-bulk-progress">
      <Flex justify="space-between" gap="middle" align="start">
        <Flex vertical style={{ minWidth: 0 }}>
          <Typography.Title level={4} style={{ margin: 0, overflowWrap: 'anywhere' }}>
            <bdi>{subject || t('(no subject)')}</bdi>
          </Typography.Title>
          <SecondaryText>{times.filter(Boolean).join(' · ')}</SecondaryText>
        </Flex>
        <StateTag color={state.color}>{state.text}</StateTag>
      </Flex>
      <ProgressLine campaign={campaign} />
      <Flex wrap gap={token.marginXS}>
        <CampaignActions
          campaign={campaign}
          onChanged={(changed) => (changed ? put(changed) : reload())}
          onGone={onGone}
        />
      </Flex>
      <RecipientList campaign={campaign} onOpenMessage={onOpenMessage} />
    </Flex>
  );
}
