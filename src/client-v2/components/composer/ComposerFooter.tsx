import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip } from 'antd';
import { memo, type ReactNode } from 'react';
import type { RecordRef } from '../../../common';
import { useT } from '../../locale';
import { AttachButton } from './attach/AttachButton';
import type { AttachedFile } from './attached-file';
import { SendButton, type SendButtonProps } from './later/SendButton';

// Typing doesn't change them.
const Send = memo(SendButton);
const Attach = memo(AttachButton);

interface Props extends SendButtonProps {
  /** The record that the message is written about. */
  record?: RecordRef;
  onFiles(files: AttachedFile[]): void;
  onDiscard(): void;
  /** The menu of further options. */
  options: ReactNode;
  /** Shown between the buttons. */
  children?: ReactNode;
}

/** The Send, Attach and Discard buttons. */
export function ComposerFooter({ record, onFiles, onDiscard, options, children, ...send }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  return (
    <Flex
      align="center"
      gap={token.marginXS}
      style={{ padding: token.paddingSM, borderTop: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Send {...send} />
      <Attach record={record} onFiles={onFiles} />
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
