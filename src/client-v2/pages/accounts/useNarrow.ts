import { useLayoutEffect, useState, type RefObject } from 'react';

/** Room for a table: below it, its rows become cards. */
const TABLE_FROM = 640;

/** By the room the host's layout leaves, not by the window: its menus may be open or folded. */
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
