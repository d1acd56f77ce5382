import { startTransition, useEffect, useState } from 'react';

/**
 * Returns how many items to show: the first few and, while `growing`, `step` more with each frame, so that
 * the page stays responsive.
 */
export function useGrowing(total: number, step: number, growing: boolean): number {
  const [shown, setShown] = useState(step);
  useEffect(() => {
    if (!growing || shown >= total) return;
    const frame = requestAnimationFrame(() => startTransition(() => setShown(shown + step)));
    return () => cancelAnimationFrame(frame);
  }, [growing, shown, total, step]);
  return Math.min(shown, total);
}
