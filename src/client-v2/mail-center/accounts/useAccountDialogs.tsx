import { IdcardOutlined, UsergroupAddOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import type { AccountView } from '../../../common';
import { useT } from '../../locale';
import { IdentitiesDialog } from './IdentitiesDialog';
import { SharedMailboxDialog } from './SharedMailboxDialog';

interface AccountDialogs {
  /** Lines of the account's menu. */
  items: Array<{ key: string; icon: ReactNode; label: string; onClick(): void }>;
  dialogs: ReactNode;
}

/** What can be added to an account: shared mailboxes that its sign-in opens, and identities to write as. */
export function useAccountDialogs(account: AccountView, onChanged: () => void): AccountDialogs {
  const t = useT();
  const [open, setOpen] = useState<'identities' | 'shared' | null>(null);
  const close = () => setOpen(null);
  const identities = {
    key: 'identities',
    icon: <IdcardOutlined />,
    label: t('Identities and signatures…'),
    onClick: () => setOpen('identities'),
  };
  const shared = {
    key: 'shared',
    icon: <UsergroupAddOutlined />,
    label: t('Add a shared mailbox…'),
    onClick: () => setOpen('shared'),
  };
  return {
    // One that is shared itself opens no other.
    items: account.parentId == null ? [identities, shared] : [identities],
    dialogs: (
      <>
        {open === 'identities' && <IdentitiesDialog account={account} onClose={close} />}
        {open === 'shared' && <SharedMailboxDialog account={account} onClose={close} onAdded={onChanged} />}
      </>
    ),
  };
}
