import type { Id } from '../../../common';
import type { MessageRow } from '../../api';
import type { ConversationMarksProps } from './ConversationMarks';
import type { LoadedMessage } from './useMessage';

export interface ConversationMessageProps extends ConversationMarksProps {
  open: boolean;
  /** Whether it is the message to read first, which is scrolled into view. */
  first: boolean;
  /** The labels of the conversation's messages in the open folder, which its head shows. */
  headLabels: ReadonlyArray<readonly Id[]>;
  /** Whether the head says that all of these are snoozed. */
  headSnoozed: boolean;
  keptUnread: boolean;
  /** The message, if it has already been loaded. */
  loaded?: LoadedMessage;
  onToggle(): void;
  onKeepUnread(): void;
  onPatch(change: Partial<MessageRow>): void;
  onChanged(): void;
}
