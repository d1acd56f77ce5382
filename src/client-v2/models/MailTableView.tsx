import { Drawer } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '../../common';
import { LabelsProvider } from '../components/labels/LabelsProvider';
import { MessageReader } from '../components/reader/MessageReader';
import { useMailChanges } from '../live';
import { useT } from '../locale';

/** The part of the block's model that this view uses. */
export interface MailTable {
  openMail: ((id: Id) => void) | null;
  refreshQuietly(): Promise<void>;
  clearHighlight(): void;
}

/** Wraps the table: opens the message that was clicked and reloads rows that change on the server. */
export function MailTableView({ model, children }: { model: MailTable; children: ReactNode }) {
  const t = useT();
  const [shown, setShown] = useState<Id | null>(null);
  const [open, setOpen] = useState(false);
  // If this fails, what is shown stays, and the next change tries again.
  const refresh = () => void model.refreshQuietly().catch(() => undefined);
  useMailChanges({ what: ['messages'] }, refresh);
  useEffect(() => {
    model.openMail = (id) => {
      setShown(id);
      setOpen(true);
    };
    return () => {
      model.openMail = null;
    };
  }, [model]);
  const close = () => {
    setOpen(false);
    model.clearHighlight();
  };
  return (
    <>
      {children}
      <Drawer
        open={open}
        onClose={close}
        closable={false}
        width="min(880px, 100vw)"
        aria-label={t('Mail')}
        destroyOnHidden
        styles={{ body: { padding: 0 } }}
      >
        {shown !== null && (
          <LabelsProvider>
            <MessageReader messageId={shown} onClose={close} onChanged={refresh} />
          </LabelsProvider>
        )}
      </Drawer>
    </>
  );
}
