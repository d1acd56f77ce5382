import { useCallback } from 'react';
import type { Id } from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { useWaitToast } from '../../shared/useWaitToast';
import { openDraft } from '../composer-store';

/** Identifies a draft by its message in a Drafts folder, or by its own id. */
export type WhichDraft = { messageId: Id } | { id: Id };

/** Opens a stored draft in a composer, or brings the composer that has it open to the front. */
export function useContinueDraft(): (which: WhichDraft) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const waiting = useWaitToast('mail-open-draft');
  return useCallback(
    (which) =>
      waiting(t('Opening the draft…'), async () =>
        openDraft(await ('id' in which ? api.draft(which.id) : api.openDraft(which.messageId))),
      ),
    [api, t, waiting],
  );
}
