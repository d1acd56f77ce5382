import { Flex, Progress, Table, Tag, Typography, type TableProps } from 'antd';
import type { AccountOverview, Id } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { formatSize } from '../../components/format-size';
import { useLanguage } from '../../components/useLanguage';
import { useT } from '../../locale';
import { AccountMenu } from './AccountMenu';
import { loadedPercent } from './overview';
import { StateCell } from './StateCell';
import { TimeAgo } from './TimeAgo';

export interface AccountsProps {
  rows: AccountOverview[];
  loading: boolean;
  selected: Id[];
  onSelect(ids: Id[]): void;
  onAct(action: AccountAction, account: AccountOverview): void;
  onEvents(account: AccountOverview): void;
}

/** All accounts where there is room for their figures side by side. */
export function AccountsTable({ rows, loading, selected, onSelect, onAct, onEvents }: AccountsProps) {
  const t = useT();
  const language = useLanguage();
  const columns: TableProps<AccountOverview>['columns'] = [
    {
      title: t('Mailbox'),
      key: 'address',
      width: 220,
      render: (_, account) => <AddressCell account={account} onEvents={onEvents} />,
    },
    {
      title: t('State'),
      key: 'state',
      width: 250,
      render: (_, account) => <StateCell account={account} accounts={rows} />,
    },
    {
      title: t('Last sync'),
      key: 'lastSyncAt',
      width: 150,
      render: (_, { lastSyncAt }) => (lastSyncAt ? <TimeAgo iso={lastSyncAt} /> : '–'),
    },
    {
      title: t('Mails'),
      key: 'messages',
      align: 'end',
      width: 130,
      render: (_, account) => <MessageCount account={account} />,
    },
    {
      title: t('Storage'),
      dataIndex: 'storage',
      align: 'end',
      width: 100,
      render: (octets: number) => formatSize(octets, language),
    },
    {
      title: t('Served by'),
      key: 'node',
      width: 150,
      render: (_, account) => <NodeCell account={account} />,
    },
    {
      key: 'menu',
      width: 56,
      fixed: 'right',
      render: (_, account) => (
        <AccountMenu
          account={account}
          onAct={(action) => onAct(action, account)}
          onEvents={() => onEvents(account)}
        />
      ),
    },
  ];
  return (
    <Table<AccountOverview>
      rowKey="id"
      columns={columns}
      dataSource={rows}
      loading={loading}
      pagination={false}
      scroll={{ x: 1100 }}
      rowSelection={{ selectedRowKeys: selected, onChange: (keys) => onSelect(keys as Id[]) }}
      tableLayout="fixed"
      data-testid="mail-admin-table"
    />
  );
}

export interface AddressCellProps {
  account: AccountOverview;
  /** Where there is little room, an address goes over several lines. */
  wrap?: boolean;
  onEvents(account: AccountOverview): void;
}

/** Address and owner; opens the events. */
export function AddressCell({ account, wrap = false, onEvents }: AddressCellProps) {
  const t = useT();
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Flex align="baseline" gap="0 8px" wrap={wrap} style={{ minWidth: 0 }}>
        <Typography.Link
          role="button"
          tabIndex={0}
          ellipsis={!wrap}
          onClick={() => onEvents(account)}
          onKeyDown={(event) => event.key === 'Enter' && onEvents(account)}
          title={account.address}
          style={{ overflowWrap: 'anywhere' }}
        >
          {account.address}
        </Typography.Link>
        {account.parentId !== null && <Tag style={{ marginInlineEnd: 0 }}>{t('Shared')}</Tag>}
      </Flex>
      <Typography.Text type="secondary" ellipsis={!wrap}>
        {account.owner.name}
      </Typography.Text>
    </Flex>
  );
}

function MessageCount({ account }: { account: AccountOverview }) {
  const t = useT();
  const number = new Intl.NumberFormat(useLanguage());
  const percent = loadedPercent(account);
  return (
    <div>
      <div>{number.format(account.messages)}</div>
      <Typography.Text type="secondary">
        {t('{{count}} folders', { count: number.format(account.folders) })}
      </Typography.Text>
      {percent !== null && (
        <Progress
          percent={percent}
          size={{ height: 4 }}
          showInfo={false}
          aria-label={t('Loading the mailbox')}
        />
      )}
    </div>
  );
}

/** Which node serves an account, over how many connections. */
export function NodeCell({ account: { node, connections } }: { account: AccountOverview }) {
  const t = useT();
  if (!node) return '–';
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Typography.Text ellipsis title={node}>
        {node}
      </Typography.Text>
      {connections !== null && (
        <Typography.Text type="secondary">
          {connections === 1 ? t('1 connection') : t('{{count}} connections', { count: connections })}
        </Typography.Text>
      )}
    </Flex>
  );
}
