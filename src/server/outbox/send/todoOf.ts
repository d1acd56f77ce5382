import { reminderTime } from '../../../common';
import { messageIdOf } from '../../mime/compose';
import type { NewTodo } from '../../store/messages/todos';
import { idHash } from '../../store/threads/idHash';
import type { SendOperation } from './payload';

/** Recipients that a list of reminders names. */
const NAMED = 10;

/** The reminder that its writer wants if nobody answers; null if none is wanted, or if nothing has been composed yet. */
export function todoOf({ id, accountId, userId, payload, progress }: SendOperation): NewTodo | null {
  const { remind, subject, to = [], cc = [], bcc = [], timeZone } = payload;
  const { token, from, offset = 0 } = progress;
  if (!remind || token === undefined || from === undefined) return null;
  return {
    ...{ operationId: id, accountId, userId, token, subject },
    idHash: idHash(messageIdOf(token, from)),
    recipients: [...to, ...cc, ...bcc].slice(0, NAMED),
    dueAt: (sentAt) => reminderTime(remind, sentAt, timeZone ?? offset),
  };
}
