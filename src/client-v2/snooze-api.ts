import type { Id, SnoozeView } from '../common';
import type { Post } from './call';

/** The calls for snoozed messages. */
export const snoozeCalls = (post: Post) => ({
  /**
   * Snoozes messages until a time or, if it's null, no longer; `whole` includes the rest of their conversations in the
   * same folder.
   */
  snooze: (ids: Id[], until: string | null, whole = false) =>
    post<SnoozeView>('mailMessages:snooze', { ids, until, ...(whole ? { conversations: true } : {}) }),
});
