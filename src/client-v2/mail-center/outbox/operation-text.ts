import { displayName, type OperationKind, type OperationState, type OperationView } from '../../../common';
import { isScheduled } from '../../components';
import type { StateText } from '../../components/shared/StateTag';
import type { Translate } from '../../locale';

/** Returns an operation's state in a word. */
export function stateText(operation: OperationView, t: Translate): StateText {
  const { state, reason } = operation;
  const texts: Record<OperationState, StateText> = {
    pending:
      reason !== null
        ? { text: t('Will be tried again'), color: 'warning' }
        : isScheduled(operation)
          ? { text: t('Scheduled'), color: 'processing' }
          : { text: t('Waiting'), color: 'default' },
    running: { text: t('In progress'), color: 'processing' },
    sending: { text: t('Sending'), color: 'processing' },
    sent: { text: t('Sent'), color: 'processing' },
    unclear: { text: t('Maybe sent'), color: 'warning' },
    done: { text: t('Done'), color: 'default' },
    failed: { text: t('Failed'), color: 'error' },
  };
  return texts[state];
}

/** Returns what the operation is about: a message's subject, or the kind of change. */
export function operationTitle({ kind, subject }: OperationView, t: Translate): string {
  const titles: Record<OperationKind, string> = {
    send: subject || t('(no subject)'),
    flag: t('Mark mails'),
    move: t('Move mails'),
    remove: t('Delete mails'),
    createFolder: t('New folder'),
    renameFolder: t('Rename or move a folder'),
    removeFolder: t('Delete a folder'),
    emptyFolder: t('Empty a folder'),
    readFolder: t('Mark all as read'),
    draft: t('Save a draft in the mailbox'),
  };
  return titles[kind];
}

/** Lists the recipients, by name if they have one. */
export function recipients({ recipients: some = [], recipientCount = 0 }: OperationView): string {
  const names = some.map(displayName).join(', ');
  return recipientCount > some.length ? `${names}, … (${recipientCount})` : names;
}
