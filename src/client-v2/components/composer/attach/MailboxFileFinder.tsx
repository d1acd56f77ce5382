import { SearchOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Input, Skeleton, theme, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '../../../../common';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import { MessageFiles } from './MessageFiles';
import { useMailboxFiles } from './useMailboxFiles';

interface Props {
  /** By id. */
  chosen: ReadonlyMap<string, AttachmentView>;
  onToggle(file: AttachmentView): void;
}

/** Milliseconds without typing before the search starts. */
const PAUSE = 300;

/** A search field, and the messages that it finds with their files. */
export function MailboxFileFinder({ chosen, onToggle }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const { messages, failure, hasMore, loading, loadMore, retry } = useMailboxFiles(search);
  const input = useRef<InputRef>(null);
  // A dialog takes the focus once it is open, which is later than `autoFocus`.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const isEmpty = messages?.length === 0 && !hasMore;
  return (
    <Flex vertical gap={token.marginSM}>
      <Input
        ref={input}
        prefix={<SearchOutlined aria-hidden />}
        allowClear
        aria-label={t('Search messages with attachments')}
        placeholder={t('Search messages with attachments')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => setSearch(typed.trim())}
      />
      <div
        style={{ height: 'min(440px, 55vh)', overflowY: 'auto', overflowX: 'hidden' }}
        aria-busy={loading}
        data-testid="mail-mailbox-files-found"
      >
        {!messages && failure === undefined && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
        {messages && !isEmpty && (
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {messages.map((message) => (
              <MessageFiles
                key={String(message.row.id)}
                message={message}
                chosen={chosen}
                onToggle={onToggle}
              />
            ))}
          </ul>
        )}
        {failure !== undefined && <RetryAlert error={failure} onRetry={retry} />}
        {isEmpty && failure === undefined && (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <SecondaryText role="status">
                {search
                  ? t('No message with attachments matches')
                  : t('There are no messages with attachments')}
              </SecondaryText>
            }
          />
        )}
        {messages && hasMore && failure === undefined && (
          <Button block type="text" loading={loading} onClick={loadMore}>
            {t('Show more')}
          </Button>
        )}
      </div>
    </Flex>
  );
}
