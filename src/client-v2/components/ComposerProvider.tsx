import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import { composerStore } from './composer-store';
import { hasSavedDrafts } from './saved-drafts';

const ComposerHost = lazy(async () => ({ default: (await import('./ComposerHost')).ComposerHost }));

const anythingToShow = (): boolean => {
  const { windows, sending } = composerStore.get();
  return windows.length > 0 || sending.length > 0;
};

/** Puts the composer beside every page of the client; its code is loaded when the first one opens. */
export function ComposerProvider({ children }: { children?: ReactNode }) {
  const needed = useSyncExternalStore(composerStore.subscribe, anythingToShow) || hasSavedDrafts();
  return (
    <>
      {children}
      {needed && (
        <Suspense fallback={null}>
          <ComposerHost />
        </Suspense>
      )}
    </>
  );
}
