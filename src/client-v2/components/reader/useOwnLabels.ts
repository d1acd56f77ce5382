import { useCallback, useMemo } from 'react';
import type { Id } from '../../../common';
import { useMessageLabels, type MessageLabels } from '../labels/useMessageLabels';
import type { LoadedMessage } from './useMessage';

/** The labels of a single message. */
export function useOwnLabels(
  { message, reread }: LoadedMessage,
  patch: (change: { labels: Id[] }) => void,
  onChanged?: () => void,
): MessageLabels {
  const messages = useMemo(() => (message ? [message] : []), [message]);
  return useMessageLabels(messages, {
    patch: useCallback((_id, change) => patch(change), [patch]),
    onChanged: useCallback(() => {
      reread();
      onChanged?.();
    }, [reread, onChanged]),
  });
}
