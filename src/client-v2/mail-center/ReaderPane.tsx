import { ArrowLeftOutlined, MailOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, theme } from 'antd';
import { useLanguage } from '../components/shared/useLanguage';
import type { MessageRow } from '../api';
import { ConversationReader, MessageReader } from '../components';
import { SecondaryText } from '../components/shared/SecondaryText';
import { useT } from '../locale';

export interface ReaderPaneProps {
  messageId: string | null;
  /** Shows the whole conversation; `row` is the message as listed. */
  conversations: boolean;
  row?: MessageRow;
  selected: number;
  /** Set if the list is behind the message rather than next to it: the name of what "back" leads to. */
  back?: string;
  /** Whether the mail center's keyboard shortcuts work here. */
  withKeys?: boolean;
  onClose(): void;
  onChanged(): void;
}

/** If there is a way back, it is the only way out. */
const BACK_CLOSES = css`
  & .mail-close {
    display: none;
  }
`;

/** The open message, or an empty page. */
export function ReaderPane({
  messageId,
  conversations,
  row,
  selected,
  back,
  withKeys = true,
  onClose,
  onChanged,
}: ReaderPaneProps) {
  const t = useT();
  const { token } = theme.useToken();
  const language = useLanguage();
  if (messageId !== null) {
    return (
      <Flex vertical style={{ height: '100%' }} className={back === undefined ? undefined : BACK_CLOSES}>
        {back !== undefined && (
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            onClick={onClose}
            style={{ alignSelf: 'flex-start', margin: token.marginXXS, maxWidth: '90%' }}
            data-testid="mail-back"
          >
            <bdi>{back}</bdi>
          </Button>
        )}
        <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          {conversations ? (
            <ConversationReader
              key={messageId}
              messageId={messageId}
              row={row}
              onClose={onClose}
              onChanged={onChanged}
            />
          ) : (
            <MessageReader key={messageId} messageId={messageId} onClose={onClose} onChanged={onChanged} />
          )}
        </div>
      </Flex>
    );
  }
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap="middle"
      style={{
        height: '100%',
        background: token.colorBgLayout,
        textAlign: 'center',
        padding: token.paddingLG,
      }}
      data-testid="mail-reader-empty"
    >
      <MailOutlined style={{ fontSize: 44, color: token.colorTextQuaternary }} />
      <SecondaryText>
        {selected > 0
          ? t('{{count}} selected', { count: new Intl.NumberFormat(language).format(selected) })
          : t('Select a mail to read it here')}
      </SecondaryText>
      {selected === 0 && withKeys && (
        <SecondaryText style={{ fontSize: token.fontSizeSM }}>
          {t('Press ? for keyboard shortcuts')}
        </SecondaryText>
      )}
    </Flex>
  );
}
