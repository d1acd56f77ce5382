import { searchUids, type OpenFolder } from '../../imap';
import type { FolderCursor } from '../../store/messages/folderCursor';

/** The part of a folder that should be stored. */
export interface Scope {
  /** UIDs since the start date, ascending; null for all of them. */
  uids: readonly number[] | null;
  counts: Pick<FolderCursor, 'total' | 'unread' | 'beyond' | 'beyondUnread' | 'syncedFrom'>;
}

/**
 * Finds the messages since a day: by INTERNALDATE, ignoring its time zone (SEARCH SINCE, RFC 3501 §6.4.4; by its
 * instant if the server has WITHIN, RFC 5032). Older ones are only counted.
 */
export async function scopeOf(folder: OpenFolder, syncFrom: string | null): Promise<Scope> {
  const unseen = await searchUids(folder, { seen: false });
  if (syncFrom === null) {
    const counts = { total: folder.exists, unread: unseen.length, beyond: 0, beyondUnread: 0 };
    return { uids: null, counts: { ...counts, syncedFrom: null } };
  }
  const uids = await uidsSince(folder, syncFrom);
  const within = new Set(uids);
  const unread = unseen.filter((uid) => within.has(uid)).length;
  const beyond = Math.max(0, folder.exists - uids.length);
  const counts = { total: uids.length, unread, beyond, beyondUnread: unseen.length - unread };
  return { uids, counts: { ...counts, syncedFrom: syncFrom } };
}

/** UIDs of messages since a day (YYYY-MM-DD), ascending; up to `to` if given. */
export function uidsSince(folder: OpenFolder, day: string, to?: number): Promise<number[]> {
  const since = new Date(`${day}T00:00:00Z`);
  return searchUids(folder, to === undefined ? { since } : { since, uid: `1:${to}` });
}
