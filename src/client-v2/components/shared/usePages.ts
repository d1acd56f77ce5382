import { useCallback, useEffect, useRef, useState } from 'react';
import { useAnswers } from '../../answers';
import type { ListPage } from '../../call';

export interface Pages<T> {
  /** Undefined until loaded. */
  rows: T[] | undefined;
  failure: unknown;
  more: boolean;
  /** Loads another page. */
  showMore(): void;
  /** Loads all pages that are shown again. */
  reload(): void;
}

/** Loads a list page by page. It begins anew whenever `read` is another function. */
export function usePages<T>(read: (before: string | null) => Promise<ListPage<T>>): Pages<T> {
  const [state, setState] = useState<Pick<Pages<T>, 'rows' | 'failure' | 'more'>>({
    ...{ rows: undefined, failure: undefined, more: false },
  });
  const pages = useRef(1);
  const answers = useAnswers(read);
  const load = useCallback(() => {
    const readAll = async () => {
      const rows: T[] = [];
      let before: string | null = null;
      for (let page = 0; page < pages.current; page++) {
        const found: ListPage<T> = await read(before);
        rows.push(...found.rows);
        before = found.next;
        if (before === null) break;
      }
      return { rows, failure: undefined, more: before !== null };
    };
    return answers.take(readAll, setState, { fail: (failure) => setState((old) => ({ ...old, failure })) });
  }, [answers, read]);
  useEffect(() => {
    pages.current = 1;
    void load();
  }, [load]);
  const showMore = () => {
    pages.current += 1;
    void load();
  };
  return { ...state, showMore, reload: () => void load() };
}
