import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { AccountOverview } from '../../../common';
import type { AccountAction } from '../../admin-api';
import { useT } from '../../locale';
import { useActionLabels } from './action-labels';
import { applies } from './overview';

export interface AccountMenuProps {
  account: AccountOverview;
  onAct(action: AccountAction): void;
  onEvents(): void;
}

/** A menu of the actions on one account. */
export function AccountMenu({ account, onAct, onEvents }: AccountMenuProps) {
  const t = useT();
  const labels = useActionLabels();
  const items = [
    { key: 'events', label: t('Events'), onClick: onEvents },
    ...labels
      .filter(({ action }) => applies(action, account))
      .flatMap(({ action, label, icon, danger }) => [
        ...(danger ? [{ type: 'divider' as const }] : []),
        { key: action, icon, label, danger, onClick: () => onAct(action) },
      ]),
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        icon={<MoreOutlined />}
        aria-label={t('Account {{address}}', { address: account.address })}
        data-testid="mail-admin-menu"
      />
    </Dropdown>
  );
}
