import { Button, theme } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  on: boolean;
  icon?: ReactNode;
  testId: string;
  onClick(): void;
  children: ReactNode;
}

/** A filter of a list that a click turns on and off. */
export function FilterChip({ on, icon, testId, onClick, children }: Props) {
  const { token } = theme.useToken();
  return (
    <Button
      size="small"
      shape="round"
      // Otherwise words of two Chinese characters would be spaced out, and longer ones beside them would not.
      autoInsertSpace={false}
      aria-pressed={on}
      onClick={onClick}
      style={{
        fontSize: token.fontSizeSM,
        color: token.colorText,
        background: on ? token.controlItemBgActive : 'transparent',
        borderColor: on ? token.colorPrimary : token.colorBorderSecondary,
        boxShadow: 'none',
      }}
      icon={icon}
      iconPosition="end"
      data-testid={testId}
    >
      {children}
    </Button>
  );
}
