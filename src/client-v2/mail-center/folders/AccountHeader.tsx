import {
  DisconnectOutlined,
  LoginOutlined,
  MoreOutlined,
  SyncOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Button, Dropdown, Flex, theme, Tooltip, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useReason, useT } from '../../locale';
import { useConnect } from '../connect/useConnect';
import { needsAttention } from './account-state';
import { useSync } from './useSync';
import { useDisconnect } from './useDisconnect';

/** Whose folders follow, and what can be done with the account. */
export function AccountHeader({ account, onGone }: { account: AccountView; onGone(): void }) {
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { token } = theme.useToken();
  const { connect } = useConnect();
  const disconnect = useDisconnect(onGone);

  const sync = useSync();
  const items = [
    { key: 'sync', icon: <SyncOutlined />, label: t('Sync now'), onClick: () => void sync(account) },
    {
      key: 'reconnect',
      icon: <LoginOutlined />,
      label: t('Sign in again'),
      onClick: () => connect(account.provider, account.id),
    },
    { type: 'divider' as const },
    {
      key: 'disconnect',
      icon: <DisconnectOutlined />,
      label: t('Disconnect…'),
      danger: true,
      onClick: () => disconnect(account),
    },
  ];
  const last = account.lastSyncAt && t('Last synced {{time}}', { time: format.full(account.lastSyncAt) });
  return (
    <Flex align="center" gap={token.marginXXS} style={{ padding: `0 ${token.paddingXXS}px 0 20px` }}>
      <Tooltip title={last || undefined} placement="right">
        <Typography.Text strong ellipsis style={{ flex: 1, fontSize: token.fontSizeSM }} type="secondary">
          {account.address}
        </Typography.Text>
      </Tooltip>
      {needsAttention(account) && (
        <Tooltip title={reason(account.reason)}>
          <WarningFilled style={{ color: token.colorWarning }} aria-label={t('Needs attention')} />
        </Tooltip>
      )}
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={t('Account {{address}}', { address: account.address })}
          data-testid="mail-account-menu"
        />
      </Dropdown>
    </Flex>
  );
}
