import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Id } from '../../common';
import { ReaderDrawer } from '../blocks/ReaderDrawer';
import type { MailAction } from '../blocks/table/mail-actions';
import { useTableActions } from '../blocks/table/useTableActions';
import { LabelDialog } from '../components/labels/LabelDialog';
import { LabelsProvider } from '../components/labels/LabelsProvider';
import { useMailChanges } from '../live';

/** The part of the block's model that this view uses. */
export interface MailTable {
  openMail: ((id: Id) => void) | null;
  perform: ((action: MailAction, ids: readonly Id[]) => void) | null;
  refreshQuietly(): Promise<void>;
  /** Ends the selection of messages that have left. */
  deselect(ids: readonly Id[]): void;
  clearHighlight(): void;
}

/** Wraps the table: opens the message that was clicked and reloads rows that change on the server. */
export function MailTableView({ model, children }: { model: MailTable; children: ReactNode }) {
  const [shown, setShown] = useState<Id | null>(null);
  // If this fails, what is shown stays, and the next change tries again.
  const refresh = useCallback(() => void model.refreshQuietly().catch(() => undefined), [model]);
  const actions = useTableActions(refresh, (ids) => model.deselect(ids));
  const latest = useRef(actions);
  latest.current = actions;
  useMailChanges({ what: ['messages'] }, refresh);
  useEffect(() => {
    model.openMail = setShown;
    model.perform = (...asked) => latest.current.perform(...asked);
    return () => {
      model.openMail = null;
      model.perform = null;
    };
  }, [model]);
  const close = () => {
    setShown(null);
    model.clearHighlight();
  };
  return (
    <>
      {children}
      {actions.labelled && (
        <LabelsProvider>
          <LabelDialog
            open
            on={actions.labelled.map(({ labels = [] }) => labels)}
            onToggle={actions.toggleLabel}
            onClose={actions.closeLabels}
          />
        </LabelsProvider>
      )}
      <ReaderDrawer messageId={shown} onClose={close} onChanged={refresh} />
    </>
  );
}
