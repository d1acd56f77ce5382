import { ClockCircleOutlined, EditOutlined } from '@ant-design/icons';
import { useFlowContext } from '@nocobase/flow-engine';
import { css } from '@emotion/css';
import { Button, Skeleton, theme, type MenuProps } from 'antd';
import type { AccountView, FolderView, Id } from '../../../common';
import { useT } from '../../locale';
import { ConnectButtons } from '../connect/ConnectButton';
import { readyProviders, useProviders } from '../connect/useProviders';
import { OUTBOX } from '../location';
import { SetAsideNotice } from '../set-aside/SetAsideNotice';
import { useSetAsideCounts } from '../set-aside/useSetAsideCounts';
import { withShared } from '../accounts/with-shared';
import { AccountHeader } from './AccountHeader';
import { AccountProgress } from './AccountProgress';
import { FolderItem } from './FolderItem';
import { folderTree, type FolderNode } from './folder-tree';
import { folderName, ROLE_ICONS } from './roles';
import { useFolderActions } from './useFolderActions';

export interface FolderPaneProps {
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  active: string | null;
  /** Sends that wait, and how many of them need a decision. */
  outbox: { waiting: number; troubled: number };
  onOpen(folder: Id): void;
  onCompose(): void;
  onChanged(): void;
  /** Moves the dragged mails; absent while nothing is dragged to here. */
  onDropMails(folder: FolderView): void;
}

/** Accounts with their folders, the outbox, and the button that starts a mail. */
export function FolderPane(props: FolderPaneProps) {
  const { accounts, folders, active, outbox } = props;
  const t = useT();
  const { token } = theme.useToken();
  const providers = readyProviders(useProviders());
  const actions = useFolderActions(props.onChanged);
  const setAside = useSetAsideCounts();
  const className = css`
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden auto;
    padding: ${token.paddingSM}px;
    gap: ${token.margin}px;
    & > * {
      flex: none;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `;
  return (
    <nav className={className} aria-label={t('Folders')}>
      <Button
        type="primary"
        size="large"
        icon={<EditOutlined />}
        onClick={props.onCompose}
        block
        data-testid="mail-compose"
      >
        {t('New mail')}
      </Button>
      {(outbox.waiting > 0 || active === OUTBOX) && (
        <ul>
          <FolderItem
            icon={ClockCircleOutlined}
            name={t('Outbox')}
            count={outbox.waiting}
            countLabel={t('{{count}} waiting', { count: outbox.waiting })}
            danger={outbox.troubled > 0}
            active={active === OUTBOX}
            onOpen={() => props.onOpen(OUTBOX)}
            testId="mail-outbox"
          />
        </ul>
      )}
      {withShared(accounts).map((account) => (
        <section key={account.id} aria-label={account.address}>
          <AccountHeader
            account={account}
            accounts={accounts}
            onGone={props.onChanged}
            onNewFolder={() => actions.createIn(account)}
          />
          <AccountProgress account={account} onChanged={props.onChanged} />
          <SetAsideNotice
            account={account}
            count={setAside.get(String(account.id)) ?? 0}
            folders={folders.get(String(account.id)) ?? []}
          />
          <AccountFolders
            {...props}
            list={folders.get(String(account.id))}
            menuOf={(folder, list) => actions.menuOf(folder, account, list)}
          />
        </section>
      ))}
      <ConnectButtons providers={providers} type="text" block />
      {actions.dialog}
    </nav>
  );
}

interface AccountFoldersProps extends FolderPaneProps {
  list: FolderView[] | undefined;
  menuOf(folder: FolderView, list: FolderView[]): MenuProps['items'];
}

function AccountFolders({ list, ...props }: AccountFoldersProps) {
  const { language } = useFlowContext().i18n;
  if (!list) return <Skeleton active title={false} paragraph={{ rows: 5 }} style={{ padding: 12 }} />;
  return (
    <ul>
      {folderTree(list, language).map((node) => (
        <FolderBranch key={node.folder.id} node={node} depth={0} list={list} {...props} />
      ))}
    </ul>
  );
}

interface FolderBranchProps extends AccountFoldersProps {
  list: FolderView[];
  node: FolderNode;
  depth: number;
}

function FolderBranch({ node, depth, ...props }: FolderBranchProps) {
  const t = useT();
  const { folder, children } = node;
  // In Drafts every mail is one's own: what matters is how many there are.
  const count = folder.role === 'drafts' ? folder.total : folder.role === 'trash' ? 0 : folder.unread;
  return (
    <FolderItem
      icon={ROLE_ICONS[folder.role]}
      name={folderName(folder, t)}
      depth={depth}
      count={count}
      countLabel={
        folder.role === 'drafts' ? t('{{count}} drafts', { count }) : t('{{count}} unread', { count })
      }
      active={props.active === String(folder.id)}
      disabled={!folder.selectable || folder.leftOut}
      onOpen={() => props.onOpen(folder.id)}
      onDropMails={folder.selectable ? () => props.onDropMails(folder) : undefined}
      menu={props.menuOf(folder, props.list)}
      testId={`mail-folder-${folder.role}`}
    >
      {children.length > 0 &&
        children.map((child) => (
          <FolderBranch key={child.folder.id} node={child} depth={depth + 1} {...props} />
        ))}
    </FolderItem>
  );
}
