import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import { composerStore } from './composer-store';
import { hasMarkedDrafts } from './drafts/draft-marks';
import { hasOpenWindows } from './drafts/open-windows';
import { TypeAheadField } from './TypeAheadField';

const ComposerHost = lazy(async () => ({ default: (await import('./ComposerHost')).ComposerHost }));

const anythingToShow = (): boolean => {
  const { windows, sending, closed } = composerStore.get();
  if (windows.length > 0 || sending.length > 0 || closed.length > 0) return true;
  // Drafts written before the page was loaded, or closed while offline.
  return hasOpenWindows() || hasMarkedDrafts();
};

/** Mounts the composer next to every page of the client. Its code is loaded when the first one opens. */
export function ComposerProvider({ children }: { children?: ReactNode }) {
  const needed = useSyncExternalStore(composerStore.subscribe, anythingToShow);
  return (
    <>
      {children}
      <TypeAheadField />
      {needed && (
        <Suspense fallback={null}>
          <ComposerHost />
        </Suspense>
      )}
    </>
  );
}
