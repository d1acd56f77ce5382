import { useMemo } from 'react';
import type { FolderView, Id } from '../../../common';
import type { MessageQuery } from '../../api';
import { EVERYTHING, isSearch, type ListQuery } from './query';
import { useListRows, type MessageListData } from './useListRows';
import { viewOf, viewQuery } from './views';

export type { MessageListData } from './useListRows';

/**
 * Loads the messages of a folder, or those found in its whole account, or their conversations: newest first,
 * page by page, kept up to date with hints.
 */
export function useMessageList(
  folder: FolderView | undefined,
  query: ListQuery,
  conversations: boolean,
  only?: readonly Id[],
): MessageListData {
  const { id: folderId, accountId } = folder ?? {};
  const viewName = viewOf(folderId) && folder?.name;
  const { show, sort } = query;
  const everywhere = query.everywhere && isSearch(query);
  const q = query.search.trim() === '' ? '' : query.search;
  const wanted = useMemo<MessageQuery | null>(() => {
    if (folderId === undefined) return null;
    const rows = {
      ...(conversations ? { conversations } : {}),
      ...(sort === EVERYTHING.sort ? {} : { sort }),
    };
    const view = viewOf(folderId);
    const places = only ? { accountIds: only } : {};
    if (view) return { ...viewQuery(view, { q, show, everywhere }, viewName), ...places, ...rows };
    const place = everywhere ? { accountId } : { folderId };
    return { ...place, q, show, ...rows };
  }, [folderId, accountId, viewName, everywhere, q, show, sort, conversations, only]);
  const heard = viewOf(folderId) ? {} : everywhere ? { accountId } : { folderId };
  return useListRows(wanted, heard);
}
