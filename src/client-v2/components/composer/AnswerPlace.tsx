import { Grid } from 'antd';
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Id } from '../../../common';
import { composerStore, offerPlace, placeOf } from './composer-store';
import { TITLE_HEIGHT } from './dock-layout';

/** The place below a message where answers to it are written. On narrow screens, they get the whole screen instead. */
export function AnswerPlace({ messageId }: { messageId: Id }) {
  const narrow = !Grid.useBreakpoint().md;
  const { windows, places } = useSyncExternalStore(composerStore.subscribe, composerStore.get);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => (narrow || !place.current ? undefined : offerPlace(messageId, place.current)),
    [messageId, narrow],
  );
  const isUsed = windows.some((window) => placeOf(window, places) === place.current);
  const isCovered = windows.some((window) => !placeOf(window, places));
  // The title bars of other windows at the bottom of the page must not cover the Send button.
  return <div ref={place} style={{ paddingBottom: isUsed && isCovered ? TITLE_HEIGHT : undefined }} />;
}
