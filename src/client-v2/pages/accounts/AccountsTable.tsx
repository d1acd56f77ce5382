import { Flex, Progress, Table, Tag, theme, Typography, type TableProps } from 'antd';
import { cloneElement, isValidElement, type ReactNode } from 'react';
import type { AccountOverview, Id } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { formatSize } from '../../components/attachments/format-size';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
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

/** All accounts in a table, where there is room for their figures side by side. */
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
      rowSelection={{
        selectedRowKeys: selected,
        onChange: (keys) => onSelect(keys as Id[]),
        // antd's own box for all of them has no name.
        columnTitle: (box) => labelled(box, t('Select all')),
        renderCell: (_checked, { address }, _index, box) =>
          labelled(box, t('Select {{address}}', { address })),
      }}
      tableLayout="fixed"
      data-testid="mail-admin-table"
    />
  );
}

const labelled = (box: ReactNode, label: string): ReactNode =>
  isValidElement<{ 'aria-label'?: string }>(box) ? cloneElement(box, { 'aria-label': label }) : box;

export interface AddressCellProps {
  account: AccountOverview;
  /** Lets an address wrap onto several lines where there is little room. */
  wrap?: boolean;
  onEvents(account: AccountOverview): void;
}

/** An account's address and owner. Clicking it opens the account's events. */
export function AddressCell({ account, wrap = false, onEvents }: AddressCellProps) {
  const t = useT();
  const { token } = theme.useToken();
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
          style={{ overflowWrap: 'anywhere', color: token['blue-7'] }}
        >
          {account.address}
        </Typography.Link>
        {account.parentId !== null && <Tag style={{ marginInlineEnd: 0 }}>{t('Shared')}</Tag>}
      </Flex>
      <SecondaryText ellipsis={!wrap}>{account.owner.name}</SecondaryText>
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
      <SecondaryText>{t('{{count}} folders', { count: number.format(account.folders) })}</SecondaryText>
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

/** The node that serves an account, and the number of its connections. */
export function NodeCell({ account: { node, connections } }: { account: AccountOverview }) {
  const t = useT();
  if (!node) return '–';
  return (
    <Flex vertical style={{ minWidth: 0 }}>
      <Typography.Text ellipsis title={node}>
        {node}
      </Typography.Text>
      {connections !== null && (
        <SecondaryText>
          {connections === 1 ? t('1 connection') : t('{{count}} connections', { count: connections })}
        </SecondaryText>
      )}
    </Flex>
  );
}
