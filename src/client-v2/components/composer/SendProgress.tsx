import { App, Button, Space } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import type { OperationView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useDateFormat } from '../../date-format';
import { useMailChanges } from '../../live';
import { useErrorText, useReason, useT } from '../../locale';
import { openComposer, unfollowSend } from './composer-store';
import { isScheduled } from './later/scheduled';
import { useUndoSend } from './later/useUndoSend';

/** Milliseconds between two requests. Hints can get lost, and people are waiting for this result. */
const ASK_INTERVAL = 4_000;
/** Milliseconds. A message that waits longer is scheduled; any other is about to be sent. */
const LONGEST_DELAY = 60_000;
/** Seconds for which a scheduled message is announced. */
const SCHEDULED = 8;

/** Reports the progress and outcome of a send in notifications. Renders nothing itself. */
export function SendProgress({ operation }: { operation: OperationView }) {
  const api = useMailApi();
  const t = useT();
  const reason = useReason();
  const errorText = useErrorText();
  const format = useDateFormat();
  const { message: toast, notification } = App.useApp();
  const { id, accountId } = operation;
  const key = `mail-send-${id}`;
  const ended = useRef(false);
  const end = useCallback(() => {
    ended.current = true;
    unfollowSend(id);
  }, [id]);
  const { withUndo, forget } = useUndoSend(operation, key, end);

  const tell = useCallback(
    (current: OperationView) => {
      if (ended.current) return;
      if (current.state === 'sent' || current.state === 'done') {
        toast.success({ key, content: t('Sent'), duration: 3 });
      } else if (current.state === 'failed' || current.state === 'unclear') {
        toast.destroy(key);
        notification.error({
          key,
          duration: 0,
          message:
            current.state === 'unclear'
              ? t('It is unclear whether the mail was sent')
              : t('The mail was not sent'),
          description: reason(current.reason, current.params),
          btn: (
            <Button
              type="primary"
              size="small"
              onClick={() => {
                notification.destroy(key);
                api.operation(id).then(
                  (whole) => openComposer({ operation: whole }),
                  (error: unknown) => toast.error(errorText(error)),
                );
              }}
            >
              {t('Open the mail')}
            </Button>
          ),
        });
      } else if (isScheduled(current, LONGEST_DELAY)) {
        const time = format.full(current.notBefore ?? '');
        const content = withUndo(t('Will be sent: {{time}}', { time }));
        toast.open({ key, type: 'success', duration: SCHEDULED, content });
      } else if (current.state === 'pending' && current.nextAttemptAt && !current.reason) {
        const time = format.time(current.nextAttemptAt);
        toast.info({ key, content: t('The mail waits in the outbox until {{time}}', { time }), duration: 6 });
      } else if (current.attempts > 0 && current.reason) {
        toast.loading({
          key,
          duration: 0,
          content: (
            <Space>
              {t('Sending is tried again: {{reason}}', { reason: reason(current.reason, current.params) })}
            </Space>
          ),
        });
        return;
      } else return;
      end();
    },
    [api, end, errorText, format, id, key, notification, reason, t, toast, withUndo],
  );
  const answers = useAnswers(id);
  const look = useCallback(
    () =>
      answers.take(
        () => api.operations({ id }),
        // Finished operations aren't kept forever, so one that is missing from the list is done.
        ([current]) => tell(current ?? { ...operation, state: 'done' }),
        { fail: () => undefined },
      ),
    [answers, api, id, operation, tell],
  );

  useEffect(() => {
    const sending = () => void toast.loading({ key, content: t('Sending…'), duration: 0 });
    const wait = Date.parse(operation.notBefore ?? '') - Date.now();
    // The button disappears once sending can no longer be undone.
    const delayed =
      wait > 0 && wait <= LONGEST_DELAY
        ? setTimeout(() => {
            forget();
            if (!ended.current) sending();
          }, wait)
        : undefined;
    if (delayed) toast.loading({ key, content: withUndo(t('Sending…')), duration: 0 });
    else sending();
    void look();
    const timer = setInterval(() => void look(), ASK_INTERVAL);
    return () => {
      clearInterval(timer);
      clearTimeout(delayed);
      if (!ended.current) toast.destroy(key);
    };
  }, [forget, key, look, operation, t, toast, withUndo]);
  useMailChanges({ accountId, what: ['operations'] }, () => void look());
  return null;
}
