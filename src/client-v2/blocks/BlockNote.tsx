import { MailOutlined } from '@ant-design/icons';
import { Flex, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { SecondaryText } from '../components/shared/SecondaryText';

export interface BlockNoteProps {
  title: string;
  text?: ReactNode;
  /** What can be done about it. */
  children?: ReactNode;
  testId?: string;
}

/** Says why a block shows no messages, and what to do. */
export function BlockNote({ title, text, children, testId = 'mail-block-note' }: BlockNoteProps) {
  const { token } = theme.useToken();
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap={token.marginSM}
      style={{ flex: 1, padding: token.paddingLG, textAlign: 'center', overflowWrap: 'anywhere' }}
      data-testid={testId}
    >
      <MailOutlined aria-hidden style={{ fontSize: 32, color: token.colorTextQuaternary }} />
      <div style={{ maxWidth: 480 }}>
        <Typography.Text strong style={{ display: 'block' }}>
          {title}
        </Typography.Text>
        {text && <SecondaryText>{text}</SecondaryText>}
      </div>
      {children}
    </Flex>
  );
}
