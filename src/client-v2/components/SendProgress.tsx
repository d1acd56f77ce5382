import { App, Button, Space } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import type { OperationView } from '../../common';
import { useMailApi } from '../api';
import { useDateFormat } from '../date-format';
import { useMailChanges } from '../live';
import { useReason, useT } from '../locale';
import { openComposer, unfollowSend } from './composer-store';

/** Asked this often even if no hint comes: a hint may be lost, and people wait for this one. */
const ASK_INTERVAL = 4_000;

/** Tells how a send goes and how it ended. Shows nothing by itself. */
export function SendProgress({ operation }: { operation: OperationView }) {
  const api = useMailApi();
  const t = useT();
  const reason = useReason();
  const format = useDateFormat();
  const { message: toast, notification } = App.useApp();
  const { id, accountId } = operation;
  const key = `mail-send-${id}`;
  const ended = useRef(false);

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
                openComposer({ operation: current });
              }}
            >
              {t('Open the mail')}
            </Button>
          ),
        });
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
      ended.current = true;
      unfollowSend(id);
    },
    [format, id, key, notification, reason, t, toast],
  );
  const look = useCallback(async () => {
    const [current] = await api.operations({ id });
    // Gone from the list: an operation that is done is not kept for ever.
    if (current) tell(current);
    else tell({ ...operation, state: 'done' });
  }, [api, id, operation, tell]);

  useEffect(() => {
    toast.loading({ key, content: t('Sending…'), duration: 0 });
    const timer = setInterval(() => void look().catch(() => undefined), ASK_INTERVAL);
    return () => {
      clearInterval(timer);
      if (!ended.current) toast.destroy(key);
    };
  }, [key, look, t, toast]);
  useMailChanges({ accountId, what: ['operations'] }, () => void look().catch(() => undefined));
  return null;
}
