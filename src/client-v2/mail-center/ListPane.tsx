import { Flex, theme, type InputRef } from 'antd';
import { useMemo, useRef, useState, type RefObject } from 'react';
import { namesFolder, parseQuery } from '../../common';
import type { MessageRow } from '../api';
import { useT } from '../locale';
import { accountColour } from './accounts/account-colour';
import { EVERYTHING, isNarrowed, isSearch } from './data/query';
import { SNOOZED } from './data/views';
import { historyProgress } from './folders/account-state';
import { UnfiledDrafts } from './drafts/UnfiledDrafts';
import { folderName } from './folders/roles';
import { BulkBar, type Total } from './list/BulkBar';
import { EverythingBar } from './list/EverythingBar';
import { FilterChips } from './list/FilterChips';
import { LIST_PANE } from './keyboard/keys';
import { ListAnnouncer } from './list/ListAnnouncer';
import { ListHead } from './list/ListHead';
import { ListSkeleton } from './list/ListSkeleton';
import { ListEmpty, ListFailure } from './list/ListStates';
import { SearchBox } from './list/SearchBox';
import { SearchHints } from './list/SearchHints';
import { useSync } from './folders/useSync';
import { openComposer, useMessageWindow, useOfferUndo } from '../components';
import { useLabels } from '../components/labels/LabelsProvider';
import { focusedRow } from './list/focused-row';
import { isOutgoing, sortsOf } from './list/sorts';
import { MessageList, type MessageListProps } from './list/MessageList';
import type { RowHandlers } from './list/MessageRowItem';
import { useRowMenu } from './list/useRowMenu';
import type { ViewMenuProps } from './list/ViewMenu';
import { NotificationsDialog } from './notifications/NotificationsDialog';
import type { MailCenterState } from './useMailCenter';

export interface ListPaneProps {
  state: MailCenterState;
  onMenu?: () => void;
  /** Whether a new message can be begun here, as where the folders and their button are hidden. */
  withCompose?: boolean;
  searchRef: RefObject<InputRef>;
  /** Whether the list fills a narrow page, where it's used by touch. */
  narrow: boolean;
  /** Where messages are read; undefined if there is no choice. */
  reading: ViewMenuProps['reading'];
}

/** The open folder's messages below their head, or below the bar for selected ones. */
export function ListPane({
  state,
  onMenu,
  withCompose = onMenu !== undefined,
  searchRef,
  narrow,
  reading,
}: ListPaneProps) {
  const { folder, account, rows, selection, query } = state;
  const t = useT();
  const { token } = theme.useToken();
  const sync = useSync();
  const checkForMail = () => Promise.all((state.view ? state.accounts : account ? [account] : []).map(sync));
  const [notifying, setNotifying] = useState(false);
  const allSelected = rows.length > 0 && selection.rows.length === rows.length;
  const searchable = useMemo(
    () => (state.view ? [...state.folders.values()].flat() : (state.folders.get(String(account?.id)) ?? [])),
    [state.view, state.folders, account?.id],
  );
  const title = folder ? folderName(folder, t) : t('Mail');
  return (
    <Flex
      vertical
      className={LIST_PANE}
      style={{ height: '100%', minWidth: 0, background: token.colorBgContainer }}
      data-testid="mail-list-pane"
    >
      <Flex
        vertical
        gap={token.marginXXS}
        style={{ padding: `${token.paddingSM}px ${token.paddingSM}px ${token.paddingXS}px` }}
      >
        {selection.rows.length > 0 ? (
          <BulkBar
            rows={selection.rows}
            allSelected={allSelected}
            total={totalOf(state)}
            everything={state.everything.chosen}
            folders={state.folders.get(String(selection.rows[0]?.accountId)) ?? []}
            folder={folder ? String(folder.id) : null}
            onAll={selection.all}
            onClear={selection.clear}
            onFlag={(flags) => state.flag(selection.rows, flags)}
            onMove={(target) => state.move(selection.rows, target)}
            onLabel={() => state.labelling.ask(selection.rows)}
            onSnooze={state.snooze.can(selection.rows) ? () => state.snooze.ask(selection.rows) : undefined}
            onLink={() => state.linking.ask(selection.rows)}
            role={folder?.role}
            onFile={(as) => state.file(selection.rows, as)}
            onRemove={() => state.remove(selection.rows)}
          />
        ) : (
          <ListHead
            title={title}
            unread={folder?.unread ?? 0}
            onSync={() => void checkForMail()}
            onMenu={onMenu}
            view={{
              grouped: state.grouped,
              onGrouped: state.setGrouped,
              sort: query.sort,
              sorts: sortsOf(folder?.role),
              onSort: (sort) => state.setQuery({ ...query, sort }),
              reading,
              onNotifications: () => setNotifying(true),
            }}
            onCompose={withCompose ? () => openComposer({ accountId: account?.id }) : undefined}
          />
        )}
        {(state.everything.chosen || (allSelected && state.list.hasMore)) && (
          <EverythingBar listed={rows.length} everything={state.everything} onClear={selection.clear} />
        )}
        <SearchBox
          // Text typed for one folder must not be searched in the next.
          key={String(folder?.id)}
          value={query.search}
          placeholder={query.everywhere ? t('Search in all folders') : t('Search this folder')}
          folders={searchable}
          onChange={(search) => state.setQuery({ ...query, search })}
          inputRef={searchRef}
        />
        <FilterChips
          query={query}
          address={state.view ? undefined : account?.address}
          onQuery={state.setQuery}
        />
        <SearchHints
          query={query}
          unknownFolders={state.list.unknownFolders}
          unknownLabels={state.list.unknownLabels}
          onQuery={state.setQuery}
        />
      </Flex>
      {folder?.role === 'drafts' && !isNarrowed(query) && <UnfiledDrafts accountId={folder.accountId} />}
      <ListContent state={state} onPull={narrow ? checkForMail : undefined} />
      {notifying && (
        <NotificationsDialog
          accounts={state.accounts}
          folders={state.folders}
          onClose={() => setNotifying(false)}
        />
      )}
      <ListAnnouncer list={state.list} query={query} />
    </Flex>
  );
}

/** Number of messages in the list including those not loaded yet, as far as known; null if all are loaded. */
function totalOf({ list, rows, query, folder, view }: MailCenterState): Total | null {
  if (!list.hasMore) return null;
  // A folder counts its messages, but nobody has counted the matches of a search or the conversations.
  const counted = folder && !view && !isNarrowed(query) && !rows.some(({ conversation }) => conversation);
  return counted
    ? { count: Math.max(folder.total, rows.length), exact: true }
    : { count: rows.length, exact: false };
}

function ListContent({ state, onPull }: { state: MailCenterState } & Pick<MessageListProps, 'onPull'>) {
  const { list, rows, folder, account, query } = state;
  const handlers = useStableHandlers(state);
  const t = useT();
  const { token } = theme.useToken();
  const several = query.everywhere || namesFolder(parseQuery(query.search));
  const folders = useMemo(
    () => new Map([...state.folders.values()].flat().map((each) => [String(each.id), each])),
    [state.folders],
  );
  // In a list over all inboxes, it matters most which account a message belongs to.
  const nameOf = (row: MessageRow) => {
    if (state.view && !state.label && (state.view !== SNOOZED || state.accounts.length > 1))
      return state.accounts.find(({ id }) => String(id) === String(row.accountId))?.address;
    const place = folders.get(String(row.folderId));
    return place && folderName(place, t);
  };
  // Each message's own folder counts, because a list over all folders contains every kind.
  const roleOf = (row: MessageRow) => folders.get(String(row.folderId))?.role;
  const own = useMemo(() => state.accounts.map(({ address }) => address), [state.accounts]);
  const { menu, openMenu } = useRowMenu(state, roleOf);
  const labels = useLabels();
  // A label that is still looked up has no list yet.
  const isLookedUp = state.view && !folder;
  if (isLookedUp && labels.failure !== undefined)
    return <ListFailure failure={labels.failure} onRetry={() => void labels.reload()} />;
  if (isLookedUp || (folder && list.loading)) return <ListSkeleton />;
  if (list.failure && rows.length === 0)
    return <ListFailure failure={list.failure} onRetry={() => void list.reload()} />;
  if (rows.length === 0) {
    // Where the search looked. Anyone who names folders in the query already knows.
    const searched = isSearch(query) && !namesFolder(parseQuery(query.search));
    const place = query.everywhere || !folder ? null : folderName(folder, t);
    return (
      <ListEmpty
        filtered={isNarrowed(query)}
        search={searched ? { text: query.search.trim(), folder: place } : undefined}
        onEverywhere={() => state.setQuery({ ...query, everywhere: true })}
        of={state.label ? 'label' : state.view === SNOOZED ? 'snoozed' : undefined}
        syncing={account !== undefined && historyProgress(account) !== null}
        onClear={() => state.setQuery({ ...EVERYTHING, sort: query.sort })}
      />
    );
  }
  return (
    <>
      <MessageList
        key={`${folder?.id} ${query.sort}`}
        rows={rows}
        sort={query.sort}
        isOutgoing={(row) => isOutgoing(roleOf(row))}
        canArchive={(row) => roleOf(row) !== 'archive'}
        canSnooze={(row) => state.snooze.can([row])}
        returning={state.view === SNOOZED && query.sort === EVERYTHING.sort}
        own={own}
        active={state.openId}
        focused={focusedRow(state)}
        selection={state.selection.ids}
        folderOf={several || state.view ? nameOf : undefined}
        colourOf={(row) => (state.view ? accountColour(state.accounts, row.accountId, token) : undefined)}
        handlers={handlers}
        hasMore={list.hasMore}
        loadingMore={list.loadingMore}
        failed={list.failure !== undefined}
        onMore={list.loadMore}
        onPull={onPull}
        onMenu={openMenu}
      />
      {menu}
    </>
  );
}

/** Handlers that never change, so that a row renders again only if something in it changed. */
function useStableHandlers(state: MailCenterState): RowHandlers {
  const openWindow = useMessageWindow();
  const offerUndo = useOfferUndo();
  const t = useT();
  const latest = useRef(state);
  latest.current = state;
  return useMemo(
    () => ({
      open: (row) => latest.current.open(row),
      openWindow: (row) => (latest.current.isDraft(row) ? latest.current.open(row) : openWindow(row.id)),
      select: (row) => {
        latest.current.setCursor(String(row.id));
        latest.current.selection.toggle(row);
      },
      selectTo: (row) => {
        latest.current.selection.extend(focusedRow(latest.current), row);
        latest.current.setCursor(String(row.id));
      },
      read: (row) => latest.current.flag([row], { seen: !row.seen }),
      archive: (row) => latest.current.file([row], 'archive'),
      snooze: (row) => latest.current.snooze.ask([row]),
      remove: (row) => latest.current.remove([row]),
      flag: (row) => latest.current.flag([row], { flagged: !row.flagged }),
      dragStart: (row) => latest.current.dragStart(row),
      swipeRead: (row) => {
        const seen = !row.seen;
        latest.current.flag([row], { seen });
        offerUndo(seen ? t('Marked as read') : t('Marked as unread'), () => {
          latest.current.flag([{ ...row, seen }], { seen: !seen });
          return Promise.resolve();
        });
      },
    }),
    [openWindow, offerUndo, t],
  );
}
