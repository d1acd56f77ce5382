import { useLayoutEffect, useState, type RefObject } from 'react';

/** Pixels needed for a table. With less, its rows become cards. */
const TABLE_FROM = 640;

/** Measures the room the host's layout leaves rather than the window, as its menus may be open or folded. */
export function useNarrow(root: RefObject<HTMLElement>): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => setNarrow(element.getBoundingClientRect().width < TABLE_FROM);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return narrow;
}
