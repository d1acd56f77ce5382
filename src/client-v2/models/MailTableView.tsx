import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '../../common';
import { ReaderDrawer } from '../blocks/ReaderDrawer';
import { useMailChanges } from '../live';

/** The part of the block's model that this view uses. */
export interface MailTable {
  openMail: ((id: Id) => void) | null;
  refreshQuietly(): Promise<void>;
  clearHighlight(): void;
}

/** Wraps the table: opens the message that was clicked and reloads rows that change on the server. */
export function MailTableView({ model, children }: { model: MailTable; children: ReactNode }) {
  const [shown, setShown] = useState<Id | null>(null);
  // If this fails, what is shown stays, and the next change tries again.
  const refresh = () => void model.refreshQuietly().catch(() => undefined);
  useMailChanges({ what: ['messages'] }, refresh);
  useEffect(() => {
    model.openMail = setShown;
    return () => {
      model.openMail = null;
    };
  }, [model]);
  const close = () => {
    setShown(null);
    model.clearHighlight();
  };
  return (
    <>
      {children}
      <ReaderDrawer messageId={shown} onClose={close} onChanged={refresh} />
    </>
  );
}
