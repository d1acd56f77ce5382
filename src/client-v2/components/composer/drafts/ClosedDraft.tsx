import { App } from 'antd';
import { useEffect, useRef } from 'react';
import type { Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { useOfferUndo } from '../../reader/useOfferUndo';
import { LinkStyleButton } from '../../shared/LinkStyleButton';
import { useUserId } from '../../shared/useUserId';
import { newKey } from '../new-key';
import { openDraft, restoreComposer, unfollowClosed, type ClosedComposer } from '../composer-store';
import { holdDraft } from './draft-lock';
import { keptDraft } from './local-drafts';

/** Seconds, the same as for undoing. */
const DURATION = 8;

/** Stores or discards a closed composer's draft, and tells the writer. Renders nothing itself. */
export function ClosedDraft({ closed }: { closed: ClosedComposer }) {
  const finish = useFinish(closed);
  const latest = useRef(finish);
  useEffect(() => {
    latest.current = finish;
  });
  useEffect(() => {
    const letGo = closed.draft.key === undefined ? undefined : holdDraft(closed.draft.key);
    void latest.current().finally(() => {
      letGo?.();
      unfollowClosed(closed.key);
    });
  }, [closed]);
  return null;
}

function useFinish({ autosave, how, init, draft, key }: ClosedComposer): () => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { message: toast } = App.useApp();
  const userId = useUserId();
  const fail = (error: unknown) => void toast.error(errorText(error));

  /** Opens the text that couldn't be stored. It may have been stored in the meantime after all. */
  const reopenKept = async (id: Id | undefined) => {
    const kept = userId === null || draft.key === undefined ? undefined : await keptDraft(userId, draft.key);
    if (kept) restoreComposer(key, init, { draft: kept.draft, origin: { ...kept, unsaved: true } });
    else if (id !== undefined) await api.draft(id).then(openDraft);
  };
  const close = async () => {
    const outcome = await autosave.close();
    const { id, kept } = autosave.get();
    if (outcome === 'nothing') return;
    if (outcome === 'failed' && !kept) {
      // A composer is the only place left for the text.
      restoreComposer(key, init, { draft, origin: autosave.origin });
      return;
    }
    const isSaved = outcome === 'saved';
    const name = `mail-draft-${key}`;
    const open = () => {
      toast.destroy(name);
      (isSaved && id !== undefined ? api.draft(id).then(openDraft) : reopenKept(id)).catch(fail);
    };
    toast.open({
      ...{ key: name, type: isSaved ? 'success' : 'warning', duration: DURATION },
      content: (
        <>
          {isSaved ? t('Saved to Drafts') : t('Not saved to Drafts yet. Kept in this browser.')}
          <LinkStyleButton size="small" onClick={open}>
            {t('Open')}
          </LinkStyleButton>
        </>
      ),
    });
  };
  const discard = async () => {
    let stored: Id | undefined;
    const discarded = autosave.discard().then(async (id) => {
      stored = id;
      if (id !== undefined) await api.discardDraft(id);
    });
    discarded.catch(fail);
    offerUndo(t('Draft discarded'), async () => {
      await discarded.catch(() => undefined);
      // The last few words may not have been stored.
      const written = stored === undefined ? undefined : await api.restoreDraft(stored);
      const restored = { ...draft, key: written?.key ?? newKey() };
      const origin = { base: written?.version ?? 0, id: written?.id, unsaved: true };
      restoreComposer(key, written ? { ...init, draft: written } : init, { draft: restored, origin });
    });
    await discarded.catch(() => undefined);
  };
  return how === 'close' ? close : discard;
}
