import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};

/** Inner width of the page in CSS pixels, without its scroll bar. */
export const usePageWidth = (): number =>
  useSyncExternalStore(subscribe, () => document.documentElement.clientWidth);
