import { useEffect } from 'react';
import { restoreComposer } from './composer-store';
import { savedDrafts } from './saved-drafts';
import { useUserId } from './useUserId';

/** Opens again what this user was writing when the page was left. */
export function useRestoredDrafts(): void {
  const userId = useUserId();
  useEffect(() => {
    if (userId === null) return;
    for (const { key, init, draft } of savedDrafts(userId)) restoreComposer(key, init, draft);
  }, [userId]);
}
