import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { useLanguage } from '../../components/shared/useLanguage';
import { useMailApi } from '../../api';
import { confirmDeletion, useOfferUndo, useUndoToast } from '../../components';
import { LinkStyleButton } from '../../components/shared/LinkStyleButton';
import { useUndoLabels } from '../../components/labels/useLabelUndo';
import { useUndoSnooze } from '../../components/snooze/useSnoozeUndo';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';
import { carryOut, inSteps, opposite, type Change, type Everything, type Outcome } from './carry-out';
import { askText, doneText as textOf } from './everything-texts';

const KEY = 'mail-everything';

/**
 * Applies a change to all messages of a list: asks first, shows progress, and can be stopped and undone.
 * `onBegun` is called after the confirmation, `onChanged` whenever listed messages have changed.
 */
export function useCarryOut(
  onChanged: () => void,
): (everything: Everything, change: Change, onBegun: () => void) => Promise<void> {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const language = useLanguage();
  const { message: toast, modal } = App.useApp();
  const undoToast = useUndoToast();
  const offerUndo = useOfferUndo();
  const undoLabels = useUndoLabels();
  const undoSnooze = useUndoSnooze();
  const format = useDateFormat();
  const running = useRef(false);

  return useCallback(
    async (everything, change, onBegun) => {
      if (running.current) {
        toast.info(t('Another change to many messages is still running. Wait until it’s done, or stop it.'));
        return;
      }
      const number = (value: number) => new Intl.NumberFormat(language).format(value);
      const total = number(everything.count) + (everything.exact ? '' : '+');
      const isSure =
        change.kind === 'remove' && change.permanently
          ? confirmDeletion(modal, t, total)
          : modal.confirm({
              title: askText(t, change, total, format),
              content: t('This includes messages further down that are not loaded yet.'),
              okText: t('Continue'),
              cancelText: t('Cancel'),
            });
      if (!(await isSure)) return;
      onBegun();
      running.current = true;
      const stop = new AbortController();
      const show = (done: number) =>
        toast.open({
          key: KEY,
          type: 'loading',
          duration: 0,
          content: (
            <>
              {t('{{done}} of {{total}} messages…', { done: number(done), total })}
              <LinkStyleButton size="small" onClick={() => stop.abort()} data-testid="mail-everything-stop">
                {t('Stop')}
              </LinkStyleButton>
            </>
          ),
        });
      const warn = (event: BeforeUnloadEvent) => event.preventDefault();
      window.addEventListener('beforeunload', warn);
      show(0);
      const outcome = await carryOut(api, everything, change, {
        signal: stop.signal,
        onStep: (done) => {
          show(done);
          onChanged();
        },
        confirmPermanently: () => confirmDeletion(modal, t, total),
      });
      window.removeEventListener('beforeunload', warn);
      running.current = false;
      toast.destroy(KEY);
      if (outcome.failure !== undefined) toast.error(errorText(outcome.failure));
      tell(outcome);

      function tell({ origins, flagged, labelled, snoozed, deleted }: Outcome): void {
        const doneText = (count: string) => textOf(t, change, count, format);
        if (origins.length > 0) undoToast(doneText(number(origins.length)), origins, onChanged);
        if (flagged.length > 0 && change.kind === 'flag')
          offerUndo(doneText(number(flagged.length)), async () => {
            for (const ids of inSteps(flagged)) await api.flag(ids, opposite(change.flags));
            onChanged();
          });
        if (labelled.length > 0 && change.kind === 'label')
          offerUndo(doneText(number(labelled.length)), async () => {
            await undoLabels(change, labelled);
            onChanged();
          });
        if (snoozed.length > 0)
          offerUndo(doneText(number(snoozed.length)), async () => {
            await undoSnooze(snoozed);
            onChanged();
          });
        if (deleted > 0)
          toast.success(t('{{count}} messages deleted permanently', { count: number(deleted) }));
        if (
          origins.length + flagged.length + labelled.length + snoozed.length + deleted === 0 &&
          outcome.failure === undefined &&
          !stop.signal.aborted
        )
          toast.info(t('Nothing to change'));
      }
    },
    [
      api,
      t,
      errorText,
      language,
      toast,
      modal,
      undoToast,
      offerUndo,
      undoLabels,
      undoSnooze,
      format,
      onChanged,
    ],
  );
}
