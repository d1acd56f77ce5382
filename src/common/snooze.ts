import type { FolderRole, Id, MessageView } from './types';

/** Maximum number of days for which a message can be snoozed. */
export const LONGEST_SNOOZE = 366;
/** Maximum messages that wait at the top of a folder's list after they came back; older ones move to their dates. */
export const MOST_RETURNED = 50;

/** Whether messages of a folder can be snoozed: only what is still to be dealt with is. */
export const isSnoozable = (role: FolderRole | null | undefined): boolean =>
  role === 'inbox' || role === 'other';

/** Whether a message is snoozed and its time hasn't come yet. */
export const isSnoozed = ({
  snoozedUntil,
  returnedAt,
}: Pick<MessageView, 'snoozedUntil' | 'returnedAt'>): boolean => snoozedUntil != null && returnedAt == null;

/** Which messages a request has snoozed, or woken, and until when each was snoozed before; null if it wasn't. */
export interface SnoozeView {
  changed: Array<{ id: Id; before: string | null }>;
}
