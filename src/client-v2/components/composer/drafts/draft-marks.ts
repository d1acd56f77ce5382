import type { Id } from '../../../../common';

/**
 * Records which drafts are in this browser's database, because the database can't be read without loading the
 * composer's code. Each draft has its own storage key, so that tabs never overwrite each other's marks.
 */
const PREFIX = 'nb-mail-unsaved-draft';

const nameOf = (userId: Id, key: string): string => `${PREFIX}:${userId}:${key}`;

export function markDraft(userId: Id, key: string): void {
  try {
    localStorage.setItem(nameOf(userId, key), '');
  } catch {
    // Storage is blocked. The draft is found when a composer is opened for another reason.
  }
}

export function unmarkDraft(userId: Id, key: string): void {
  try {
    localStorage.removeItem(nameOf(userId, key));
  } catch {
    // Storage is blocked, so there is no mark.
  }
}

/** Whether anyone's draft is marked. */
export function hasMarkedDrafts(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(`${PREFIX}:`));
  } catch {
    return false;
  }
}
