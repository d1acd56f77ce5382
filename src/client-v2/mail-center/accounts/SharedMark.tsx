import { TeamOutlined } from '@ant-design/icons';
import { theme, Tooltip } from 'antd';
import type { AccountView } from '../../../common';
import { useT } from '../../locale';
import { signerOf } from '../../reason-values';

/** Marks a shared mailbox and names the account whose sign-in opens it. */
export function SharedMark({ account, accounts }: { account: AccountView; accounts: AccountView[] }) {
  const t = useT();
  const { token } = theme.useToken();
  const label = t('Shared mailbox, opened with {{address}}', { address: signerOf(account, accounts) });
  return (
    <Tooltip title={label}>
      <TeamOutlined
        role="img"
        aria-label={label}
        tabIndex={0}
        style={{ color: token.colorTextSecondary }}
        data-testid="mail-shared-mark"
      />
    </Tooltip>
  );
}
