import { ArrowLeftOutlined, MailOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Typography } from 'antd';
import { MessageReader } from '../components';
import { useT } from '../locale';

export interface ReaderPaneProps {
  messageId: string | null;
  selected: number;
  /** Where the list is behind the mail, not beside it: the name of what "back" leads to. */
  back?: string;
  onClose(): void;
  onChanged(): void;
}

/** The open mail, or a quiet page. */
export function ReaderPane({ messageId, selected, back, onClose, onChanged }: ReaderPaneProps) {
  const t = useT();
  const { token } = theme.useToken();
  if (messageId !== null) {
    return (
      <Flex vertical style={{ height: '100%' }}>
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
          <MessageReader key={messageId} messageId={messageId} onClose={onClose} onChanged={onChanged} />
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
      <Typography.Text type="secondary">
        {selected > 0 ? t('{{count}} selected', { count: selected }) : t('Select a mail to read it here')}
      </Typography.Text>
      {selected === 0 && (
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {t('Press ? for keyboard shortcuts')}
        </Typography.Text>
      )}
    </Flex>
  );
}
