import { useLayoutEffect, useState, type RefObject } from 'react';

/** How many panes are side by side: folders, list and reader; list and reader; or only one. */
export type Panes = 'three' | 'two' | 'one';

const THREE_FROM = 1000;
const TWO_FROM = 640;

export interface Layout {
  panes: Panes;
  /** From the page's top down to the bottom of the window. */
  height: string;
}

/** Returns how many panes fit into a width in pixels. */
export function panesFor(width: number): Panes {
  if (width >= THREE_FROM) return 'three';
  return width >= TWO_FROM ? 'two' : 'one';
}

/**
 * Depends on the room the host's layout leaves rather than on the window, as its menus may be open or folded.
 */
export function useLayout(root: RefObject<HTMLElement>): Layout {
  const [layout, setLayout] = useState<Layout>({ panes: 'three', height: '100dvh' });
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => {
      const { width, top } = element.getBoundingClientRect();
      // Keeps a usable height if the host puts the page far down.
      const height = `max(360px, calc(100dvh - ${Math.max(0, Math.round(top + window.scrollY))}px))`;
      const panes = panesFor(width);
      setLayout((current) =>
        current.panes === panes && current.height === height ? current : { panes, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [root]);
  return layout;
}
