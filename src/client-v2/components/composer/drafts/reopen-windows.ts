import type { Id } from '../../../../common';
import { MailApiError } from '../../../api-error';
import type { MailApi } from '../../../api';
import { restoreComposer } from '../composer-store';
import { canLock, isFreeSoon } from './draft-lock';
import { keptDraft } from './local-drafts';
import { forgetWindow, openWindows, type OpenWindow } from './open-windows';

/** Milliseconds that this tab's previous page has to let go of its drafts. After that, another tab has them open. */
const PATIENCE = 3_000;

/** Reopens what this user was writing in this tab when the page was left. */
export async function reopenWindows(userId: Id, read: MailApi['draft']): Promise<void> {
  for (const window of openWindows(userId)) await reopen(userId, window, read);
}

async function reopen(userId: Id, window: OpenWindow, read: MailApi['draft']): Promise<void> {
  const { key, init, draftKey, id } = window;
  const mode = window.isInline ? 'inline' : 'docked';
  // A duplicated tab has the same list of windows.
  if (!(await isFreeSoon(draftKey, PATIENCE))) return forgetWindow(userId, key);
  const kept = await keptDraft(userId, draftKey);
  if (kept) {
    const { base, draft, input, editor, turn } = kept;
    const same = canLock() ? { editor, turn } : {};
    const origin = { base, id: kept.id, ...same, unsaved: true };
    restoreComposer(key, init, { draft, origin, attachmentIds: input?.attachmentIds }, mode);
    return;
  }
  if (id === undefined) return forgetWindow(userId, key);
  try {
    restoreComposer(key, { ...init, draft: await read(id) }, undefined, mode);
  } catch (error) {
    // It may have been sent or discarded in the meantime. Otherwise it's still in the list of drafts.
    if (error instanceof MailApiError && error.code === 'not-found') forgetWindow(userId, key);
  }
}
