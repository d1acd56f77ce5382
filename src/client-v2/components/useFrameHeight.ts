import { useEffect, useState } from 'react';

/** Taller than any mail people read; a bound for mails whose height depends on the frame's (`100vh`). */
const MAX_HEIGHT = 60_000;
/** A mail that grows this often without the frame's width changing is growing with its own frame. */
const MAX_GROWTHS = 40;

/** The height of a frame's content, kept up to date, so that the frame never scrolls within the page. */
export function useFrameHeight(page: Document | null): number {
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
      if (next > current) growths += 1;
      current = next;
      setHeight(next);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(body);
    observer.observe(root);
    // Pictures without a size change what overflows, not always the body's own box.
    page.addEventListener('load', measure, true);
    measure();
    return () => {
      observer.disconnect();
      page.removeEventListener('load', measure, true);
    };
  }, [page]);
  return height;
}
