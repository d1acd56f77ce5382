import type { Id, NoteView } from '../common';
import type { Get, Post } from './call';

/** The calls for notes on conversations. */
export const noteCalls = (get: Get, post: Post) => ({
  /** Those on a message's conversation, the oldest first. */
  notes: (messageId: Id) => get<NoteView[]>('mailNotes:list', { messageId }),
  createNote: (messageId: Id, text: string) => post<NoteView>('mailNotes:create', { messageId, text }),
  changeNote: (id: Id, text: string) => post('mailNotes:update', { text }, id),
  removeNote: (id: Id) => post('mailNotes:destroy', {}, id),
  restoreNote: (id: Id) => post('mailNotes:restore', {}, id),
});
