import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import type { FolderView } from '../../../common';
import { useMailApi, type MailApi, type MessagePage, type MessageQuery, type MessageRow } from '../../api';
import { useMailChanges } from '../../live';
import { emptyList, listReducer, PAGE_SIZE, reloadSize, type ListState } from './list-state';
import { isSearch, type ListQuery } from './query';

/** The server gives no more at once. */
const MAX_PAGE = 100;

export interface MessageListData extends ListState {
  hasMore: boolean;
  loadMore(): void;
  /** Reads again what is shown, without a flicker. */
  reload(): Promise<void>;
}

/** Mails of one folder, or found in all of its account, newest first, page by page, kept up to date by hints. */
export function useMessageList(folder: FolderView | undefined, query: ListQuery): MessageListData {
  const api = useMailApi();
  const { id: folderId, accountId } = folder ?? {};
  const everywhere = query.everywhere && isSearch(query);
  const q = query.search.trim() === '' ? '' : query.search;
  const wanted = useMemo<MessageQuery | null>(() => {
    if (folderId === undefined) return null;
    return { ...(everywhere ? { accountId } : { folderId }), q, show: query.show };
  }, [folderId, accountId, everywhere, q, query.show]);
  const key = JSON.stringify(wanted);
  const [current, dispatch] = useReducer(listReducer, key, emptyList);
  const state = current.key === key ? current : emptyList(key);
  // What was listed before is shown at once when one comes back to a folder.
  const cache = useRef(new Map<string, ListState>());
  const latestKey = useRef(key);
  latestKey.current = key;
  const turn = useRef(0);

  const read = useCallback(
    async (work: (query: MessageQuery) => Promise<Parameters<typeof listReducer>[1]>) => {
      // A re-read asked for by what happened in a folder that was left meanwhile.
      if (wanted === null || latestKey.current !== key) return;
      const mine = ++turn.current;
      try {
        const action = await work(wanted);
        // A slower, older answer must not undo a newer one.
        if (mine === turn.current) dispatch(action);
      } catch (failure) {
        if (mine === turn.current) dispatch({ type: 'fail', key, failure });
      }
    },
    [wanted, key],
  );
  const reload = useCallback(() => {
    const shown = cache.current.get(key)?.rows.length ?? 0;
    return read(async (place) => ({ type: 'replace', key, ...(await head(api, place, reloadSize(shown))) }));
  }, [api, read, key]);

  useLayoutEffect(() => dispatch({ type: 'reset', state: cache.current.get(key) ?? emptyList(key) }), [key]);
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    if (!current.loading) cache.current.set(current.key, current);
  }, [current]);
  const heard = everywhere ? { accountId } : { folderId };
  useMailChanges({ ...heard, what: ['messages'] }, () => void reload());

  const { next } = state;
  const hasMore = next !== null;
  const loadMore = useCallback(() => {
    if (state.loadingMore || state.loading || next === null) return;
    dispatch({ type: 'more', key });
    void read(async (place) => {
      const page = await api.messages({ ...place, before: next, limit: PAGE_SIZE });
      return { type: 'append', key, before: next, rows: page.rows, next: page.next };
    });
  }, [api, state.loadingMore, state.loading, next, read, key]);

  return { ...state, hasMore, loadMore, reload };
}

/** The first rows, in as many requests as they take. */
async function head(api: MailApi, query: MessageQuery, size: number): Promise<MessagePage> {
  const rows: MessageRow[] = [];
  for (let before: string | null = null; ;) {
    const limit = Math.min(MAX_PAGE, size - rows.length);
    const page: MessagePage = await api.messages({ ...query, before, limit });
    rows.push(...page.rows);
    if (page.next === null || rows.length >= size) return { ...page, rows };
    before = page.next;
  }
}
