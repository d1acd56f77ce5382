import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';
import { emptyList, listReducer, PAGE_SIZE, reloadSize, type ListState } from './list-state';
import { queryFilter, type ListQuery } from './query';

export interface MessageListData extends ListState {
  hasMore: boolean;
  loadMore(): void;
  /** Reads again what is shown, without a flicker. */
  reload(): Promise<void>;
}

/** Mails of one folder, newest first, page by page, kept up to date by hints. */
export function useMessageList(folderId: string | null, query: ListQuery): MessageListData {
  const api = useMailApi();
  const filter = useMemo(() => queryFilter(query), [query]);
  const key = `${folderId ?? ''} ${JSON.stringify(filter ?? null)}`;
  const [current, dispatch] = useReducer(listReducer, key, emptyList);
  const state = current.key === key ? current : emptyList(key);
  // What was listed before is shown at once when one comes back to a folder.
  const cache = useRef(new Map<string, ListState>());
  const latestKey = useRef(key);
  latestKey.current = key;
  const turn = useRef(0);

  const read = useCallback(
    async (page: number, pageSize: number, append: boolean) => {
      // A re-read asked for by what happened in a folder that was left meanwhile.
      if (folderId === null || latestKey.current !== key) return;
      const mine = ++turn.current;
      try {
        const result = await api.messages({ folderId, filter, page, pageSize });
        // A slower, older answer must not undo a newer one.
        if (mine === turn.current) dispatch({ type: append ? 'append' : 'replace', key, ...result });
      } catch (failure) {
        if (mine === turn.current) dispatch({ type: 'fail', key, failure });
      }
    },
    [api, folderId, filter, key],
  );
  const reload = useCallback(
    () => read(1, reloadSize(cache.current.get(key)?.rows.length ?? 0), false),
    [read, key],
  );

  useLayoutEffect(() => dispatch({ type: 'reset', state: cache.current.get(key) ?? emptyList(key) }), [key]);
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    if (!current.loading) cache.current.set(current.key, current);
  }, [current]);
  useMailChanges({ folderId: folderId ?? undefined, what: ['messages'] }, () => void reload());

  const hasMore = state.rows.length < state.count;
  const loadMore = useCallback(() => {
    if (state.loadingMore || state.loading || !hasMore) return;
    dispatch({ type: 'more', key });
    // The page that holds the first missing row; rows that are there already are not doubled.
    void read(Math.floor(state.rows.length / PAGE_SIZE) + 1, PAGE_SIZE, true);
  }, [state, hasMore, read, key]);

  return { ...state, hasMore, loadMore, reload };
}
