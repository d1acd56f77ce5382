import { useEffect, useRef } from 'react';
import type { Id } from '../../../common';
import type { LoadedMessage } from './useMessage';

/**
 * Marks a message as read once its text is loaded, unless `held`. Returns a function that prevents this after
 * the reader has marked the message as unread.
 */
export function useMarkRead(
  { id, message, body }: LoadedMessage,
  flag: (flags: { seen: boolean }) => Promise<void>,
  held = false,
): () => void {
  const done = useRef<Id | null>(null);
  useEffect(() => {
    if (held || !message || !body || body.setAside || done.current === id) return;
    done.current = id;
    if (!message.seen) void flag({ seen: true });
  }, [id, message, body, flag, held]);
  return () => {
    done.current = id;
  };
}
