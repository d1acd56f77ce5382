import { App } from 'antd';
import { useCallback, useRef } from 'react';
import type { DraftCopy, Id } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useWaitToast } from '../shared/useWaitToast';
import { openComposer } from './composer-store';

/**
 * Opens a sent message as a new one, with its recipients, its text and its files. `change` changes it before it's
 * opened.
 */
export function useSendAgain(): (id: Id, change?: (copy: DraftCopy) => DraftCopy) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const waiting = useWaitToast();
  const { message: toast } = App.useApp();
  const busy = useRef(false);
  return useCallback(
    async (id, change = (copy) => copy) => {
      if (busy.current) return;
      busy.current = true;
      try {
        const text = t('Copying the message and its files…');
        const copy = change(await waiting('mail-send-again', text, () => api.copyDraft(id)));
        openComposer({ accountId: copy.draft.accountId, copy });
      } catch (error) {
        toast.error(errorText(error));
      } finally {
        busy.current = false;
      }
    },
    [api, errorText, t, toast, waiting],
  );
}
