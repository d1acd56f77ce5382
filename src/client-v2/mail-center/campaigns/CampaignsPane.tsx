import { ArrowLeftOutlined, NotificationOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, theme } from 'antd';
import type { AccountView, CampaignSummary, Id } from '../../../common';
import CampaignPage from '../../components/campaigns/CampaignPage';
import { useNewCampaign } from '../../components/campaigns/useNewCampaign';
import { useT } from '../../locale';
import type { LiveList } from '../data/useLiveList';
import { AsidePane } from '../layout/AsidePane';
import { CampaignCard } from './CampaignCard';

interface Props {
  data: LiveList<CampaignSummary>;
  accounts: AccountView[];
  /** The one that is open. */
  open: string | null;
  onOpen(id: Id | null): void;
  onOpenMessage(folder: Id, message: Id): void;
  onMenu?: () => void;
}

/** All bulk emails, or the one that is open. */
export default function CampaignsPane({ data, accounts, open, onOpen, onOpenMessage, onMenu }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const { create, creating } = useNewCampaign((id) => onOpen(id));
  if (open !== null)
    return (
      <Flex vertical style={{ flex: 1, minWidth: 0, background: token.colorBgContainer }}>
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          onClick={() => onOpen(null)}
          style={{ alignSelf: 'flex-start', margin: token.marginXXS }}
          data-testid="mail-back"
        >
          {t('Bulk email')}
        </Button>
        <div
          style={{
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            padding: `0 ${token.padding}px ${token.padding}px`,
          }}
        >
          <div style={{ maxWidth: 860 }}>
            <CampaignPage
              key={open}
              id={open}
              onOpenMessage={onOpenMessage}
              onGone={() => {
                onOpen(null);
                void data.reload();
              }}
            />
          </div>
        </div>
      </Flex>
    );
  return (
    <AsidePane
      title={t('Bulk email')}
      data={data}
      nothing={{
        icon: NotificationOutlined,
        text: t('Write to many people at once: everyone gets a message of their own.'),
      }}
      testId="mail-bulk-list"
      action={
        <Button
          type="primary"
          icon={<PlusOutlined />}
          loading={creating}
          onClick={() => void create()}
          data-testid="mail-bulk-new"
        >
          {t('New bulk email')}
        </Button>
      }
      onMenu={onMenu}
    >
      {data.list.map((campaign) => (
        <CampaignCard
          key={String(campaign.id)}
          campaign={campaign}
          account={accounts.find(({ id }) => String(id) === String(campaign.accountId))}
          onOpen={() => onOpen(campaign.id)}
          onChanged={() => void data.reload()}
        />
      ))}
    </AsidePane>
  );
}
