import type { Id } from '../../../common';
import { useHost } from '../../host/context';

/** A note that is being written. */
export interface UnsavedNote {
  text: string;
  /** When its field went away although it had the focus, in milliseconds. */
  leftAt?: number;
}

/** The place for one unsaved note. */
export interface NoteDraft {
  read(): UnsavedNote | undefined;
  keep(text: string): void;
  forget(): void;
  /** Called when its field goes away, and whether it had the focus. */
  leave(hadFocus: boolean): void;
}

const shared = new WeakMap<object, { userId: Id | undefined; notes: Map<string, UnsavedNote> }>();

/**
 * The unsaved notes of a page, in its memory: the reader that they are written in is replaced when a message becomes a
 * conversation. When somebody else signs in, nothing of them is left.
 */
export function useUnsavedNotes(): Map<string, UnsavedNote> {
  const { api, user } = useHost();
  const found = shared.get(api);
  if (found && String(found.userId) === String(user?.id)) return found.notes;
  const notes = new Map<string, UnsavedNote>();
  shared.set(api, { userId: user?.id, notes });
  return notes;
}

/** The place for the note with this key. */
export const draftIn = (notes: Map<string, UnsavedNote>, key: string): NoteDraft => ({
  read: () => notes.get(key),
  keep: (text) => void notes.set(key, { text }),
  forget: () => void notes.delete(key),
  leave: (hadFocus) => {
    const note = notes.get(key);
    if (note?.text.trim() === '') notes.delete(key);
    else if (note && hadFocus) notes.set(key, { ...note, leftAt: Date.now() });
  },
});
