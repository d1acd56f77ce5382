import { Button, Card, Flex, theme, Typography } from 'antd';
import type { AccountView, CampaignSummary } from '../../../common';
import { campaignState } from '../../components/campaigns/campaign-text';
import { CampaignActions } from '../../components/campaigns/CampaignActions';
import { ProgressLine } from '../../components/campaigns/ProgressLine';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { StateTag } from '../../components/shared/StateTag';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';

interface Props {
  campaign: CampaignSummary;
  account?: AccountView;
  onOpen(): void;
  onChanged(): void;
}

/** A bulk email in the list: what it is, how far it has got, and what can be done. */
export function CampaignCard({ campaign, account, onOpen, onChanged }: Props) {
  const t = useT();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const { text, color } = campaignState(campaign, t);
  const isDraft = campaign.state === 'draft';
  const time = format.full(campaign.startedAt ?? campaign.createdAt);
  const subject = campaign.subject || t('(no subject)');
  return (
    <Card size="small" data-testid="mail-bulk-card">
      <Flex vertical gap={token.marginXS}>
        <Flex justify="space-between" gap="middle" align="start">
          <Flex vertical style={{ minWidth: 0 }}>
            <Typography.Text strong ellipsis>
              <bdi>{subject}</bdi>
            </Typography.Text>
            <SecondaryText style={{ fontSize: token.fontSizeSM }}>
              {[
                account?.address,
                isDraft ? t('Created: {{time}}', { time }) : t('Started: {{time}}', { time }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </SecondaryText>
          </Flex>
          <StateTag color={color}>{text}</StateTag>
        </Flex>
        {isDraft ? (
          <SecondaryText>{t('{{count}} recipients', { count: campaign.counts.total })}</SecondaryText>
        ) : (
          <ProgressLine campaign={campaign} />
        )}
        <Flex gap="small" wrap>
          <Button
            size="small"
            type={isDraft ? 'primary' : 'default'}
            onClick={onOpen}
            aria-label={t('Open {{name}}', { name: subject })}
            data-testid="mail-bulk-open"
          >
            {isDraft ? t('Continue') : t('Open')}
          </Button>
          <CampaignActions size="small" campaign={campaign} onChanged={onChanged} onGone={onChanged} />
        </Flex>
      </Flex>
    </Card>
  );
}
