import { App } from 'antd';
import { useCallback, useRef } from 'react';
import type { DraftView, Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useErrorText, useT } from '../../../locale';
import { openDraft } from '../composer-store';

/** Milliseconds after which the wait is shown. Before that, it would only flicker. */
const NOTICEABLE = 300;
const TOAST = 'mail-open-draft';

/** Identifies a draft by its message in a Drafts folder, or by its own id. */
export type WhichDraft = { messageId: Id } | { id: Id };

/** Opens a stored draft in a composer, or brings the composer that has it open to the front. */
export function useContinueDraft(): (which: WhichDraft) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  // A double click counts as two clicks.
  const busy = useRef(false);
  return useCallback(
    async (which) => {
      if (busy.current) return;
      busy.current = true;
      const timer = setTimeout(
        () => void toast.open({ key: TOAST, type: 'loading', duration: 0, content: t('Opening the draft…') }),
        NOTICEABLE,
      );
      const read = (): Promise<DraftView> =>
        'id' in which ? api.draft(which.id) : api.openDraft(which.messageId);
      try {
        openDraft(await read());
      } catch (error) {
        toast.error(errorText(error));
      } finally {
        clearTimeout(timer);
        toast.destroy(TOAST);
        busy.current = false;
      }
    },
    [api, errorText, t, toast],
  );
}
