import { App } from 'antd';
import { useCallback } from 'react';
import type { Id, SnoozeView } from '../../../common';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useT } from '../../locale';
import { TOAST, useOfferUndo } from '../reader/useOfferUndo';
import { snoozedText } from './snoozed-text';

/** Messages per request. */
const STEP = 500;

/** Says until when messages are snoozed, with a button to undo that. */
export function useSnoozeUndo(): (
  until: string | null,
  changed: SnoozeView['changed'],
  onUndone?: () => void,
) => void {
  const t = useT();
  const format = useDateFormat();
  const offerUndo = useOfferUndo();
  const undoSnooze = useUndoSnooze();
  const { message: toast } = App.useApp();
  return useCallback(
    (until, changed, onUndone) => {
      if (changed.length === 0) {
        toast.open({ key: TOAST, type: 'info', content: t('Nothing to change') });
        return;
      }
      offerUndo(snoozedText(t, format, until, changed.length), async () => {
        await undoSnooze(changed);
        onUndone?.();
      });
    },
    [t, format, offerUndo, undoSnooze, toast],
  );
}

/** Snoozes messages as they were before. A time that has passed in the meantime counts as none. */
export function useUndoSnooze(): (changed: SnoozeView['changed']) => Promise<void> {
  const api = useMailApi();
  return useCallback(
    async (changed) => {
      const groups = new Map<string | null, Id[]>();
      for (const { id, before } of changed) {
        const until = before !== null && Date.parse(before) > Date.now() ? before : null;
        groups.set(until, [...(groups.get(until) ?? []), id]);
      }
      for (const [until, ids] of groups)
        for (let at = 0; at < ids.length; at += STEP) await api.snooze(ids.slice(at, at + STEP), until);
    },
    [api],
  );
}
