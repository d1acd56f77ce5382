import { useEffect, useState } from 'react';

/**
 * Pixels. Taller than any message people read; a limit for messages whose height depends on the frame's
 * (`100vh`).
 */
const MAX_HEIGHT = 60_000;
/** A message that grows this often while the frame's width stays the same is growing with its own frame. */
const MAX_GROWTHS = 40;

/**
 * Returns the height of a frame's content in pixels and keeps it up to date, so that the frame never scrolls
 * within the page unless it is too tall. `whole` says whether the whole message is there; until then it grows
 * because more is added.
 */
export function useFrameHeight(page: Document | null, whole: boolean): number {
  const [height, setHeight] = useState(80);
  useEffect(() => {
    const body = page?.body;
    const root = page?.documentElement;
    if (!body || !root) return;
    let width = 0;
    let growths = 0;
    let current = 0;
    const measure = () => {
      if (root.clientWidth !== width) growths = 0;
      width = root.clientWidth;
      const scrollbar = root.scrollWidth > root.clientWidth ? 16 : 0;
      const next = Math.min(
        Math.ceil(Math.max(body.getBoundingClientRect().height, body.scrollHeight)) + scrollbar,
        MAX_HEIGHT,
      );
      if (next === current || (next > current && growths > MAX_GROWTHS)) return;
      if (whole && next > current) growths += 1;
      current = next;
      root.style.overflowY = next === MAX_HEIGHT ? 'auto' : '';
      setHeight(next);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(body);
    observer.observe(root);
    // Pictures without a size change what overflows, but not always the body's own box.
    page.addEventListener('load', measure, true);
    measure();
    return () => {
      observer.disconnect();
      page.removeEventListener('load', measure, true);
    };
  }, [page, whole]);
  return height;
}
