import {
  ApartmentOutlined,
  FilterOutlined,
  IdcardOutlined,
  SnippetsOutlined,
  TeamOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import type { AccountView } from '../../../common';
import { GroupsDialog, TemplatesDialog } from '../../components';
import { useT } from '../../locale';
import { IdentitiesDialog } from './IdentitiesDialog';
import { SyncOptionsDialog } from '../sync-options/SyncOptionsDialog';
import { SharedMailboxDialog } from './SharedMailboxDialog';
import { WorkflowsDialog } from './WorkflowsDialog';

type Dialog = 'identities' | 'shared' | 'sync' | 'templates' | 'groups' | 'workflows';

interface AccountDialogs {
  /** Items of the account's menu. */
  items: Array<{ key: string; icon: ReactNode; label: string; onClick(): void }>;
  dialogs: ReactNode;
}

/**
 * The dialogs for an account's folders and period, its identities, the workflows that may use it, the user's templates
 * and groups, and the shared mailboxes its sign-in opens.
 */
export function useAccountDialogs(account: AccountView, onChanged: () => void): AccountDialogs {
  const t = useT();
  const [open, setOpen] = useState<Dialog | null>(null);
  const close = () => setOpen(null);
  const sync = {
    key: 'sync-options',
    icon: <FilterOutlined />,
    label: t('Folders and period…'),
    onClick: () => setOpen('sync'),
  };
  const identities = {
    key: 'identities',
    icon: <IdcardOutlined />,
    label: t('Identities and signatures…'),
    onClick: () => setOpen('identities'),
  };
  const templates = {
    key: 'templates',
    icon: <SnippetsOutlined />,
    label: t('Templates…'),
    onClick: () => setOpen('templates'),
  };
  const groups = {
    key: 'groups',
    icon: <TeamOutlined />,
    label: t('Groups…'),
    onClick: () => setOpen('groups'),
  };
  const workflows = {
    key: 'workflows',
    icon: <ApartmentOutlined />,
    label: t('Workflows…'),
    onClick: () => setOpen('workflows'),
  };
  const own = [sync, identities, templates, groups, workflows];
  const shared = {
    key: 'shared',
    icon: <UsergroupAddOutlined />,
    label: t('Add a shared mailbox…'),
    onClick: () => setOpen('shared'),
  };
  return {
    // A shared mailbox can't open others.
    items: account.parentId == null ? [...own, shared] : own,
    dialogs: (
      <>
        {open === 'identities' && <IdentitiesDialog account={account} onClose={close} />}
        {open === 'templates' && <TemplatesDialog onClose={close} />}
        {open === 'groups' && <GroupsDialog onClose={close} />}
        {open === 'workflows' && <WorkflowsDialog account={account} onClose={close} />}
        {open === 'sync' && <SyncOptionsDialog account={account} onClose={close} onSaved={onChanged} />}
        {open === 'shared' && <SharedMailboxDialog account={account} onClose={close} onAdded={onChanged} />}
      </>
    ),
  };
}
