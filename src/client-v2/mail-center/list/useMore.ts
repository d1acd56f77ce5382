import { useEffect, useRef } from 'react';

/** More rows are loaded when this few are left below the visible ones. */
const AHEAD = 25;

export interface MoreInput {
  /** The last item rendered, and the number of items. */
  last: number;
  count: number;
  hasMore: boolean;
  loading: boolean;
  failed: boolean;
  onMore(): void;
}

/**
 * Loads more when the end comes near. After a failure, only the user or the next answer triggers another
 * attempt.
 */
export function useMore({ last, count, hasMore, loading, failed, onMore }: MoreInput): void {
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  const wanted = hasMore && !loading && !failed && last >= count - AHEAD;
  useEffect(() => {
    if (wanted) more.current();
  }, [wanted, count]);
}
