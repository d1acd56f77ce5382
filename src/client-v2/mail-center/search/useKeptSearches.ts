import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useUserId } from '../../components/shared/useUserId';
import { NOTHING_KEPT, readSearches, writeSearches, type KeptSearches } from './kept-searches';

const listeners = new Set<() => void>();
let version = 0;
function changed(): void {
  version++;
  listeners.forEach((listener) => listener());
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', changed);
  };
}

/** The searches this person's browser remembers. Shared by all users of the hook, including other tabs. */
export function useKeptSearches(): [
  KeptSearches,
  (change: (searches: KeptSearches) => KeptSearches) => void,
] {
  const userId = useUserId();
  const current = useSyncExternalStore(subscribe, () => version);
  const searches = useMemo(() => {
    // Reads them again after each change.
    void current;
    return userId === null ? NOTHING_KEPT : readSearches(userId);
  }, [userId, current]);
  const change = useCallback(
    (make: (searches: KeptSearches) => KeptSearches) => {
      if (userId === null) return;
      writeSearches(userId, make(readSearches(userId)));
      changed();
    },
    [userId],
  );
  return [searches, change];
}
