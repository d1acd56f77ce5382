import { searchUids, type OpenFolder } from '../imap';
import type { FolderCursor } from '../store/folders';

/** What of a folder is to be here. */
export interface Scope {
  /** UIDs from the first day on, ascending; null: all that there are. */
  uids: readonly number[] | null;
  counts: Required<Pick<FolderCursor, 'total' | 'unread' | 'beyond' | 'beyondUnread' | 'syncedFrom'>>;
}

/**
 * Asks for the mails from a day on: by INTERNALDATE, without regard to its time zone (SEARCH SINCE, RFC 3501
 * §6.4.4; by its instant where the server has WITHIN, RFC 5032). Those before it are counted and no more.
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

/** UIDs of mails from a day (YYYY-MM-DD) on, ascending; with a bound, those up to it. */
export function uidsSince(folder: OpenFolder, day: string, to?: number): Promise<number[]> {
  const since = new Date(`${day}T00:00:00Z`);
  return searchUids(folder, to === undefined ? { since } : { since, uid: `1:${to}` });
}
