import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip } from 'antd';
import { memo, type ReactNode } from 'react';
import { useT } from '../../locale';
import { AttachButton } from './attach/AttachButton';
import type { AttachedFile } from './attached-file';
import { SendButton } from './later/SendButton';

// Typing doesn't change them.
const Send = memo(SendButton);
const Attach = memo(AttachButton);

interface Props {
  sending: boolean;
  /** Whether it can be sent later. */
  later: boolean;
  onSend(at?: Date): void;
  onFiles(files: AttachedFile[]): void;
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
  return (
    <Flex
      align="center"
      gap={token.marginXS}
      style={{ padding: token.paddingSM, borderTop: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Send sending={sending} later={later} onSend={onSend} />
      <Attach onFiles={onFiles} />
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
