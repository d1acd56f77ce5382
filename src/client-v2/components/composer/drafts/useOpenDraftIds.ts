import { useSyncExternalStore } from 'react';
import { composerStore } from '../composer-store';

/** Returns the ids of the stored drafts that are open in this page. */
export function useOpenDraftIds(): ReadonlySet<string> {
  const { windows } = useSyncExternalStore(composerStore.subscribe, composerStore.get);
  return new Set(windows.flatMap(({ draftId }) => (draftId === undefined ? [] : [String(draftId)])));
}
