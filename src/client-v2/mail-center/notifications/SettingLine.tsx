import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { SecondaryText } from '../../components/shared/SecondaryText';

export interface SettingLineProps {
  label: string;
  /** Says more about it, below. */
  hint?: string;
  children: ReactNode;
}

/** A setting with its name on the left and its control on the right. */
export function SettingLine({ label, hint, children }: SettingLineProps) {
  return (
    <div>
      <Flex justify="space-between" align="center" gap="small" style={{ minHeight: 32 }}>
        <span>{label}</span>
        {children}
      </Flex>
      {hint && <SecondaryText style={{ display: 'block', maxWidth: '85%' }}>{hint}</SecondaryText>}
    </div>
  );
}
