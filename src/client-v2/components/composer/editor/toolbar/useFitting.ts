import { useEffect, useState } from 'react';

/**
 * How many of a row's items fit into an element, given their widths in pixels. If not all do, `more` is the width of
 * the button that opens the others.
 */
export function countFitting(widths: readonly number[], available: number, more: number): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= available) return widths.length;
  let used = more;
  const beyond = widths.findIndex((width) => (used += width) > available);
  return beyond < 0 ? widths.length : beyond;
}

/** The width of an element's content box in pixels; null until it's known. */
export function useContentWidth(element: HTMLElement | null): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? null));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
