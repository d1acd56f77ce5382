import { App } from 'antd';
import { useCallback } from 'react';
import type { Id } from '../../../common';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useErrorText, useT } from '../../locale';
import { useOfferUndo } from '../reader/useOfferUndo';
import { dayOf } from './reminder-text';
import { ReminderChoices } from './ReminderChoices';

/** Asks when to be reminded of a message, and says when that is, with an undo button. */
export function useRemember(): (message: { id: Id }) => void {
  const t = useT();
  const api = useMailApi();
  const format = useDateFormat();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { modal, message: toast } = App.useApp();
  return useCallback(
    ({ id }) => {
      const dialog = modal.confirm({
        icon: null,
        title: t('Remind me about this'),
        width: 360,
        footer: null,
        closable: true,
        maskClosable: true,
        autoFocusButton: null,
        content: (
          <ReminderChoices
            onChoose={(remind) => {
              dialog.destroy();
              api.remember(id, remind).then(
                ({ id: todo, dueAt, before }) =>
                  offerUndo(t('You’ll be reminded on {{day}}', { day: format.weekday(dueAt) }), async () => {
                    if (before === null) await api.finishFollowUp(todo);
                    else await api.postponeFollowUp(todo, { on: dayOf(new Date(before)) });
                  }),
                (error: unknown) => toast.error(errorText(error)),
              );
            }}
          />
        ),
      });
    },
    [t, api, format, errorText, offerUndo, modal, toast],
  );
}
