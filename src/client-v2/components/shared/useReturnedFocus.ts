import { useEffect, useRef } from 'react';

/** When something closes, returns the focus to the element that had it before it opened. */
export function useReturnedFocus(open: boolean): void {
  const from = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // Must be read during rendering, because what opens takes the focus in an effect.
  if (open && !wasOpen.current) from.current = document.activeElement;
  useEffect(() => {
    if (wasOpen.current && !open && from.current instanceof HTMLElement)
      from.current.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);
}
