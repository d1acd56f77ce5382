import { App } from 'antd';
import { useCallback } from 'react';
import type { FollowUpView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useOfferUndo } from '../reader/useOfferUndo';

/** Marks a reminder as done, with an undo button. */
export function useFinish(
  onChanged: () => void | Promise<void>,
): (followUp: Pick<FollowUpView, 'id'>) => Promise<void> {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { message: toast } = App.useApp();
  return useCallback(
    async ({ id }) => {
      try {
        await api.finishFollowUp(id);
        offerUndo(t('Marked as done'), async () => {
          await api.reopenFollowUp(id);
          await onChanged();
        });
      } catch (error) {
        toast.error(errorText(error));
      }
      // It may also have been answered in the meantime.
      await onChanged();
    },
    [t, api, errorText, offerUndo, toast, onChanged],
  );
}
