import { Card, Checkbox, Flex, Spin, theme } from 'antd';
import { formatSize } from '../../components/attachments/format-size';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useT } from '../../locale';
import { AccountMenu } from './AccountMenu';
import { AddressCell, NodeCell, type AccountsProps } from './AccountsTable';
import { StateCell } from './StateCell';
import { TimeAgo } from './TimeAgo';

/** All accounts as cards, where a table would have to be scrolled sideways. */
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
                <SecondaryText>
                  {figures.join(' · ')}
                  {account.lastSyncAt && (
                    <>
                      {` · ${t('Last sync')}: `}
                      <TimeAgo iso={account.lastSyncAt} />
                    </>
                  )}
                </SecondaryText>
                {account.node && <NodeCell account={account} />}
              </Flex>
            </Card>
          );
        })}
      </Flex>
    </Spin>
  );
}
