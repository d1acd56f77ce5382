import { css } from '@emotion/css';
import { Flex, Skeleton, theme } from 'antd';
import type { Id } from '../../../common';
import { useT } from '../../locale';
import { AnswerPlace } from '../composer/AnswerPlace';
import { openComposer } from '../composer/composer-store';
import { useContinueDraft } from '../composer/drafts/useContinueDraft';
import { useOwnLabels } from './useOwnLabels';
import { NotesSection } from '../notes/NotesSection';
import { useNotes } from '../notes/useNotes';
import { TodoLine } from '../reminders/TodoLine';
import { SnoozeLine } from '../snooze/SnoozeLine';
import { RecordsSection } from '../records/RecordsSection';
import { LoadFailure } from '../shared/LoadFailure';
import { MessageMenu } from './MessageMenu';
import { MessageText } from './MessageText';
import { MovedNotice } from './MovedNotice';
import { ReaderHead } from './ReaderHead';
import { ReaderToolbar } from './ReaderToolbar';
import { useMarkRead } from './useMarkRead';
import { useMessage, type LoadedMessage } from './useMessage';
import { useMessageActions } from './useMessageActions';
import { useMovedTo } from './useMovedTo';

export interface MessageReaderProps {
  messageId: Id;
  onClose?(): void;
  /** Called when the message was moved or deleted here. By default, the reader closes. */
  onGone?(): void;
  onChanged?(): void;
}

/** Shows one message with its sender, date, text and actions. Reading it marks it as read. */
export function MessageReader({ messageId, ...handlers }: MessageReaderProps) {
  return <LoadedReader loaded={useMessage(messageId)} {...handlers} />;
}

/** The reader for a message that its parent loads. */
export function LoadedReader({
  loaded,
  onClose,
  onGone = onClose,
  onChanged,
}: Omit<MessageReaderProps, 'messageId'> & { loaded: LoadedMessage }) {
  const { token } = theme.useToken();
  const t = useT();
  const { message, error, patch, retry, reread } = loaded;
  const actions = useMessageActions(message, { patch, onChanged, onGone });
  const labels = useOwnLabels(message, patch, () => {
    reread();
    onChanged?.();
  });
  const notes = useNotes(message);
  const movedTo = useMovedTo(message);
  const markedUnread = useMarkRead(loaded, actions.flag);
  const shell = useReaderShell();
  const continueDraft = useContinueDraft();

  if (error) return <LoadFailure title={t('This mail cannot be shown')} error={error} onRetry={retry} />;
  if (!message) return <ReaderSkeleton />;
  const markUnread = () => {
    markedUnread();
    void actions.flag({ seen: false });
  };
  return (
    <article className={shell} aria-label={message.subject || t('(no subject)')} data-testid="mail-reader">
      <ReaderToolbar
        message={message}
        actions={actions}
        labels={labels}
        onNote={notes.write}
        onAnswer={(kind) => openComposer({ accountId: message.accountId, source: { message, kind } })}
        onContinue={message.draft ? () => void continueDraft({ messageId: message.id }) : undefined}
        onMarkUnread={markUnread}
        menu={<MessageMenu message={message} />}
        onClose={onClose}
      />
      <Flex vertical gap={token.margin} style={{ padding: token.paddingLG }}>
        <MovedNotice gone={loaded.gone} movedTo={movedTo} />
        <SnoozeLine
          message={message}
          onChange={() => void actions.snooze()}
          onUnsnooze={() => void actions.unsnooze()}
        />
        <TodoLine messageId={message.id} />
        <ReaderHead message={message} labels={labels} />
        <NotesSection notes={notes} />
        <RecordsSection about={{ messageId: message.id }} id={message.id} whole={false} />
        <MessageText key={String(message.id)} loaded={loaded} />
        {!message.draft && <AnswerPlace messageId={message.id} />}
      </Flex>
    </article>
  );
}

/** Returns the class of the surface that a message or conversation is shown on. */
export function useReaderShell(): string {
  const { token } = theme.useToken();
  return css`
    container-type: inline-size;
    min-height: 100%;
    background: ${token.colorBgContainer};
  `;
}

export function ReaderSkeleton() {
  const { token } = theme.useToken();
  const t = useT();
  return (
    <div
      className={useReaderShell()}
      style={{ padding: token.paddingLG }}
      aria-busy
      aria-label={t('Loading')}
    >
      <Skeleton active avatar paragraph={{ rows: 8 }} />
    </div>
  );
}
