import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import { useAnswers } from '../../answers';
import { useMailApi, type MailApi, type MessagePage, type MessageQuery, type MessageRow } from '../../api';
import { useMailChanges, type ChangeFilter } from '../../live';
import { emptyList, listReducer, PAGE_SIZE, reloadSize, type ListState } from './list-state';

/** The server returns at most this many rows per request. */
const MAX_PAGE = 100;

export interface MessageListData extends ListState {
  /** The query of the list; null until it is known. */
  wanted: MessageQuery | null;
  hasMore: boolean;
  loadMore(): void;
  /** Reloads what is shown, without flickering. */
  reload(): Promise<void>;
}

/**
 * Loads the rows of a list page by page, and keeps them up to date with hints. Nothing is loaded as long as the query
 * isn't known; `heard` says which changes concern it.
 */
export function useListRows(
  wanted: MessageQuery | null,
  heard: Omit<ChangeFilter, 'what'>,
  pageSize = PAGE_SIZE,
): MessageListData {
  const api = useMailApi();
  const key = JSON.stringify(wanted);
  const [current, dispatch] = useReducer(listReducer, key, emptyList);
  const state = current.key === key ? current : emptyList(key);
  // Lets a list that was shown before appear at once on returning to its folder.
  const cache = useRef(new Map<string, ListState>());
  const latestKey = useRef(key);
  latestKey.current = key;
  const answers = useAnswers(key);

  const read = useCallback(
    async (work: (query: MessageQuery) => Promise<Parameters<typeof listReducer>[1]>) => {
      // A reload triggered by something in a folder that has been left in the meantime.
      if (wanted === null || latestKey.current !== key) return;
      await answers.take(() => work(wanted), dispatch, {
        fail: (failure) => dispatch({ type: 'fail', key, failure }),
      });
    },
    [answers, wanted, key],
  );
  const reload = useCallback(() => {
    const shown = cache.current.get(key)?.rows.length ?? 0;
    return read(async (place) => ({
      type: 'replace',
      key,
      ...(await head(api, place, reloadSize(shown, pageSize))),
    }));
  }, [api, read, key, pageSize]);

  useLayoutEffect(() => dispatch({ type: 'reset', state: cache.current.get(key) ?? emptyList(key) }), [key]);
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    if (!current.loading) cache.current.set(current.key, current);
  }, [current]);
  useMailChanges({ ...heard, what: ['messages'] }, () => void reload());

  const { next } = state;
  const hasMore = next !== null;
  const loadMore = useCallback(() => {
    if (state.loadingMore || state.loading || next === null) return;
    dispatch({ type: 'more', key });
    void read(async (place) => {
      const page = await api.messages({ ...place, before: next, limit: pageSize });
      return { type: 'append', key, before: next, rows: page.rows, next: page.next };
    });
  }, [api, state.loadingMore, state.loading, next, read, key, pageSize]);

  return { ...state, wanted, hasMore, loadMore, reload };
}

/** Loads the first rows, in as many requests as needed. */
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
