import type { DraftCopy, DraftSave, DraftSaved, DraftSummary, DraftView, Id } from '../common';
import type { Get, Post } from './call';

/** The calls for messages being written. */
export const draftCalls = (get: Get, post: Post) => ({
  /** The caller's drafts, of all accounts, newest first. */
  drafts: () => get<DraftSummary[]>('mailDrafts:list'),
  draft: (id: Id) => get<DraftView>('mailDrafts:get', { filterByTk: id }),
  /** Opens the draft behind a message in a Drafts folder, whichever program it was started in. */
  openDraft: (messageId: Id) => post<DraftView>('mailDrafts:open', { messageId }),
  /** Reads a message to send it once more. Its files are copied. */
  copyDraft: (messageId: Id) => post<DraftCopy>('mailDrafts:copy', { messageId }),
  saveDraft: (input: DraftSave) => post<DraftSaved>('mailDrafts:save', input),
  /** Can be undone for a day, with {@link restoreDraft}. */
  discardDraft: (id: Id) => post('mailDrafts:discard', {}, id),
  /** Undoes a send that is still waiting: the message becomes a draft again. */
  recall: (operationId: Id) => post<DraftView>('mailOperations:recall', {}, operationId),
  /** The quoted original as HTML, the way it's added below an answer. */
  quote: (messageId: Id, { forward = false, timeZone }: { forward?: boolean; timeZone: string }) =>
    get<{ html: string }>('mailMessages:quote', {
      ...{ filterByTk: messageId, timeZone },
      ...(forward ? { forward: 1 } : {}),
    }),
  restoreDraft: (id: Id) => post<DraftView>('mailDrafts:restore', {}, id),
});
