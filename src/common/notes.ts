import type { Id } from './types';

/** Maximum characters of a note. */
export const LONGEST_NOTE = 5000;
/** Maximum number of notes on a conversation. */
export const MOST_NOTES = 100;

/** A note on a conversation, in plain text. Only the mailbox's owner sees it. */
export interface NoteView {
  id: Id;
  text: string;
  createdAt: string;
  /** When its text was last changed; null if it never was. */
  editedAt: string | null;
}
