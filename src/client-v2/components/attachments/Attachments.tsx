import { useState } from 'react';
import type { AttachmentView, Id } from '../../../common';
import { useReturnedFocus } from '../shared/useReturnedFocus';
import { AttachmentList, type AttachmentListProps } from './AttachmentList';
import { EnclosedMessageDialog } from './EnclosedMessageDialog';

interface Props extends Omit<AttachmentListProps, 'onOpenMessage'> {
  /** The account of the message. */
  accountId: Id;
}

/**
 * A message's files. A file that is itself a message opens in a dialog, which shows that message's files the same way.
 */
export function Attachments({ accountId, ...list }: Props) {
  const [opened, setOpened] = useState<AttachmentView | null>(null);
  useReturnedFocus(opened !== null);
  return (
    <>
      <AttachmentList {...list} onOpenMessage={setOpened} />
      {opened && (
        <EnclosedMessageDialog file={opened} accountId={accountId} onClose={() => setOpened(null)}>
          {({ attachments, html }) => (
            <Attachments
              messageId={null}
              accountId={accountId}
              attachments={attachments}
              inText={html !== ''}
            />
          )}
        </EnclosedMessageDialog>
      )}
    </>
  );
}
