import { CheckCircleOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import { ListSkeleton } from '../list/ListSkeleton';
import { ListFailure } from '../list/ListStates';
import { FollowUpCard, type FollowUpCardProps } from './FollowUpCard';
import type { FollowUps } from './useFollowUps';

export interface FollowUpPaneProps extends Pick<FollowUpCardProps, 'onOpen'> {
  data: FollowUps;
  accounts: AccountView[];
  onMenu?: () => void;
}

/** Messages that nobody has answered in time, and what can be done about each. */
export function FollowUpPane({ onMenu, ...props }: FollowUpPaneProps) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, overflow: 'hidden', background: token.colorBgContainer }}>
      <Flex align="center" gap="small" style={{ padding: token.paddingSM, minHeight: 64 }}>
        {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('Folders')} onClick={onMenu} />}
        <Typography.Title level={5} style={{ margin: 0, paddingInlineStart: token.paddingXS }}>
          {t('Follow up')}
        </Typography.Title>
      </Flex>
      <Content {...props} />
    </Flex>
  );
}

function Content({ data, accounts, onOpen }: Omit<FollowUpPaneProps, 'onMenu'>) {
  const t = useT();
  const { token } = theme.useToken();
  if (data.loading) return <ListSkeleton />;
  if (data.failure && data.list.length === 0)
    return <ListFailure failure={data.failure} onRetry={() => void data.reload()} />;
  if (data.list.length === 0)
    return (
      <Flex vertical align="center" justify="center" gap="middle" style={{ flex: 1, paddingBottom: '15vh' }}>
        <CheckCircleOutlined style={{ fontSize: 40, color: token.colorTextQuaternary }} />
        <SecondaryText>{t('Nothing is waiting for an answer')}</SecondaryText>
      </Flex>
    );
  return (
    <Flex
      vertical
      gap="middle"
      style={{ padding: `0 ${token.padding}px ${token.padding}px`, overflow: 'auto', maxWidth: 860 }}
      data-testid="mail-follow-up-list"
    >
      {data.list.map((followUp) => (
        <FollowUpCard
          key={String(followUp.id)}
          followUp={followUp}
          account={accounts.find(({ id }) => String(id) === String(followUp.accountId))}
          onOpen={onOpen}
          onChanged={() => void data.reload()}
        />
      ))}
    </Flex>
  );
}
