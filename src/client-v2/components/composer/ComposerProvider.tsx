import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { campaignStore } from '../campaigns/campaign-store';
import { composerStore } from './composer-store';
import { hasKeptDrafts } from './drafts/has-kept-drafts';
import { hasOpenWindows } from './drafts/open-windows';
import { TypeAheadField } from './TypeAheadField';

const ComposerHost = lazy(async () => ({ default: (await import('./ComposerHost')).ComposerHost }));

const CampaignHost = lazy(() => import('../campaigns/CampaignHost'));

const anythingToShow = (): boolean => {
  const { windows, sending, closed } = composerStore.get();
  if (windows.length > 0 || sending.length > 0 || closed.length > 0) return true;
  // What was being written in this tab before the page was loaded.
  return hasOpenWindows();
};

/** Mounts the composer and bulk emails next to every page of the client. Their code is loaded when the first one opens. */
export function ComposerProvider({ children }: { children?: ReactNode }) {
  const needed = useSyncExternalStore(composerStore.subscribe, anythingToShow);
  // Once it's there it stays, because a draft that was closed while offline is stored later.
  const [stays, setStays] = useState(needed);
  if (needed && !stays) setStays(true);
  const campaign = useSyncExternalStore(campaignStore.subscribe, campaignStore.get);
  // Once it's there it stays, because a dialog that closes gives the focus back.
  const [campaignStays, setCampaignStays] = useState(campaign !== null);
  if (campaign && !campaignStays) setCampaignStays(true);
  useEffect(() => {
    void hasKeptDrafts().then((found) => found && setStays(true));
  }, []);
  return (
    <>
      {children}
      <TypeAheadField />
      {stays && (
        <Suspense fallback={null}>
          <ComposerHost />
        </Suspense>
      )}
      {campaignStays && (
        <Suspense fallback={null}>
          <CampaignHost />
        </Suspense>
      )}
    </>
  );
}
