import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id, SetAsideView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useMailChanges } from '../../live';

/** Rows per page. */
const PAGE = 20;

export interface SetAsideList {
  /** Undefined until loaded. */
  rows: SetAsideView[] | undefined;
  failure: unknown;
  more: boolean;
  /** Loads another page. */
  showMore(): void;
  reload(): void;
}

/** Loads an account's unreadable messages, and again after each change. */
export function useSetAside(accountId: Id): SetAsideList {
  const api = useMailApi();
  const [state, setState] = useState<Pick<SetAsideList, 'rows' | 'failure' | 'more'>>({
    rows: undefined,
    failure: undefined,
    more: false,
  });
  const pages = useRef(1);
  const answers = useAnswers(accountId);

  const load = useCallback(() => {
    const read = async () => {
      const rows: SetAsideView[] = [];
      let before: string | null = null;
      for (let page = 0; page < pages.current; page++) {
        const found = await api.setAside({ accountId, before, limit: PAGE });
        rows.push(...found.rows);
        before = found.next;
        if (before === null) break;
      }
      return { rows, failure: undefined, more: before !== null };
    };
    return answers.take(read, setState, { fail: (failure) => setState((old) => ({ ...old, failure })) });
  }, [answers, api, accountId]);
  useEffect(() => void load(), [load]);
  useMailChanges({ accountId, what: ['messages'] }, () => void load());

  const showMore = () => {
    pages.current += 1;
    void load();
  };
  return { ...state, showMore, reload: () => void load() };
}
