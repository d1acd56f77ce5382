import type { OperationKind, OperationState, OperationView } from '../../../common';
import type { Translate } from '../../locale';

export interface StateText {
  text: string;
  color: 'default' | 'processing' | 'warning' | 'error';
}

/** Where an operation stands, in a word. */
export function stateText({ state, reason }: OperationView, t: Translate): StateText {
  const texts: Record<OperationState, StateText> = {
    pending:
      reason !== null
        ? { text: t('Will be tried again'), color: 'warning' }
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

/** What it was about: a mail's subject, or the kind of change. */
export function operationTitle({ kind, compose }: OperationView, t: Translate): string {
  const titles: Record<OperationKind, string> = {
    send: compose?.subject || t('(no subject)'),
    flag: t('Mark mails'),
    move: t('Move mails'),
    remove: t('Delete mails'),
    createFolder: t('New folder'),
    renameFolder: t('Rename or move a folder'),
    removeFolder: t('Delete a folder'),
    emptyFolder: t('Empty a folder'),
    readFolder: t('Mark all as read'),
  };
  return titles[kind];
}

/** To whom, by name where there is one. */
export function recipients({ compose }: OperationView): string {
  const all = compose ? [...compose.to, ...compose.cc, ...compose.bcc] : [];
  return all.map(({ name, address }) => name || address).join(', ');
}
