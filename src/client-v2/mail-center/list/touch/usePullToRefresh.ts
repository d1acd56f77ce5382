import { useEffect, useRef, useState, type RefObject } from 'react';
import { PULL, pulledBy } from './gestures';

export interface Pull {
  /** Pixels by which the list is pulled down. */
  pulled: number;
  /** Whether a finger is pulling. */
  held: boolean;
  refreshing: boolean;
}

const STILL: Pull = { pulled: 0, held: false, refreshing: false };

/**
 * Lets the top of a list be pulled down by touch to reload it. Pointer events don't help here: the browser cancels
 * them when it scrolls, and only a touch event can prevent scrolling.
 */
export function usePullToRefresh(scroller: RefObject<HTMLElement>, onRefresh?: () => Promise<unknown>): Pull {
  const [pull, setPull] = useState(STILL);
  const latest = useRef(onRefresh);
  latest.current = onRefresh;
  const enabled = onRefresh !== undefined;
  useEffect(() => {
    const element = scroller.current;
    if (!element || !enabled) return;
    let start: { x: number; y: number } | null = null;
    let pulled: number | null = null;
    let refreshing = false;
    const begin = ({ touches: [finger, ...more] }: TouchEvent) => {
      const canPull = !refreshing && more.length === 0 && element.scrollTop <= 0;
      start = canPull && finger ? { x: finger.clientX, y: finger.clientY } : null;
      pulled = null;
    };
    const move = (event: TouchEvent) => {
      const [finger] = event.touches;
      if (!start || !finger) return;
      const [x, y] = [finger.clientX - start.x, finger.clientY - start.y];
      if (x === 0 && y === 0) return;
      // The first movement decides: later ones can't be kept from scrolling.
      if (pulled === null && y <= Math.abs(x)) {
        start = null;
        return;
      }
      if (event.cancelable) event.preventDefault();
      pulled = pulledBy(y);
      setPull({ pulled, held: true, refreshing: false });
    };
    const end = () => {
      const enough = (pulled ?? 0) >= PULL.enough;
      const moved = pulled !== null;
      start = pulled = null;
      if (!moved) return;
      if (!enough || !latest.current) return setPull(STILL);
      refreshing = true;
      setPull({ pulled: PULL.enough, held: false, refreshing });
      void latest.current().finally(() => {
        refreshing = false;
        setPull(STILL);
      });
    };
    const cancel = () => {
      start = pulled = null;
      if (!refreshing) setPull(STILL);
    };
    element.addEventListener('touchstart', begin, { passive: true });
    element.addEventListener('touchmove', move, { passive: false });
    element.addEventListener('touchend', end);
    element.addEventListener('touchcancel', cancel);
    return () => {
      element.removeEventListener('touchstart', begin);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', end);
      element.removeEventListener('touchcancel', cancel);
    };
  }, [scroller, enabled]);
  return pull;
}
