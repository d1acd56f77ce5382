import { useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import { gestureOf, isFarEnough, prefersLessMotion } from './gestures';

export interface Swipe {
  /** Pixels to the right; negative to the left. */
  offset: number;
  /** `moving` with the finger, or `returning` to its place. */
  phase: 'still' | 'moving' | 'returning';
  /** Whether letting go now does something. */
  far: boolean;
}

const STILL: Swipe = { offset: 0, phase: 'still', far: false };

/** What a swipe in each direction does; undefined if nothing. */
export interface SwipeActions {
  left?: () => void;
  right?: () => void;
}

interface Touch {
  pointerId: number;
  x: number;
  y: number;
  gesture: 'swipe' | 'other' | null;
  /** Where the row is now; what is rendered may be a moment behind. */
  offset: number;
  far: boolean;
}

/**
 * Lets a row be swiped aside by touch. The row needs `touch-action: pan-y`: then the browser scrolls and cancels the
 * pointer when a finger moves up or down, and only sideways movements arrive here.
 */
export function useSwipe({ left, right }: SwipeActions) {
  const [swipe, setSwipe] = useState(STILL);
  const touch = useRef<Touch | null>(null);
  const swiped = useRef(false);

  const goBack = () => {
    touch.current = null;
    setSwipe((before) =>
      before.offset === 0 || prefersLessMotion() ? STILL : { offset: 0, phase: 'returning', far: false },
    );
  };
  const handlers = {
    onPointerDown: ({ pointerType, pointerId, clientX: x, clientY: y, isPrimary }: PointerEvent) => {
      swiped.current = false;
      const begun = { pointerId, x, y, gesture: null, offset: 0, far: false };
      touch.current = pointerType === 'touch' && isPrimary ? begun : null;
    },
    onPointerMove: ({ pointerId, clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
      const { current } = touch;
      if (current?.pointerId !== pointerId) return;
      const x = clientX - current.x;
      current.gesture ??= gestureOf(x, clientY - current.y);
      if (current.gesture !== 'swipe') return;
      swiped.current = true;
      const offset = (x < 0 ? left : right) ? x : 0;
      const far = isFarEnough(offset, currentTarget.clientWidth);
      Object.assign(current, { offset, far });
      setSwipe({ offset, phase: 'moving', far });
    },
    onPointerUp: ({ pointerId }: PointerEvent) => {
      const { current } = touch;
      if (current?.pointerId !== pointerId) return;
      goBack();
      if (current.far) (current.offset < 0 ? left : right)?.();
    },
    onPointerCancel: goBack,
    /** The end of a swipe isn't a click on the row. */
    onClickCapture: (event: MouseEvent) => {
      if (swiped.current) event.stopPropagation();
      swiped.current = false;
    },
    onTransitionEnd: () => setSwipe((before) => (before.phase === 'returning' ? STILL : before)),
  };
  return { swipe, handlers };
}
