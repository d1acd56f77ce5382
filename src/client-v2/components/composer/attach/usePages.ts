import { useCallback, useEffect, useState } from 'react';
import { useAnswers } from '../../../answers';

/** Part of a list. `next` is where the next part begins; null at the end. */
export interface PagePart<T, Place> {
  items: T[];
  next: Place | null;
}

export interface Pages<T> {
  /** Undefined until loaded. */
  items: T[] | undefined;
  failure: unknown;
  hasMore: boolean;
  /** Whether something is being loaded. */
  loading: boolean;
  loadMore(): void;
  retry(): void;
}

/** Loads a list page by page, and anew when `read` changes. */
export function usePages<T, Place>(read: (from: Place | null) => Promise<PagePart<T, Place>>): Pages<T> {
  const answers = useAnswers(read);
  const [items, setItems] = useState<T[]>();
  const [next, setNext] = useState<Place | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const [loading, setLoading] = useState(true);
  const load = useCallback(
    (from: Place | null) => {
      setLoading(true);
      setFailure(undefined);
      void answers.take(
        () => read(from),
        (page) => {
          setItems((known = []) => (from === null ? page.items : [...known, ...page.items]));
          setNext(page.next);
          setLoading(false);
        },
        {
          fail(error) {
            // What another search found doesn't belong to this one.
            if (from === null) setItems(undefined);
            setFailure(error);
            setLoading(false);
          },
        },
      );
    },
    [answers, read],
  );
  useEffect(() => load(null), [load]);
  return {
    ...{ items, failure, loading, hasMore: next !== null },
    loadMore: () => load(next),
    retry: () => load(items ? next : null),
  };
}
