import { useCallback } from 'react';
import type { DraftCopy, Id } from '../../../common';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { useWaitToast } from '../shared/useWaitToast';
import { openComposer } from './composer-store';

/**
 * Opens a sent message as a new one, with its recipients, its text and its files. `change` changes it before it's
 * opened.
 */
export function useSendAgain(): (id: Id, change?: (copy: DraftCopy) => DraftCopy) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const waiting = useWaitToast('mail-send-again');
  return useCallback(
    (id, change = (copy) => copy) =>
      waiting(t('Copying the message and its files…'), async () => {
        const copy = change(await api.copyDraft(id));
        openComposer({ accountId: copy.draft.accountId, copy });
      }),
    [api, t, waiting],
  );
}
