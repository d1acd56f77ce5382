import { Drawer } from 'antd';
import { useRef } from 'react';
import type { Id } from '../../common';
import type { MessageRow } from '../api';
import { ConversationReader, MessageReader } from '../components';
import { LabelsProvider } from '../components/labels/LabelsProvider';
import { useT } from '../locale';

export interface ReaderDrawerProps {
  /** Null while the drawer is closed. */
  messageId: Id | null;
  /** Shows the rest of its conversation too. */
  conversations?: boolean;
  /** The message as listed. */
  row?: MessageRow;
  onClose(): void;
  onChanged?(): void;
}

/** Shows a message of a block, with everything that can be done with it, above the page. */
export function ReaderDrawer({ messageId, conversations = false, row, ...handlers }: ReaderDrawerProps) {
  const t = useT();
  // The message stays on screen while the drawer slides away.
  const last = useRef(messageId);
  if (messageId !== null) last.current = messageId;
  const shown = last.current;
  const Reader = conversations ? ConversationReader : MessageReader;
  return (
    <Drawer
      open={messageId !== null}
      onClose={handlers.onClose}
      closable={false}
      width="min(880px, 100vw)"
      aria-label={t('Mail')}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
    >
      {shown !== null && (
        <LabelsProvider>
          <Reader
            key={String(shown)}
            messageId={shown}
            {...(conversations ? { row } : {})}
            onClose={handlers.onClose}
            onChanged={handlers.onChanged}
          />
        </LabelsProvider>
      )}
    </Drawer>
  );
}
