import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { useErrorText } from '../../locale';

/** Milliseconds after which a wait is shown. Before that, it would only flicker. */
const NOTICEABLE = 300;

/**
 * Returns a function that does something, once at a time: a double click counts as two clicks. It says what is being
 * done as long as it takes, and why if it fails. `key` tells this wait from others.
 */
export function useWaitToast(key: string): (text: string, work: () => Promise<unknown>) => Promise<void> {
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const busy = useRef(false);
  return useCallback(
    async (content, work) => {
      if (busy.current) return;
      busy.current = true;
      const show = () => void toast.open({ key, type: 'loading', duration: 0, content });
      const timer = setTimeout(show, NOTICEABLE);
      try {
        await work();
      } catch (error) {
        toast.error(errorText(error));
      } finally {
        clearTimeout(timer);
        toast.destroy(key);
        busy.current = false;
      }
    },
    [errorText, key, toast],
  );
}
