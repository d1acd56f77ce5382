import { Button, Flex, Result, theme } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Id } from '../../../common';
import {
  LoadedConversation,
  LoadedReader,
  openComposer,
  undoLast,
  useAnswer,
  useMessage,
  type AnswerKind,
} from '../../components';
import { useT } from '../../locale';
import { MAIL_PATH } from '../../paths';
import { useShortcuts } from '../keyboard/useShortcuts';
import { useGrouping } from '../layout/useGrouping';
import { OfflineBar } from '../OfflineBar';
import { usePageTitle } from '../usePageTitle';

/** z-index above the host's menu and below composers and dialogs. */
const LAYER = 300;

/** Shows a message, or its conversation, in the whole window. */
export function MessageWindow({ messageId }: { messageId: Id }) {
  const t = useT();
  const { token } = theme.useToken();
  const navigate = useNavigate();
  const answerTo = useAnswer();
  const loaded = useMessage(messageId);
  const { grouped } = useGrouping();
  /** Whether the message was archived, moved or deleted from this window. */
  const [hasLeft, setLeft] = useState(false);
  const { message } = loaded;
  usePageTitle([message && (message.subject || t('(no subject)')), t('Mail')].filter(Boolean).join(' – '));

  const close = () => {
    window.close();
    // Scripts can't close a tab that was opened from a link, so that one goes to the mail center.
    navigate(`${MAIL_PATH}?message=${encodeURIComponent(String(messageId))}`);
  };
  const answer = (kind: AnswerKind) => (message ? () => void answerTo(message.id, kind) : undefined);
  useShortcuts({
    reply: answer('reply'),
    replyAll: answer('replyAll'),
    forward: answer('forward'),
    compose: () => openComposer({ accountId: message?.accountId }),
    undo: () => void undoLast(),
    close,
  });
  const reader = {
    messageId,
    loaded,
    onClose: close,
    onGone: () => setLeft(true),
    // An undo brings the message back.
    onChanged: () => {
      setLeft(false);
      loaded.reread();
    },
  };
  return (
    <Flex
      vertical
      style={{ position: 'fixed', inset: 0, zIndex: LAYER, background: token.colorBgContainer }}
      data-testid="mail-window"
    >
      <OfflineBar />
      <main style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {hasLeft ? (
          <Result
            status="success"
            title={t('The message is no longer in this folder')}
            extra={[
              <Button key="close" type="primary" onClick={close}>
                {t('Close window')}
              </Button>,
              <Button key="show" onClick={() => setLeft(false)}>
                {t('Show message')}
              </Button>,
            ]}
          />
        ) : grouped ? (
          <LoadedConversation {...reader} />
        ) : (
          <LoadedReader {...reader} />
        )}
      </main>
    </Flex>
  );
}
