import { useSyncExternalStore } from 'react';
import { useHost } from '../host/context';
import { offlineMailOf } from './offline-api';

/** How many changes wait until the server can be reached, and how to undo the latest. */
export function useWaitingChanges(): { count: number; undoLast(): void } {
  const { waiting } = offlineMailOf(useHost().app);
  const count = useSyncExternalStore(waiting.subscribe, () => waiting.count);
  return { count, undoLast: waiting.undoLast };
}
