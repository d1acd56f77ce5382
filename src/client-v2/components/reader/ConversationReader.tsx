import { Alert, Flex, theme } from 'antd';
import { useRef } from 'react';
import { isSnoozed } from '../../../common';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { useAnswer } from '../composer/useAnswer';
import { ReaderLabels } from '../labels/ReaderLabels';
import { useMessageLabels } from '../labels/useMessageLabels';
import { RecordsSection } from '../records/RecordsSection';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import { NotesSection } from '../notes/NotesSection';
import { useNotes } from '../notes/useNotes';
import { SnoozeLine } from '../snooze/SnoozeLine';
import { ConversationMessage } from './ConversationMessage';
import { ConversationStack } from './ConversationStack';
import { LoadedReader, ReaderSkeleton, useReaderShell, type MessageReaderProps } from './MessageReader';
import { MovedNotice } from './MovedNotice';
import { ReaderSubject } from './ReaderSubject';
import { ReaderToolbar } from './ReaderToolbar';
import { useConversation, type Conversation, type ConversationPlace } from './useConversation';
import { useMessage, type LoadedMessage } from './useMessage';
import { useMessageActions } from './useMessageActions';
import { useMovedTo } from './useMovedTo';
import { useUnfolded, type Unfolded } from './useUnfolded';

export interface ConversationReaderProps extends MessageReaderProps {
  /** The message's row in a list, so that its conversation can be loaded at once. */
  row?: ConversationPlace;
}

/**
 * Shows a message together with the rest of its conversation, in whichever folders it is; alone if there is no more.
 */
export function ConversationReader(props: ConversationReaderProps) {
  return <LoadedConversation loaded={useMessage(props.messageId)} {...props} />;
}

export function LoadedConversation({
  messageId,
  row,
  loaded,
  ...handlers
}: ConversationReaderProps & { loaded: LoadedMessage }) {
  const known = row && String(row.id) === String(messageId) ? row : loaded.message;
  const conversation = useConversation(known);
  const { messages } = conversation;
  const unfolded = useUnfolded(messages, messageId);
  // Threads of older messages, and of those that have just arrived, may not be complete yet.
  const alone = known !== undefined && (!known.threadKey || (messages !== null && messages.length <= 1));
  const isShown = useRef(false);
  // A message that is already shown stays while its conversation is being looked up.
  isShown.current = alone || (isShown.current && !messages);
  if (loaded.error || conversation.error || isShown.current)
    return <LoadedReader loaded={loaded} {...handlers} />;
  if (!messages) return <ReaderSkeleton />;
  const opened = messages.find(({ id }) => String(id) === String(messageId));
  return (
    <WholeConversation
      messages={messages}
      // If it has been deleted in the meantime, the rest of its conversation is still there.
      opened={opened ?? messages[messages.length - 1]}
      loaded={loaded}
      conversation={conversation}
      unfolded={unfolded}
      {...handlers}
    />
  );
}

interface WholeProps extends Omit<MessageReaderProps, 'messageId'> {
  messages: MessageRow[];
  opened: MessageRow;
  loaded: LoadedMessage;
  conversation: Conversation;
  unfolded: Unfolded;
}

function WholeConversation(props: WholeProps) {
  const { messages, opened, loaded, conversation, unfolded, onClose, onGone = onClose, onChanged } = props;
  const { token } = theme.useToken();
  const t = useT();
  const shell = useReaderShell();
  const answer = useAnswer();
  const newest = messages.filter(({ draft }) => !draft).at(-1) ?? messages[messages.length - 1];
  const movedTo = useMovedTo(opened);
  const inFolder = messages.filter(({ folderId }) => String(folderId) === String(opened.folderId));
  const acted = { ...opened, flagged: inFolder.some(({ flagged }) => flagged) };
  const changed = () => {
    conversation.reread();
    onChanged?.();
  };
  const allSnoozed = inFolder.every(isSnoozed);
  const idsHere = inFolder.map(({ id }) => id);
  const actions = useMessageActions(
    acted,
    {
      patch: (change) =>
        conversation.patch(
          change.seen === true || change.flagged === false || 'snoozedUntil' in change
            ? idsHere
            : [opened.id],
          change,
        ),
      onChanged: changed,
      onGone,
    },
    inFolder.length,
  );
  const labels = useMessageLabels(inFolder, {
    whole: opened.id,
    patch: (id, change) => conversation.patch([id], change),
    onChanged: changed,
  });
  const notes = useNotes(opened);
  const subject = messages[0].subject || t('(no subject)');
  return (
    <article className={shell} aria-label={subject} data-testid="mail-reader">
      <ReaderToolbar
        message={acted}
        actions={actions}
        labels={labels}
        onNote={notes.write}
        whole
        onAnswer={(kind) => void answer(newest.id, kind)}
        onMarkUnread={() => {
          unfolded.keepUnread(opened.id);
          void actions.flag({ seen: false });
        }}
        onClose={onClose}
      />
      <Flex vertical gap={token.marginSM} style={{ padding: token.paddingLG }}>
        <Flex align="baseline" justify="space-between" gap={token.marginSM} wrap>
          <ReaderSubject message={{ subject: messages[0].subject, flagged: acted.flagged }} />
          <Flex align="baseline" gap={token.marginXS}>
            <SecondaryText data-testid="mail-conversation-count">
              {t('{{count}} messages', { count: messages.length })}
            </SecondaryText>
            <LinkStyleButton size="small" onClick={unfolded.toggleAll}>
              {unfolded.all ? t('Collapse all') : t('Expand all')}
            </LinkStyleButton>
          </Flex>
        </Flex>
        <ReaderLabels labels={labels} style={{ marginTop: -token.marginSM }} />
        {opened.threadKey && (
          <RecordsSection
            about={{ threadKey: opened.threadKey, accountId: opened.accountId }}
            id={opened.id}
            whole
          />
        )}
        <MovedNotice movedTo={movedTo} />
        {allSnoozed && (
          <SnoozeLine
            message={opened}
            onChange={() => void actions.snooze()}
            onUnsnooze={() => void actions.unsnooze()}
          />
        )}
        <NotesSection notes={notes} />
        {conversation.elsewhere > 0 && (
          <Alert
            type="info"
            message={t('{{count}} more in the trash or in junk', { count: conversation.elsewhere })}
            action={
              <LinkStyleButton size="small" onClick={conversation.showElsewhere}>
                {t('Show')}
              </LinkStyleButton>
            }
          />
        )}
        <ConversationStack messages={messages} isOpen={unfolded.isOpen}>
          {(row) => (
            <ConversationMessage
              key={String(row.id)}
              row={row}
              folder={
                String(row.folderId) === String(opened.folderId)
                  ? undefined
                  : conversation.folders.find(({ id }) => String(id) === String(row.folderId))
              }
              open={unfolded.isOpen(row)}
              first={String(row.id) === unfolded.first}
              headLabels={labels.on}
              headSnoozed={allSnoozed}
              keptUnread={unfolded.isKeptUnread(row.id)}
              onToggle={() => unfolded.toggle(row)}
              onKeepUnread={() => unfolded.keepUnread(row.id)}
              loaded={String(row.id) === String(loaded.id) ? loaded : undefined}
              onPatch={(change) => conversation.patch([row.id], change)}
              onChanged={changed}
            />
          )}
        </ConversationStack>
      </Flex>
    </article>
  );
}
