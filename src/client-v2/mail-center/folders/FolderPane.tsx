import {
  BellOutlined,
  ClockCircleOutlined,
  EditOutlined,
  FieldTimeOutlined,
  FlagOutlined,
  InboxOutlined,
  MailOutlined,
  NotificationOutlined,
  StarFilled,
  StarOutlined,
} from '@ant-design/icons';
import { useLanguage } from '../../components/shared/useLanguage';
import { css } from '@emotion/css';
import { Button, Skeleton, theme, type MenuProps } from 'antd';
import type { AccountView, FolderView, Id, LabelView } from '../../../common';
import { useReason, useT } from '../../locale';
import { ConnectButtons } from '../connect/ConnectButton';
import { readyProviders, useProviders } from '../connect/useProviders';
import { SNOOZED, viewFolder, VIEWS } from '../data/views';
import { LabelSection } from '../labels/LabelSection';
import { BULK, FOLLOW_UP, OUTBOX } from '../location';
import { SetAsideNotice } from '../set-aside/SetAsideNotice';
import { useSetAsideCounts } from '../set-aside/useSetAsideCounts';
import { withShared } from '../accounts/with-shared';
import { AccountHeader } from './AccountHeader';
import { AccountProgress } from './AccountProgress';
import { AsideItem } from './AsideItem';
import { countOf } from './count-of';
import { Favourites } from './Favourites';
import { FolderItem } from './FolderItem';
import { FolderTree } from './FolderTree';
import { folderTree, type FolderNode } from './folder-tree';
import { folderName, ROLE_ICONS } from './roles';
import { useFavourites } from './useFavourites';
import { useFolderActions } from './useFolderActions';

const VIEW_ICONS = {
  'all-inboxes': InboxOutlined,
  'all-unread': MailOutlined,
  'all-flagged': FlagOutlined,
};

export interface FolderPaneProps {
  accounts: AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  active: string | null;
  /** Number of waiting sends, and how many of them need a decision. */
  outbox: { waiting: number; troubled: number };
  /** Number of messages to follow up, and how many of them are due. */
  followUps: { all: number; due: number };
  /** Number of bulk emails that are being sent or paused, and how many of them have a problem. */
  bulk: { unfinished: number; troubled: number };
  onOpen(folder: Id): void;
  onCompose(): void;
  onChanged(): void;
  /** Moves the dragged messages to a folder. */
  onDropMails(folder: FolderView): void;
  /** Adds a label to the dragged messages. */
  onDropOnLabel(label: LabelView): void;
}

/** The accounts with their folders, the outbox, and the button for a new message. */
export function FolderPane(props: FolderPaneProps) {
  const { accounts, folders, active, outbox, followUps, bulk } = props;
  const aside = { active, onOpen: props.onOpen };
  const t = useT();
  const { token } = theme.useToken();
  const providers = readyProviders(useProviders());
  const actions = useFolderActions(props.onChanged);
  const setAside = useSetAsideCounts();
  const favourites = useFavourites();
  const all = [...folders.values()].flat();
  const menuOf = (folder: FolderView, account: AccountView, list: FolderView[]): MenuProps['items'] => {
    const isFavourite = favourites.ids.includes(String(folder.id));
    if (!folder.selectable) return actions.menuOf(folder, account, list);
    return [
      {
        key: 'favourite',
        icon: isFavourite ? <StarFilled /> : <StarOutlined />,
        label: isFavourite ? t('Remove from favorites') : t('Add to favorites'),
        onClick: () => favourites.toggle(folder.id),
      },
      ...(actions.menuOf(folder, account, list) ?? []),
    ];
  };
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
        <AsideItem
          id={OUTBOX}
          icon={ClockCircleOutlined}
          name={t('Outbox')}
          count={outbox.waiting}
          countLabel={t('{{count}} waiting', { count: outbox.waiting })}
          danger={outbox.troubled > 0}
          {...aside}
          testId="mail-outbox"
        />
      )}
      {(followUps.all > 0 || active === FOLLOW_UP) && (
        <AsideItem
          id={FOLLOW_UP}
          icon={BellOutlined}
          name={t('Follow up')}
          count={followUps.due}
          countLabel={t('{{count}} due', { count: followUps.due })}
          {...aside}
          testId="mail-follow-up"
        />
      )}
      <AsideItem
        id={SNOOZED}
        icon={FieldTimeOutlined}
        name={t('Snoozed')}
        count={0}
        countLabel=""
        {...aside}
        testId="mail-snoozed-list"
      />
      <AsideItem
        id={BULK}
        icon={NotificationOutlined}
        name={t('Bulk email')}
        count={bulk.unfinished}
        countLabel={t('{{count}} not finished', { count: bulk.unfinished })}
        danger={bulk.troubled > 0}
        {...aside}
        testId="mail-bulk"
      />
      {accounts.length > 1 && (
        <FolderTree
          label={t('All mailboxes')}
          ids={VIEWS}
          active={VIEWS.find((view) => view === active) ?? null}
        >
          {VIEWS.map((view) => {
            const { name, unread } = viewFolder(view, all, t);
            return (
              <FolderItem
                key={view}
                id={view}
                icon={VIEW_ICONS[view]}
                name={name}
                count={unread}
                countLabel={t('{{count}} unread', { count: unread })}
                active={active === view}
                onOpen={() => props.onOpen(view)}
                testId={`mail-view-${view}`}
              />
            );
          })}
        </FolderTree>
      )}
      <Favourites {...props} ids={favourites.ids} menuOf={menuOf} />
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
            address={account.address}
            list={folders.get(String(account.id))}
            menuOf={(folder, list) => menuOf(folder, account, list)}
          />
        </section>
      ))}
      <LabelSection active={active} onOpen={props.onOpen} onDropMails={props.onDropOnLabel} />
      <ConnectButtons providers={providers} type="text" block />
      {actions.dialog}
    </nav>
  );
}

interface AccountFoldersProps extends FolderPaneProps {
  address: string;
  list: FolderView[] | undefined;
  menuOf(folder: FolderView, list: FolderView[]): MenuProps['items'];
}

function AccountFolders({ list, ...props }: AccountFoldersProps) {
  const language = useLanguage();
  if (!list) return <Skeleton active title={false} paragraph={{ rows: 5 }} style={{ padding: 12 }} />;
  const nodes = folderTree(list, language);
  return (
    <FolderTree
      label={props.address}
      ids={nodes.map(({ folder }) => String(folder.id))}
      active={list.some(({ id }) => String(id) === props.active) ? props.active : null}
    >
      {nodes.map((node) => (
        <FolderBranch key={node.folder.id} node={node} depth={0} list={list} {...props} />
      ))}
    </FolderTree>
  );
}

interface FolderBranchProps extends AccountFoldersProps {
  list: FolderView[];
  node: FolderNode;
  depth: number;
}

function FolderBranch({ node, depth, ...props }: FolderBranchProps) {
  const t = useT();
  const reason = useReason();
  const { folder, children } = node;
  return (
    <FolderItem
      id={String(folder.id)}
      icon={ROLE_ICONS[folder.role]}
      name={folderName(folder, t)}
      depth={depth}
      {...countOf(folder, t)}
      active={props.active === String(folder.id)}
      disabled={!folder.selectable || folder.leftOut}
      warning={folder.problem ? reason(folder.problem) : undefined}
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
