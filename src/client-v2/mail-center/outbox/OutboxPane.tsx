import { MenuOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';
import type { OperationsData } from '../data/useOperations';
import { ListSkeleton } from '../list/ListSkeleton';
import { ListFailure } from '../list/ListStates';
import { OperationCard } from './OperationCard';

export interface OutboxPaneProps {
  data: OperationsData;
  accounts: AccountView[];
  onMenu?: () => void;
}

/**
 * Messages waiting to be sent and operations the server refused, with the reason and what can be done about
 * it.
 */
export function OutboxPane({ data, accounts, onMenu }: OutboxPaneProps) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, overflow: 'hidden', background: token.colorBgContainer }}>
      <Flex align="center" gap="small" style={{ padding: token.paddingSM, minHeight: 64 }}>
        {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('Folders')} onClick={onMenu} />}
        <Typography.Title level={5} style={{ margin: 0, paddingInlineStart: token.paddingXS }}>
          {t('Outbox')}
        </Typography.Title>
      </Flex>
      <Content data={data} accounts={accounts} />
    </Flex>
  );
}

function Content({ data, accounts }: OutboxPaneProps) {
  const t = useT();
  const { token } = theme.useToken();
  if (data.loading) return <ListSkeleton />;
  if (data.failure && data.operations.length === 0) {
    return <ListFailure failure={data.failure} onRetry={() => void data.reload()} />;
  }
  if (data.operations.length === 0) {
    return (
      <Flex vertical align="center" justify="center" gap="middle" style={{ flex: 1, paddingBottom: '15vh' }}>
        <SendOutlined style={{ fontSize: 40, color: token.colorTextQuaternary }} />
        <SecondaryText>{t('Everything is sent')}</SecondaryText>
      </Flex>
    );
  }
  return (
    <Flex
      vertical
      gap="middle"
      style={{ padding: `0 ${token.padding}px ${token.padding}px`, overflow: 'auto', maxWidth: 860 }}
      data-testid="mail-outbox-list"
    >
      {data.operations.map((operation) => (
        <OperationCard
          key={operation.id}
          operation={operation}
          account={accounts.find(({ id }) => String(id) === String(operation.accountId))}
          onChanged={() => void data.reload()}
        />
      ))}
    </Flex>
  );
}
