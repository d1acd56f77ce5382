import type { Id } from '../../../../common';

/** The choices people have, in seconds, for how long sending can be undone. */
export const UNDO_SECONDS = [0, 5, 10, 20, 30] as const;
export type UndoSeconds = (typeof UNDO_SECONDS)[number];

const USUAL: UndoSeconds = 5;
const nameOf = (userId: Id | null): string => `nb-mail-undo-seconds:${userId}`;

/** Returns what this user has chosen in this browser. */
export function undoSeconds(userId: Id | null): UndoSeconds {
  try {
    const stored = localStorage.getItem(nameOf(userId));
    return UNDO_SECONDS.find((seconds) => String(seconds) === stored) ?? USUAL;
  } catch {
    // Storage is blocked, so nothing can be remembered.
    return USUAL;
  }
}

/** Remembers the choice, if possible. */
export function setUndoSeconds(userId: Id | null, seconds: UndoSeconds): void {
  try {
    localStorage.setItem(nameOf(userId), String(seconds));
  } catch {
    // See undoSeconds.
  }
}
