import { useSyncExternalStore } from 'react';

/** Whether the browser has a network. That doesn't mean that a server can be reached. */
export const isOnline = (): boolean => navigator.onLine;

/** The same for a component, which renders again when this changes. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, isOnline);

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
