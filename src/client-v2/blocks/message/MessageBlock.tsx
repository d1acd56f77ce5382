import type { Id } from '../../../common';
import { ConversationReader, MessageReader } from '../../components';
import { LabelsProvider } from '../../components/labels/LabelsProvider';

/** One message, or its whole conversation, with everything that can be done with it. */
export function MessageBlock({ messageId, conversation }: { messageId: Id; conversation: boolean }) {
  const Reader = conversation ? ConversationReader : MessageReader;
  return (
    <LabelsProvider>
      <Reader key={String(messageId)} messageId={messageId} />
    </LabelsProvider>
  );
}
