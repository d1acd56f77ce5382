import type { Id } from '../../../../common';
import type { MailApi } from '../../../api';
import { newKey } from '../new-key';
import { canLock, withFreeDraft } from './draft-lock';
import { forgetDraft, keepDraft, keptDraft, keptDrafts, type LocalDraft } from './local-drafts';

/** Milliseconds. If the browser can't tell whether a draft is open, one that was kept this recently probably is. */
const RECENT = 60_000;

/** Milliseconds after which nobody is expected to return to an edited send. */
const FORGOTTEN = 7 * 86_400_000;

type Save = MailApi['saveDraft'];

/**
 * Saves to the server the drafts that this browser still keeps and that aren't open in any tab. Returns whether any are
 * left for a later attempt.
 */
export async function recoverDrafts(userId: Id, save: Save): Promise<boolean> {
  let left = false;
  for (const { key, at, input } of await keptDrafts(userId)) {
    // An edited send isn't a draft. It's kept for a reload of its own tab, which may be gone.
    if (!input) {
      if (Date.now() - at > FORGOTTEN) await withFreeDraft(key, () => forgetDraft(userId, key));
      continue;
    }
    if (!canLock() && Date.now() - at < RECENT) {
      left = true;
      continue;
    }
    await withFreeDraft(key, async () => {
      // Another tab may have been faster.
      const kept = await keptDraft(userId, key);
      if (kept && !(await recover(userId, kept, save))) left = true;
    });
  }
  return left;
}

async function recover(userId: Id, kept: LocalDraft, save: Save, isSeparate = false): Promise<boolean> {
  const { key, base, input } = kept;
  if (!input) return true;
  // Continues as the closed composer, whose last request may have reached the server without an answer. If that
  // composer may still be open, this save must not look like one of its own.
  const { editor, turn } = canLock() ? kept : { editor: newKey(), turn: 0 };
  const next = turn + 1;
  await keepDraft(userId, { ...kept, editor, turn: next });
  try {
    const { outcome } = await save({ key, base, editor, turn: next, close: true, draft: input });
    const isDone = outcome === 'saved' || (outcome === 'sent' && kept.sending === true);
    if (isDone) {
      await forgetDraft(userId, key);
      return true;
    }
  } catch {
    return false;
  }
  if (isSeparate) return false;
  // It was changed, sent or discarded elsewhere in the meantime. What was typed here becomes a separate draft.
  const separate = { key: newKey(), base: 0, editor: newKey(), turn: 0, id: undefined, sending: undefined };
  const draft = { ...kept.draft, key: separate.key };
  await keepDraft(userId, { ...kept, ...separate, draft });
  await forgetDraft(userId, key);
  const stored = await keptDraft(userId, separate.key);
  return stored ? recover(userId, stored, save, true) : true;
}
