import { EditOutlined, UpOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Skeleton, theme, Tooltip } from 'antd';
import type { Id } from '../../../common';
import type { MessageRow } from '../../api';
import { useT } from '../../locale';
import { AnswerPlace } from '../composer/AnswerPlace';
import { openComposer } from '../composer/composer-store';
import { useContinueDraft } from '../composer/drafts/useContinueDraft';
import type { AnswerKind } from '../composer/useAnswer';
import { ReplyIcon } from '../shared/mail-icons';
import { TodoLine } from '../reminders/TodoLine';
import { SnoozeLine } from '../snooze/SnoozeLine';
import { LoadFailure } from '../shared/LoadFailure';
import { ConversationMarks } from './ConversationMarks';
import type { ConversationMessageProps } from './conversation-message-props';
import { MessageText } from './MessageText';
import { ReaderHead } from './ReaderHead';
import { UnfoldedMenu } from './UnfoldedMenu';
import { useMarkRead } from './useMarkRead';
import type { LoadedMessage } from './useMessage';
import { useOwnLabels } from './useOwnLabels';
import { useMessageActions } from './useMessageActions';

/** A message of a conversation with its text and its own actions. */
export function UnfoldedMessage(props: ConversationMessageProps & { loaded: LoadedMessage }) {
  const { row, folder, loaded, keptUnread, onToggle, onPatch, onChanged } = props;
  const t = useT();
  const { token } = theme.useToken();
  const patch = (change: Partial<MessageRow>) => {
    loaded.patch(change);
    onPatch(change);
  };
  const actions = useMessageActions(loaded.message, { patch, onChanged, onGone: onChanged });
  useMarkRead(loaded, actions.flag, keptUnread);
  const { message } = loaded;
  // Those of the row, because a change of the whole conversation shows there at once.
  const labels = useOwnLabels(row, patch, onChanged);
  const asHead = hasSameLabels(row.labels, props.headLabels.flat());
  const continueDraft = useContinueDraft();
  if (loaded.gone)
    return <Alert type="warning" showIcon message={t('This message was deleted elsewhere.')} />;
  if (loaded.error)
    return <LoadFailure title={t('This mail cannot be shown')} error={loaded.error} onRetry={loaded.retry} />;
  if (!message)
    return <Skeleton active avatar paragraph={{ rows: 4 }} style={{ paddingBlock: token.padding }} />;
  const answer = (kind: AnswerKind) =>
    openComposer({ accountId: message.accountId, source: { message, kind } });
  return (
    <Flex vertical gap={token.margin} style={{ paddingBlock: token.padding }}>
      <Flex gap={token.marginXS} align="flex-start">
        <div style={{ flex: 1, minWidth: 0 }}>
          <ReaderHead message={message} labels={asHead ? undefined : labels} withSubject={false} />
        </div>
        <Flex align="center" gap={token.marginXXS} style={{ flex: 'none' }}>
          <ConversationMarks row={row} folder={folder} />
          {message.draft ? (
            <Button
              size="small"
              icon={<EditOutlined aria-hidden />}
              onClick={() => void continueDraft({ messageId: message.id })}
            >
              {t('Continue writing')}
            </Button>
          ) : (
            <Tooltip title={t('Reply')}>
              <Button
                type="text"
                size="small"
                icon={<ReplyIcon />}
                aria-label={t('Reply')}
                onClick={() => answer('reply')}
              />
            </Tooltip>
          )}
          <UnfoldedMenu
            message={message}
            actions={actions}
            labels={labels}
            onAnswer={answer}
            onKeepUnread={props.onKeepUnread}
          />
          <Tooltip title={t('Collapse')}>
            <Button
              type="text"
              size="small"
              icon={<UpOutlined />}
              aria-label={t('Collapse')}
              aria-expanded
              onClick={onToggle}
            />
          </Tooltip>
        </Flex>
      </Flex>
      {!props.headSnoozed && (
        <SnoozeLine
          message={row}
          onChange={() => void actions.snooze()}
          onUnsnooze={() => void actions.unsnooze()}
        />
      )}
      <TodoLine messageId={message.id} />
      <MessageText key={String(message.id)} loaded={loaded} />
      {!message.draft && <AnswerPlace messageId={message.id} />}
    </Flex>
  );
}

function hasSameLabels(labels: readonly Id[] = [], head: readonly Id[]): boolean {
  const [own, all] = [new Set(labels.map(String)), new Set(head.map(String))];
  return own.size === all.size && [...own].every((id) => all.has(id));
}
