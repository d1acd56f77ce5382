import { DownloadOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Modal, Result, Skeleton, theme } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { AttachmentView, EnclosedMessage, Id, MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { BodyFrame } from '../reader/BodyFrame';
import { ReaderHead } from '../reader/ReaderHead';
import { RemoteContentBar } from '../reader/RemoteContentBar';
import { SecondaryText } from '../shared/SecondaryText';
import { useDownload } from './useDownload';

interface Props {
  file: AttachmentView;
  accountId: Id;
  onClose(): void;
  /** Renders the message's files. */
  children(message: EnclosedMessage): ReactNode;
}

/** Shows a message that is attached to another one: its head, text and files. */
export function EnclosedMessageDialog({ file, accountId, onClose, children }: Props) {
  const { token } = theme.useToken();
  const { colorBgContainer: background } = token;
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message, error } = useEnclosed(file.id);
  const name = file.filename || t('Unnamed file');
  const { progress, start } = useDownload(Number(file.size), (options) =>
    api.downloadAttachment(file.id, name, options),
  );
  const stage = css`
    container-type: inline-size;
    max-height: calc(100dvh - 220px);
    min-height: 160px;
    overflow: auto;
  `;
  return (
    <Modal
      open
      centered
      width="min(860px, 96vw)"
      onCancel={onClose}
      // Same background as the frame that shows the text.
      styles={{ content: { background }, header: { background } }}
      data-testid="mail-enclosed"
      title={
        <span style={{ display: 'block', paddingInlineEnd: token.paddingLG, overflowWrap: 'anywhere' }}>
          <bdi>{message ? message.subject || t('(no subject)') : name}</bdi>
        </span>
      }
      footer={
        <Button icon={<DownloadOutlined aria-hidden />} loading={progress !== null} onClick={start}>
          {t('Save as .eml file')}
        </Button>
      }
    >
      <div className={stage} tabIndex={0} role="region" aria-label={t('Message')}>
        {error !== undefined ? (
          <Result
            status="warning"
            title={t('This message can’t be opened here')}
            subTitle={<SecondaryText>{errorText(error)}</SecondaryText>}
          />
        ) : message ? (
          <Enclosed message={message} fileId={file.id} accountId={accountId}>
            {children(message)}
          </Enclosed>
        ) : (
          <Skeleton active avatar paragraph={{ rows: 6 }} />
        )}
      </div>
    </Modal>
  );
}

interface EnclosedProps {
  message: EnclosedMessage;
  fileId: Id;
  accountId: Id;
  children: ReactNode;
}

function Enclosed({ message, fileId, accountId, children }: EnclosedProps) {
  const { token } = theme.useToken();
  // No sender is trusted here, because the author of the outer message may have made up the enclosed one.
  const [shown, setShown] = useState(false);
  const images = { shown, sender: null, trusted: false, showOnce: () => setShown(true), ...NO_TRUST };
  return (
    <Flex vertical gap={token.margin}>
      <ReaderHead message={headOf(message, accountId)} withSubject={false} />
      {children}
      {message.hasRemoteContent && <RemoteContentBar images={images} />}
      <BodyFrame body={message} allowRemote={shown} messageId={fileId} />
    </Flex>
  );
}

const NO_TRUST = { trust: () => undefined, distrust: () => undefined };

/** The head in the form that the reader expects. The message isn't in any folder, and no actions apply to it. */
const headOf = ({ sentAt, ...message }: EnclosedMessage, accountId: Id): MessageView => ({
  ...message,
  ...{ id: '', accountId, folderId: '', messageId: null, threadKey: '', preview: '', size: 0 },
  ...{ fromName: message.from[0]?.name ?? '', fromAddress: message.from[0]?.address ?? '' },
  ...{ sentAt: sentAt ?? '', receivedAt: sentAt ?? '' },
  ...{ seen: true, flagged: false, answered: false, draft: false, hasAttachments: false },
});

function useEnclosed(id: Id): { message?: EnclosedMessage; error?: unknown } {
  const api = useMailApi();
  const [state, setState] = useState<{ message?: EnclosedMessage; error?: unknown }>({});
  useEffect(() => {
    const stop = new AbortController();
    const put = (found: typeof state) => stop.signal.aborted || setState(found);
    setState({});
    api.enclosed(id, stop.signal).then(
      (message) => put({ message }),
      (error: unknown) => put({ error }),
    );
    return () => stop.abort();
  }, [api, id]);
  return state;
}
