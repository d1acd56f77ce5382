import { Flex, theme, type InputRef } from 'antd';
import { useMemo, useRef, type RefObject } from 'react';
import { namesFolder, parseQuery } from '../../common';
import type { MessageRow } from '../api';
import { useT } from '../locale';
import { EVERYTHING, isNarrowed, isSearch } from './data/query';
import { historyProgress } from './folders/account-state';
import { folderName } from './folders/roles';
import { BulkBar } from './list/BulkBar';
import { ListHead } from './list/ListHead';
import { ListEmpty, ListFailure, ListSkeleton } from './list/ListStates';
import { SearchBox } from './list/SearchBox';
import { SearchHints } from './list/SearchHints';
import { useSync } from './folders/useSync';
import { openComposer } from '../components';
import { MessageList } from './list/MessageList';
import type { RowHandlers } from './list/MessageRowItem';
import type { MailCenterState } from './useMailCenter';

export interface ListPaneProps {
  state: MailCenterState;
  onMenu?: () => void;
  searchRef: RefObject<InputRef>;
}

/** The mails of the open folder under their head, or the bar for the chosen ones. */
export function ListPane({ state, onMenu, searchRef }: ListPaneProps) {
  const { folder, account, rows, selection, query } = state;
  const t = useT();
  const { token } = theme.useToken();
  const sync = useSync();
  const title = folder ? folderName(folder, t) : t('Mail');
  return (
    <Flex
      vertical
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
            allSelected={selection.rows.length === rows.length}
            folders={state.folders.get(String(folder?.accountId)) ?? []}
            folder={folder ? String(folder.id) : null}
            onAll={selection.all}
            onClear={selection.clear}
            onFlag={(flags) => state.flag(selection.rows, flags)}
            onMove={(target) => state.move(selection.rows, target)}
            role={folder?.role}
            onFile={(as) => state.file(selection.rows, as)}
            onRemove={() => state.remove(selection.rows)}
          />
        ) : (
          <ListHead
            title={title}
            unread={folder?.unread ?? 0}
            query={query}
            onQuery={state.setQuery}
            onSync={() => account && void sync(account)}
            onMenu={onMenu}
            onCompose={() => openComposer({ accountId: account?.id })}
          />
        )}
        <SearchBox
          value={query.search}
          placeholder={query.everywhere ? t('Search in all folders') : t('Search this folder')}
          onChange={(search) => state.setQuery({ ...query, search })}
          inputRef={searchRef}
        />
        <SearchHints query={query} unknownFolders={state.list.unknownFolders} onQuery={state.setQuery} />
      </Flex>
      <ListContent state={state} />
    </Flex>
  );
}

function ListContent({ state }: { state: MailCenterState }) {
  const { list, rows, folder, account, query } = state;
  const handlers = useStableHandlers(state);
  const t = useT();
  const several = query.everywhere || namesFolder(parseQuery(query.search));
  const folders = useMemo(
    () => new Map([...state.folders.values()].flat().map((each) => [String(each.id), each])),
    [state.folders],
  );
  const nameOf = (row: MessageRow) => {
    const place = folders.get(String(row.folderId));
    return place && folderName(place, t);
  };
  // By where each mail lies: a list of all folders has both kinds.
  const isOutgoing = (row: MessageRow) => {
    const role = folders.get(String(row.folderId))?.role;
    return role === 'sent' || role === 'drafts';
  };
  if (folder && list.loading) return <ListSkeleton />;
  if (list.failure && rows.length === 0)
    return <ListFailure failure={list.failure} onRetry={() => void list.reload()} />;
  if (rows.length === 0) {
    // Where it was looked: who names folders in the query knows.
    const searched = isSearch(query) && !namesFolder(parseQuery(query.search));
    const place = query.everywhere || !folder ? null : folderName(folder, t);
    return (
      <ListEmpty
        filtered={isNarrowed(query)}
        search={searched ? { text: query.search.trim(), folder: place } : undefined}
        onEverywhere={() => state.setQuery({ ...query, everywhere: true })}
        syncing={account !== undefined && historyProgress(account) !== null}
        onClear={() => state.setQuery(EVERYTHING)}
      />
    );
  }
  return (
    <MessageList
      key={String(folder?.id)}
      rows={rows}
      isOutgoing={isOutgoing}
      active={state.location.message}
      focused={state.active}
      selection={state.selection.ids}
      folderOf={several ? nameOf : undefined}
      handlers={handlers}
      hasMore={list.hasMore}
      onMore={list.loadMore}
    />
  );
}

/** Handlers that stay the same, so that a row is drawn again only when something of it changed. */
function useStableHandlers(state: MailCenterState): RowHandlers {
  const latest = useRef(state);
  latest.current = state;
  return useMemo(
    () => ({
      open: (row) => latest.current.open(row),
      select: (row, range) => {
        latest.current.setCursor(String(row.id));
        latest.current.selection.toggle(row, range);
      },
      flag: (row) => latest.current.flag([row], { flagged: !row.flagged }),
      dragStart: (row) => latest.current.dragStart(row),
    }),
    [],
  );
}
