import {
  DisconnectOutlined,
  FolderAddOutlined,
  LoginOutlined,
  MoreOutlined,
  SyncOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Button, Dropdown, Flex, theme, Tooltip, Typography } from 'antd';
import type { AccountView } from '../../../common';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { accountColour } from '../accounts/account-colour';
import { SharedMark } from '../accounts/SharedMark';
import { useAccountDialogs } from '../accounts/useAccountDialogs';
import { useConnect } from '../connect/useConnect';
import { needsAttention } from './account-state';
import { useStateText } from './useStateText';
import { useSync } from './useSync';
import { useDisconnect } from './useDisconnect';

export interface AccountHeaderProps {
  account: AccountView;
  accounts: AccountView[];
  onGone(): void;
  onNewFolder(): void;
}

/** Names the account whose folders follow, with a menu of its actions. */
export function AccountHeader({ account, accounts, onGone, onNewFolder }: AccountHeaderProps) {
  const t = useT();
  const stateText = useStateText(accounts);
  const format = useDateFormat();
  const { token } = theme.useToken();
  const { connect } = useConnect();
  const disconnect = useDisconnect(onGone, accounts);
  const { items: more, dialogs } = useAccountDialogs(account, onGone);

  const sync = useSync();
  const items = [
    {
      key: 'sync',
      icon: <SyncOutlined />,
      label: t('Sync now'),
      disabled: account.state === 'paused',
      onClick: () => void sync(account),
    },
    {
      key: 'reconnect',
      icon: <LoginOutlined />,
      label: t('Sign in again'),
      onClick: () => connect(account.provider, account.parentId ?? account.id),
    },
    { key: 'folder', icon: <FolderAddOutlined />, label: t('New folder…'), onClick: onNewFolder },
    { type: 'divider' as const },
    ...more,
    { type: 'divider' as const },
    {
      key: 'disconnect',
      icon: <DisconnectOutlined />,
      label: t('Disconnect…'),
      danger: true,
      onClick: () => disconnect(account),
    },
  ];
  const colour = accountColour(accounts, account.id, token);
  const last = account.lastSyncAt && t('Last synced {{time}}', { time: format.full(account.lastSyncAt) });
  return (
    <Flex align="center" gap={token.marginXXS} style={{ padding: `0 ${token.paddingXXS}px 0 20px` }}>
      {colour && (
        <span
          aria-hidden
          style={{ flex: 'none', width: 8, height: 8, borderRadius: '50%', background: colour }}
          data-testid="mail-account-colour"
        />
      )}
      {account.parentId != null && <SharedMark account={account} accounts={accounts} />}
      <Tooltip title={last || undefined} placement="right">
        <Typography.Text
          strong
          ellipsis
          style={{ flex: 1, fontSize: token.fontSizeSM, color: token.colorTextSecondary }}
        >
          {account.address}
        </Typography.Text>
      </Tooltip>
      {needsAttention(account) && (
        <Tooltip title={stateText(account)}>
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
      {dialogs}
    </Flex>
  );
}
