import { css } from '@emotion/css';
import { Alert, Button, Flex, Result, Skeleton, Spin, theme, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Id, MessageBody } from '../../common';
import { useErrorText, useT } from '../locale';
import { AttachmentList } from './AttachmentList';
import { MailFrame } from './MailFrame';
import { ReaderHead } from './ReaderHead';
import { ReaderToolbar } from './ReaderToolbar';
import { RemoteContentBar } from './RemoteContentBar';
import { SetAsideBar } from './SetAsideBar';
import { useMessage, type LoadedMessage } from './useMessage';
import { useMessageActions } from './useMessageActions';

export interface MessageReaderProps {
  messageId: Id;
  onClose?(): void;
  onChanged?(): void;
}

/** One mail: who, when, what, and what can be done with it. Reading it marks it as read. */
export function MessageReader({ messageId, onClose, onChanged }: MessageReaderProps) {
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const loaded = useMessage(messageId);
  const { message, error, patch, retry } = loaded;
  const actions = useMessageActions(message, { patch, onChanged, onGone: onClose });
  const markedUnread = useMarkRead(loaded, actions.flag);
  const shell = css`
    container-type: inline-size;
    min-height: 100%;
    background: ${token.colorBgContainer};
  `;

  if (error) {
    const retryButton = <Button onClick={retry}>{t('Try again')}</Button>;
    return (
      <Result
        status="warning"
        title={t('This mail cannot be shown')}
        subTitle={errorText(error)}
        extra={retryButton}
      />
    );
  }
  if (!message) {
    return (
      <div className={shell} style={{ padding: token.paddingLG }} aria-busy aria-label={t('Loading')}>
        <Skeleton active avatar paragraph={{ rows: 8 }} />
      </div>
    );
  }
  const markUnread = () => {
    markedUnread();
    void actions.flag({ seen: false });
  };
  return (
    <article className={shell} aria-label={message.subject || t('(no subject)')} data-testid="mail-reader">
      <ReaderToolbar message={message} actions={actions} onMarkUnread={markUnread} onClose={onClose} />
      <Flex vertical gap={token.margin} style={{ padding: token.paddingLG }}>
        <ReaderHead message={message} />
        <ReaderText key={String(message.id)} loaded={loaded} />
      </Flex>
    </article>
  );
}

/** Marks a mail as read once its text is there; not again after the reader marked it as unread. */
function useMarkRead(
  { id, message, body }: LoadedMessage,
  flag: (flags: { seen: boolean }) => Promise<void>,
): () => void {
  const done = useRef<Id | null>(null);
  useEffect(() => {
    if (!message || !body || body.setAside || done.current === id) return;
    done.current = id;
    if (!message.seen) void flag({ seen: true });
  }, [id, message, body, flag]);
  return () => {
    done.current = id;
  };
}

function ReaderText({ loaded: { id, message, body, bodyError, retry, reread } }: { loaded: LoadedMessage }) {
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const [allowRemote, setAllowRemote] = useState(false);
  if (bodyError) {
    return (
      <Alert
        type="warning"
        showIcon
        message={t('The text of this mail could not be loaded')}
        description={errorText(bodyError)}
        action={
          <Button size="small" onClick={retry}>
            {t('Try again')}
          </Button>
        }
      />
    );
  }
  if (!body) {
    return (
      <div aria-busy>
        <Flex gap={token.marginXS} align="center" style={{ marginBottom: token.margin }}>
          <Spin size="small" />
          <Typography.Text type="secondary">{t('Loading from the mail server…')}</Typography.Text>
        </Flex>
        <Skeleton active title={false} paragraph={{ rows: message?.preview ? 4 : 6 }} />
      </div>
    );
  }
  if (body.setAside) return <SetAsideBar id={id} setAside={body.setAside} onAsked={reread} />;
  return (
    <>
      <AttachmentList attachments={body.attachments} inText={Boolean(body.html)} />
      {body.hasRemoteContent && !allowRemote && <RemoteContentBar onAllow={() => setAllowRemote(true)} />}
      <BodyFrame body={body} allowRemote={allowRemote} messageId={id} />
    </>
  );
}

function BodyFrame(props: { body: MessageBody; allowRemote: boolean; messageId: Id }) {
  const { token } = theme.useToken();
  const t = useT();
  if (!props.body.html && !props.body.text.trim()) {
    return <Typography.Text type="secondary">{t('This mail has no text.')}</Typography.Text>;
  }
  // The frame has its own padding: pulled out, so that its text stands in line with the head above it.
  return (
    <div style={{ marginInline: -token.padding }}>
      <MailFrame {...props} />
    </div>
  );
}
