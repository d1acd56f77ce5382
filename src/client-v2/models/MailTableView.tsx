import { Drawer } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '../../common';
import { MessageReader } from '../components/MessageReader';
import { useMailChanges } from '../live';
import { useT } from '../locale';

/** What this view needs of the block's model. */
export interface MailTable {
  openMail: ((id: Id) => void) | null;
  refreshQuietly(): Promise<void>;
  clearHighlight(): void;
}

/** Around the table: the mail that was clicked, and the server's news. */
export function MailTableView({ model, children }: { model: MailTable; children: ReactNode }) {
  const t = useT();
  const [shown, setShown] = useState<Id | null>(null);
  const [open, setOpen] = useState(false);
  // A failed re-read leaves what is shown; the next change brings another.
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
        {shown !== null && <MessageReader messageId={shown} onClose={close} onChanged={refresh} />}
      </Drawer>
    </>
  );
}
