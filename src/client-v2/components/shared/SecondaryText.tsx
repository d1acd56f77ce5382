import { theme } from 'antd';
import type { ComponentProps, CSSProperties } from 'react';

export interface SecondaryTextProps extends ComponentProps<'span'> {
  /** Keeps the text on one line and truncates it where space runs out. */
  ellipsis?: boolean;
}

const CUT: CSSProperties = {
  ...{ display: 'inline-block', maxWidth: '100%', verticalAlign: 'bottom' },
  ...{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
};

/** Less prominent text. antd's `secondary` has a contrast of 3.4:1 on white; WCAG 2.2 (1.4.3) requires 4.5:1. */
export function SecondaryText({ ellipsis = false, style, ...props }: SecondaryTextProps) {
  const { token } = theme.useToken();
  return (
    <span {...props} style={{ color: token.colorTextSecondary, ...(ellipsis ? CUT : undefined), ...style }} />
  );
}
