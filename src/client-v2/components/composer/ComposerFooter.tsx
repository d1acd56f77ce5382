import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip } from 'antd';
import { memo, useRef, type ReactNode } from 'react';
import { useT } from '../../locale';
import { SendButton } from './later/SendButton';

// Typing doesn't change it.
const Send = memo(SendButton);

interface Props {
  sending: boolean;
  /** Whether it can be sent later. */
  later: boolean;
  onSend(at?: Date): void;
  onFiles(files: File[]): void;
  onDiscard(): void;
  /** The menu of further options. */
  options: ReactNode;
  /** Shown between the buttons. */
  children?: ReactNode;
}

/** The Send, Attach and Discard buttons. */
export function ComposerFooter({ sending, later, onSend, onFiles, onDiscard, options, children }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Flex
      align="center"
      gap={token.marginXS}
      style={{ padding: token.paddingSM, borderTop: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Send sending={sending} later={later} onSend={onSend} />
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
        data-testid="mail-attach-files"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Lets the same file be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      {options}
      {children}
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
