import { useEffect, useRef, type ReactNode } from 'react';

/**
 * A menu that gives its first item the focus. Dropdown's `autoFocus` tries this once, in the third frame. On
 * a busy machine the menu isn't on screen by then, and the arrow keys would still move through the list below
 * it.
 */
export function FocusedMenu({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let next = 0;
    const focus = () => {
      frame.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
      if (!frame.current?.contains(document.activeElement)) next = requestAnimationFrame(focus);
    };
    focus();
    return () => cancelAnimationFrame(next);
  }, []);
  return <div ref={frame}>{children}</div>;
}
