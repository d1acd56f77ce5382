import { useCallback, useMemo } from 'react';
import type { Id, MessageView } from '../../../common';
import { useMessageLabels, type MessageLabels } from '../labels/useMessageLabels';

/** The labels of a single message. */
export function useOwnLabels(
  message: Pick<MessageView, 'id' | 'labels'> | undefined,
  patch: (change: { labels: Id[] }) => void,
  onChanged: () => void,
): MessageLabels {
  const messages = useMemo(() => (message ? [message] : []), [message]);
  return useMessageLabels(messages, {
    patch: useCallback((_id, change) => patch(change), [patch]),
    onChanged,
  });
}
