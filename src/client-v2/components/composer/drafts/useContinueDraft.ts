import { App } from 'antd';
import { useCallback, useRef } from 'react';
import type { DraftView, Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { useWaitToast } from '../../shared/useWaitToast';
import { openDraft } from '../composer-store';

/** Identifies a draft by its message in a Drafts folder, or by its own id. */
export type WhichDraft = { messageId: Id } | { id: Id };

/** Opens a stored draft in a composer, or brings the composer that has it open to the front. */
export function useContinueDraft(): (which: WhichDraft) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const waiting = useWaitToast();
  const { message: toast } = App.useApp();
  // A double click counts as two clicks.
  const busy = useRef(false);
  return useCallback(
    async (which) => {
      if (busy.current) return;
      busy.current = true;
      const read = (): Promise<DraftView> =>
        'id' in which ? api.draft(which.id) : api.openDraft(which.messageId);
      try {
        openDraft(await waiting('mail-open-draft', t('Opening the draft…'), read));
      } catch (error) {
        toast.error(errorText(error));
      } finally {
        busy.current = false;
      }
    },
    [api, errorText, t, toast, waiting],
  );
}
