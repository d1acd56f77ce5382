import { App } from 'antd';
import { useCallback } from 'react';
import type { Id, LabelledView } from '../../../common';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { TOAST, useOfferUndo } from '../reader/useOfferUndo';
import { labelledText } from './labelled-text';
import { changedBy, changeOf, type Labelling } from './labelling';

/** Messages per request. */
const STEP = 500;

/** Says which label was added or removed, with a button to undo that. Only touches messages that were changed. */
export function useLabelUndo(): (done: Labelling, answer: LabelledView, onUndone?: () => void) => void {
  const t = useT();
  const offerUndo = useOfferUndo();
  const undoLabels = useUndoLabels();
  const { message: toast } = App.useApp();
  return useCallback(
    (done, answer, onUndone) => {
      const ids = changedBy(done, answer);
      if (ids.length === 0) {
        toast.open({ key: TOAST, type: 'info', content: t('Nothing to change') });
        return;
      }
      offerUndo(labelledText(t, done.label.name, done.add, ids.length), async () => {
        await undoLabels(done, ids);
        onUndone?.();
      });
    },
    [t, offerUndo, undoLabels, toast],
  );
}

/** Removes a label from messages that got it, or adds it again to those that lost it. */
export function useUndoLabels(): (done: Labelling, ids: readonly Id[]) => Promise<void> {
  const api = useMailApi();
  return useCallback(
    async ({ label, add }, ids) => {
      const change = changeOf({ label, add: !add });
      for (let at = 0; at < ids.length; at += STEP) await api.label(ids.slice(at, at + STEP), change);
    },
    [api],
  );
}
