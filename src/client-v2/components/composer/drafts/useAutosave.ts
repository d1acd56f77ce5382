import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { MailApiError } from '../../../api-error';
import { useMailChanges } from '../../../live';
import { useUserId } from '../../shared/useUserId';
import type { ComposerInit } from '../composer-init';
import type { RestoredDraft } from '../composer-store';
import type { useComposer } from '../useComposer';
import { Autosave } from './autosave';
import type { SaveView } from './draft-state';
import { forgetDraft, keepDraft } from './local-drafts';

/** Milliseconds in which news of a change is probably about the version that was just stored here. */
const OWN_NEWS = 3_000;

export interface AutosaveState {
  autosave: Autosave;
  view: SaveView;
}

/** Saves what is written in a composer. See {@link Autosave}. */
export function useAutosave(
  { draft, changed, toInput }: Pick<ReturnType<typeof useComposer>, 'draft' | 'changed' | 'toInput'>,
  init: ComposerInit,
  restored?: RestoredDraft,
): AutosaveState {
  const api = useMailApi();
  const userId = useUserId();
  /** An edited send isn't stored anywhere before it's sent, so leaving the page ends it. */
  const asks = init.operation !== undefined && changed;
  const latest = useRef({ api, userId, toInput, asks });
  useEffect(() => {
    latest.current = { api, userId, toInput, asks };
  });
  const [autosave] = useState(() => {
    const user = <T>(work: (id: Id) => Promise<T>, otherwise: T): Promise<T> => {
      const id = latest.current.userId;
      return id === null ? Promise.resolve(otherwise) : work(id);
    };
    const stored = init.draft && { base: init.draft.version, id: init.draft.id };
    return new Autosave(
      {
        save: (request) => latest.current.api.saveDraft(request),
        keep: (kept) => user((id) => keepDraft(id, kept), false),
        forget: (key) => user((id) => forgetDraft(id, key), undefined),
        toInput: (written) => latest.current.toInput(written),
      },
      restored?.origin ?? stored,
    );
  });
  const view = useSyncExternalStore(autosave.subscribe, autosave.get);

  useEffect(() => {
    if (draft) autosave.update(draft, changed);
  }, [autosave, draft, changed]);
  useEffect(() => {
    const retry = () => autosave.retry();
    // This is the last chance to keep what was typed in the last few moments.
    const leave = () => void autosave.keepNow();
    const ask = (event: BeforeUnloadEvent) => {
      if (autosave.isSafe && !latest.current.asks) return;
      leave();
      event.preventDefault();
    };
    window.addEventListener('online', retry);
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', ask);
      autosave.dispose();
    };
  }, [autosave]);

  // Tells the writer immediately, and not only at the next save, that another tab or device changed the draft.
  useMailChanges({ what: ['drafts'] }, () => {
    const { id } = autosave.get();
    if (id === undefined || !autosave.isAtRest || autosave.savedWithin(OWN_NEWS)) return;
    api.draft(id).then(
      (other) => autosave.look(other),
      (error: unknown) => {
        if (error instanceof MailApiError && error.code === 'not-found') autosave.ask();
      },
    );
  });
  return { autosave, view };
}
