import { Card, Checkbox, Flex, Spin, theme, Typography } from 'antd';
import { formatSize } from '../../components/format-size';
import { useLanguage } from '../../components/useLanguage';
import { useT } from '../../locale';
import { AccountMenu } from './AccountMenu';
import { AddressCell, NodeCell, type AccountsProps } from './AccountsTable';
import { StateCell } from './StateCell';
import { TimeAgo } from './TimeAgo';

/** All accounts where a table would have to be pushed from side to side. */
export function AccountCards({ rows, loading, selected, onSelect, onAct, onEvents }: AccountsProps) {
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const number = new Intl.NumberFormat(language);
  return (
    <Spin spinning={loading}>
      <Flex vertical gap="small">
        {rows.map((account) => {
          const isSelected = selected.includes(account.id);
          const figures = [
            t('{{count}} folders', { count: number.format(account.folders) }),
            t('{{count}} mails', { count: number.format(account.messages) }),
            formatSize(account.storage, language),
          ];
          return (
            <Card key={account.id} size="small" data-testid="mail-admin-card">
              <Flex vertical gap={token.marginXS}>
                <Flex gap="small" align="start">
                  <Checkbox
                    checked={isSelected}
                    onChange={() =>
                      onSelect(
                        isSelected ? selected.filter((id) => id !== account.id) : [...selected, account.id],
                      )
                    }
                    aria-label={t('Select {{address}}', { address: account.address })}
                  />
                  <div style={{ flex: 1, minWidth: 0 }}>
                    <AddressCell account={account} wrap onEvents={onEvents} />
                  </div>
                  <AccountMenu
                    account={account}
                    onAct={(action) => onAct(action, account)}
                    onEvents={() => onEvents(account)}
                  />
                </Flex>
                <StateCell account={account} accounts={rows} whole />
                <Typography.Text type="secondary">
                  {figures.join(' · ')}
                  {account.lastSyncAt && (
                    <>
                      {` · ${t('Last sync')}: `}
                      <TimeAgo iso={account.lastSyncAt} />
                    </>
                  )}
                </Typography.Text>
                {account.node && <NodeCell account={account} />}
              </Flex>
            </Card>
          );
        })}
      </Flex>
    </Spin>
  );
}
