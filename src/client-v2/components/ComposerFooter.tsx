import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip } from 'antd';
import { useRef } from 'react';
import { useT } from '../locale';

interface Props {
  sending: boolean;
  onSend(): void;
  onFiles(files: File[]): void;
  onDiscard(): void;
}

/** Send, attach, discard. */
export function ComposerFooter({ sending, onSend, onFiles, onDiscard }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Flex
      align="center"
      gap={token.marginXS}
      style={{ padding: token.paddingSM, borderTop: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Button
        type="primary"
        // Not for what is answered at once: a spinner that comes and goes only flickers.
        loading={sending && { delay: 200 }}
        onClick={onSend}
        title={t('Send (Ctrl+Enter)')}
      >
        {t('Send')}
      </Button>
      <Tooltip title={t('Attach files')}>
        <Button
          type="text"
          icon={<PaperClipOutlined />}
          aria-label={t('Attach files')}
          onClick={() => picker.current?.click()}
        />
      </Tooltip>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was taken out.
          event.target.value = '';
        }}
      />
      <Tooltip title={t('Discard')}>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('Discard')}
          onClick={onDiscard}
          style={{ marginInlineStart: 'auto' }}
        />
      </Tooltip>
    </Flex>
  );
}
