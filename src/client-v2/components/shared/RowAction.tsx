import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  icon: ReactNode;
  /** Shown on hover. */
  title: string;
  /** The same with the row's name, for those who can't see which row it is in. */
  label: string;
  danger?: boolean;
  disabled?: boolean;
  onClick(): void;
}

/** A button at the end of a list's row. */
export function RowAction({ icon, title, label, danger, disabled, onClick }: Props) {
  return (
    <Tooltip title={title}>
      <Button
        type="text"
        icon={icon}
        aria-label={label}
        danger={danger}
        disabled={disabled}
        onClick={onClick}
      />
    </Tooltip>
  );
}
