import { useCallback, useEffect, useRef, useState } from 'react';
import { useAnswers } from '../../answers';
import type { ListPage } from '../../call';

export interface Pages<T> {
  /** Undefined until loaded. */
  rows: T[] | undefined;
  failure: unknown;
  more: boolean;
  /** Whether something is being loaded. */
  loading: boolean;
  /** Loads another page. */
  showMore(): void;
  /** Loads all pages that are shown again, and one that couldn't be loaded. */
  reload(): void;
}

interface State<T, Place> extends ListPage<T, Place> {
  /** How many pages these rows are. */
  pages: number;
}

/** Loads a list page by page. It begins anew whenever `read` is another function. */
export function usePages<T, Place = string>(
  read: (from: Place | null) => Promise<ListPage<T, Place>>,
): Pages<T> {
  const [shown, setShown] = useState<State<T, Place>>();
  const [failure, setFailure] = useState<unknown>();
  const [loading, setLoading] = useState(true);
  const wanted = useRef(1);
  const answers = useAnswers(read);
  /** Loads as many pages as are wanted, after `begun`. What another `read` has found is gone if that fails. */
  const load = useCallback(
    (begun: State<T, Place> | undefined, isNew: boolean) => {
      setLoading(true);
      setFailure(undefined);
      const readAll = async (): Promise<State<T, Place>> => {
        let { rows, next, pages }: State<T, Place> = begun ?? { rows: [], next: null, pages: 0 };
        while (pages < wanted.current && (pages === 0 || next !== null)) {
          const page = await read(next);
          [rows, next, pages] = [[...rows, ...page.rows], page.next, pages + 1];
        }
        return { rows, next, pages };
      };
      const take = (found: State<T, Place>) => {
        setShown(found);
        setLoading(false);
      };
      const fail = (error: unknown) => {
        if (isNew) setShown(undefined);
        setFailure(error);
        setLoading(false);
      };
      void answers.take(readAll, take, { fail });
    },
    [answers, read],
  );
  useEffect(() => {
    wanted.current = 1;
    load(undefined, true);
  }, [load]);
  const showMore = () => {
    wanted.current += 1;
    load(shown, false);
  };
  const more = shown !== undefined && shown.next !== null;
  return { rows: shown?.rows, failure, more, loading, showMore, reload: () => load(undefined, false) };
}
