import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id, SetAsideView } from '../../../common';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** Rows a page. */
const PAGE = 20;

export interface SetAsideList {
  /** Undefined until they are read. */
  rows: SetAsideView[] | undefined;
  failure: unknown;
  more: boolean;
  /** Reads one page more. */
  showMore(): void;
  reload(): void;
}

/** Mails of an account that could not be read, brought up to date by each change. */
export function useSetAside(accountId: Id): SetAsideList {
  const api = useMailApi();
  const [state, setState] = useState<Pick<SetAsideList, 'rows' | 'failure' | 'more'>>({
    rows: undefined,
    failure: undefined,
    more: false,
  });
  const pages = useRef(1);
  const latest = useRef(0);

  const load = useCallback(async () => {
    const turn = ++latest.current;
    try {
      const rows: SetAsideView[] = [];
      let before: string | null = null;
      for (let page = 0; page < pages.current; page++) {
        const found = await api.setAside({ accountId, before, limit: PAGE });
        rows.push(...found.rows);
        before = found.next;
        if (before === null) break;
      }
      // Late answers are dropped.
      if (turn === latest.current) setState({ rows, failure: undefined, more: before !== null });
    } catch (failure) {
      if (turn === latest.current) setState((old) => ({ ...old, failure }));
    }
  }, [api, accountId]);
  useEffect(() => void load(), [load]);
  useMailChanges({ accountId, what: ['messages'] }, () => void load());

  const showMore = () => {
    pages.current += 1;
    void load();
  };
  return { ...state, showMore, reload: () => void load() };
}
