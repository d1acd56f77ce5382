import { App } from 'antd';
import { useCallback } from 'react';

/** Milliseconds after which a wait is shown. Before that, it would only flicker. */
const NOTICEABLE = 300;

/** Returns a function that says what is being done as long as it takes. `key` tells one wait from another. */
export function useWaitToast(): <T>(key: string, text: string, work: () => Promise<T>) => Promise<T> {
  const { message: toast } = App.useApp();
  return useCallback(
    async (key, content, work) => {
      const show = () => void toast.open({ key, type: 'loading', duration: 0, content });
      const timer = setTimeout(show, NOTICEABLE);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        toast.destroy(key);
      }
    },
    [toast],
  );
}
