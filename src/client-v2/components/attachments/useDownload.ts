import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { MailApiError } from '../../api-error';
import type { ReadOptions } from '../../files';
import { useErrorText } from '../../locale';

export interface Download {
  /** Fraction downloaded, from 0 to 1; null when idle. */
  progress: number | null;
  start(): void;
  stop(): void;
}

/**
 * Saves a file and tracks the progress. `size` is the expected number of bytes, used when the server streams
 * and doesn't know the length itself.
 */
export function useDownload(size: number, save: (options: ReadOptions) => Promise<void>): Download {
  const { message: toast } = App.useApp();
  const errorText = useErrorText();
  const [progress, setProgress] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const stop = new AbortController();
    running.current = stop;
    setProgress(0);
    const onProgress = (loaded: number, total?: number) =>
      setProgress(Math.min(loaded / Math.max(total ?? size, 1), 1));
    try {
      await save({ signal: stop.signal, onProgress });
    } catch (error) {
      if (!(error instanceof MailApiError && error.code === 'aborted')) toast.error(errorText(error));
    } finally {
      setProgress(null);
    }
  };
  const stop = useCallback(() => running.current?.abort(), []);
  return { progress, start: () => void run(), stop };
}
